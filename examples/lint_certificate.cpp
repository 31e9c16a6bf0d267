// Lints every certificate in a PEM file: prints what each rule found, with the place and how to fix it, and
// how many rules were asked.
//
//     lint_certificate FILE.pem [PATTERN]        e.g. "rfc5280.*", "source:cabf_br", "severity:error"

#include "certcheck/base/pem.h"
#include "certcheck/engine/linting.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  using namespace certcheck;
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: lint_certificate FILE.pem [PATTERN]\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  lint::Rules rules;
  if (argc == 3) rules.include = {argv[2]};
  const lint::Selection selection(rules);  // worked out once, used by any number of threads
  crypto::Verifier verifier;

  bool errors = false;
  size_t index = 0;
  for (const PemBlock& block : find_pem_blocks(text)) {
    auto der = block.decode();
    if (!der || block.label != "CERTIFICATE") continue;
    const engine::Linted linted = engine::lint_encoded(
        lint::Kind::certificate, *std::move(der), index++,
        {.selection = selection, .weak_keys = nullptr, .verifier = verifier, .with_outcomes = true});
    const auto asked =
        std::count_if(linted.outcomes.begin(), linted.outcomes.end(), [](lint::Outcome outcome) {
          return outcome == lint::Outcome::pass || outcome == lint::Outcome::fired;
        });
    std::cout << linted.certificate->subject.to_string() << ": " << asked << " rules apply\n";
    for (const Finding& finding : linted.findings) {
      errors = errors || finding.severity() == Severity::error;
      std::cout << "  " << to_string(finding.severity()) << ' ' << finding.id() << ": " << finding.message
                << '\n'
                << "    at " << finding.node_path << "; " << finding.check->citation << "; "
                << finding.check->hint << '\n';
    }
  }
  if (index == 0) std::cerr << argv[1] << ": no certificate\n";
  return index == 0 ? 2 : errors ? 1 : 0;
}
