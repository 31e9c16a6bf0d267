#include "certcheck/engine/linting.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/runner.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace certcheck::engine {
namespace {

/// Sources that bind every certificate, whoever issued it. The rest are the rules of root programs.
constexpr std::array<std::string_view, 4> root_program_sources{"cabf_", "mozilla", "apple", "chrome"};

lint::Selection without_root_programs() {
  lint::Rules rules;
  for (const lint::Source& source : lint::sources()) {
    const bool of_a_program =
        std::any_of(root_program_sources.begin(), root_program_sources.end(),
                    [&](std::string_view prefix) { return source.id.starts_with(prefix); });
    if (of_a_program) rules.exclude.push_back("source:" + std::string(source.id));
  }
  return lint::Selection(rules);
}

}  // namespace

const lint::Selection& selection_for(const path::Path& path) {
  static const lint::Selection everything;
  static const lint::Selection standards = without_root_programs();
  return path.anchor && path.anchor->public_root ? everything : standards;
}

Findings lint_path(const path::Path& path, const lint::Selection& selection, crypto::Verifier& verifier) {
  Findings findings;
  std::vector<lint::CertificateFacts> facts;
  facts.reserve(path.certificates.size());
  for (const auto& certificate : path.certificates) facts.emplace_back(*certificate, verifier);
  std::vector<const lint::CertificateFacts*> chain;
  for (size_t i = 0; i < facts.size(); ++i) {
    chain.push_back(&facts[i]);
    // An anchor is trusted as it is: its old self-signature or dates are nobody's to mend.
    const bool is_anchor = path.anchor && i + 1 == facts.size() && i != 0;
    if (!is_anchor) lint::run(facts[i], selection, Subject{Subject::Kind::certificate, i}, findings);
  }
  lint::run(chain, selection, Subject{Subject::Kind::chain}, findings);
  return findings;
}

}  // namespace certcheck::engine
