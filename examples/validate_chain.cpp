// Validates the chain in a PEM file against the roots in another, for a name, and prints why or why not.
//
//     validate_chain ROOTS.pem CHAIN.pem NAME

#include "certcheck/base/pem.h"
#include "certcheck/certcheck.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

std::string read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  using namespace certcheck;
  if (argc != 4) {
    std::cerr << "usage: validate_chain ROOTS.pem CHAIN.pem NAME\n";
    return 2;
  }
  // Trust, time, name and certificates are the caller's; the library reads none of them by itself.
  trust::Store roots("my roots");
  roots.add_pem(read(argv[1]));

  engine::Input input;
  const std::string chain = read(argv[2]);
  for (const PemBlock& block : find_pem_blocks(chain))
    if (auto der = block.decode()) input.presented.push_back(x509::parse_certificate(*std::move(der)));

  auto name = names::make_host_name(argv[3]);
  if (!name) {
    std::cerr << name.error().message << '\n';
    return 2;
  }
  engine::Options options;
  options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  options.path.names = {*name};

  crypto::Verifier verifier;  // remembers issuers: share one among all calls of a program
  const trust::Store* stores[] = {&roots};
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);

  std::cout << to_string(report.verdict) << '\n';
  for (const Finding& finding : report.findings)
    std::cout << to_string(finding.severity()) << ' ' << finding.id() << ": " << finding.message << '\n';
  return report.verdict == engine::Verdict::trusted ? 0 : 1;
}
