// judge CHAIN.pem ROOTS.pem HOST: is the chain good for the host, and if not, why?
#include "certcheck/engine/inspect.h"
#include "certcheck/files/files.h"
#include "certcheck/report/text.h"

#include <chrono>
#include <iostream>

using namespace certcheck;

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto chain = files::read_certificates(argv[1]);
  auto roots = files::load_store("mine", argv[2]);
  auto name = names::make_host_name(argv[3]);
  if (!chain || !roots || !name) return 2;

  engine::Input input;
  input.presented = *std::move(chain);
  engine::Options options;
  options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  options.path.names = {*std::move(name)};
  const trust::Store* stores[] = {&roots->store};
  crypto::Verifier verifier;  // one for the whole program: it remembers keys and answers
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);

  std::cout << report::to_text(report);
  return report.verdict == engine::Verdict::trusted ? 0 : 1;
}
