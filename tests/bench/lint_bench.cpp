// Parsing a certificate and running every lint on it. Takes a PEM bundle as its argument; without one the
// linter's own fixtures serve.
#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/x509/certificate.h"

#include "tests/bench/bench.h"
#include "tests/support/paths.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace certcheck;

namespace {

void add_certificates(std::vector<Bytes>& to, const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const PemBlock& block : find_pem_blocks(text)) {
    if (block.label == "CERTIFICATE") {
      to.push_back(block.decode().value_or(Bytes{}));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Bytes> certificates;
  if (argc > 1) {
    add_certificates(certificates, argv[1]);
  } else {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / "testdata/lint/cases")) {
      if (entry.path().extension() == ".pem") {
        add_certificates(certificates, entry.path());
      }
    }
  }
  if (certificates.empty()) {
    std::fprintf(stderr, "no certificates\n");
    return 2;
  }
  crypto::Verifier verifier;
  const lint::Selection everything;
  bench::Comparison comparison("parse a certificate and run every lint", "certificates");
  comparison.measure(
      "certcheck",
      [&] {
        for (const Bytes& der : certificates) {
          const auto certificate = x509::parse_certificate(der);
          Findings findings;
          lint::run(lint::CertificateFacts(*certificate, verifier), everything, {}, findings);
          bench::keep(findings);
        }
      },
      certificates.size());
  return comparison.print(20'000) ? 0 : 1;
}
