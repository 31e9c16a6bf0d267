#pragma once

#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"

#include "tests/support/chain_pki.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::test {

inline x509::CertificatePtr make(const Spec& spec) { return x509::parse_certificate(make_der(spec)); }

/// What is judged, with the options that most tests want: plain RFC 5280 at `now`.
struct Question {
  x509::CertificatePtr leaf;
  std::vector<x509::CertificatePtr> pool = {};
  std::vector<x509::CertificatePtr> anchors = {};
  path::Options options = {.time = now, .profile = Profile::rfc5280};

  path::Judgement judge() const {
    trust::Store store("test");
    for (const x509::CertificatePtr& anchor : anchors) store.add(anchor);
    const trust::Store* const stores[] = {&store};
    crypto::Verifier verifier;
    return path::judge(leaf, pool, stores, options, verifier);
  }
};

/// "id@index", sorted, of what counts against trust: on the best path and of the search itself.
inline std::vector<std::string> counted(const path::Judgement& judgement, const path::Options& options) {
  std::vector<std::string> ids;
  const auto add = [&](const Findings& findings) {
    for (const Finding& finding : findings) {
      if (!counts(finding.check->counts, options.profile, options.strict)) continue;
      ids.emplace_back(finding.id());
      if (finding.subject.index) ids.back().append("@").append(std::to_string(*finding.subject.index));
    }
  };
  add(judgement.findings);
  if (!judgement.paths.empty()) add(judgement.paths.front().findings);
  std::sort(ids.begin(), ids.end());
  return ids;
}

inline std::vector<std::string> counted(const Question& question) {
  return counted(question.judge(), question.options);
}

/// True if anything of that id is found on the best path, whether it counts or not.
inline bool has(const path::Judgement& judgement, std::string_view id) {
  const auto in = [&](const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id() == id; });
  };
  return in(judgement.findings) || (!judgement.paths.empty() && in(judgement.paths.front().findings));
}

using Ids = std::vector<std::string>;

}  // namespace certcheck::test
