#pragma once

#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"

#include "tests/support/pki.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::test {

inline x509::CertificatePtr make(const Spec& spec) { return x509::parse_certificate(make_der(spec)); }

/// What is validated, with the options that most tests want: plain RFC 5280 at `now`.
struct Question {
  x509::CertificatePtr leaf;
  std::vector<x509::CertificatePtr> pool = {};
  std::vector<x509::CertificatePtr> anchors = {};
  path::Options options = {.time = now, .profile = Profile::rfc5280};

  path::Validation validate() const {
    trust::Store store("test");
    for (const x509::CertificatePtr& anchor : anchors) store.add(anchor);
    const trust::Store* const stores[] = {&store};
    crypto::Verifier verifier;
    return path::validate(leaf, pool, stores, options, verifier);
  }
};

/// "id@index", sorted, of what counts against trust: on the best path and of the search itself.
inline std::vector<std::string> counted(const path::Validation& validation, const path::Options& options) {
  std::vector<std::string> ids;
  const auto add = [&](const Findings& findings) {
    for (const Finding& finding : findings) {
      if (!counts(finding.check->counts, options.profile, options.strict)) continue;
      ids.emplace_back(finding.id());
      if (finding.subject.index) ids.back().append("@").append(std::to_string(*finding.subject.index));
    }
  };
  add(validation.findings);
  if (!validation.paths.empty()) add(validation.paths.front().findings);
  std::sort(ids.begin(), ids.end());
  return ids;
}

inline std::vector<std::string> counted(const Question& question) {
  return counted(question.validate(), question.options);
}

/// True if anything of that id is found on the best path, whether it counts or not.
inline bool has(const path::Validation& validation, std::string_view id) {
  const auto in = [&](const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id() == id; });
  };
  return in(validation.findings) || (!validation.paths.empty() && in(validation.paths.front().findings));
}

using Ids = std::vector<std::string>;

}  // namespace certcheck::test
