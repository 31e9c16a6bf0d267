#include "certcheck/engine/verdict.h"

#include <algorithm>

namespace certcheck::engine {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::trusted:
      return "trusted";
    case Verdict::untrusted:
      return "untrusted";
    case Verdict::unchecked:
      return "unchecked";
  }
  return "unchecked";
}

// A server that signed with another key than its certificate's, or whose key may not do what it did, is not
// who it claims to be; one that proved nothing may be anybody.
Verdict verdict_of(const Report& report) {
  const auto& handshake = report.handshake;
  const auto against = [&](const Finding& finding) {
    return finding.subject.kind == Subject::Kind::handshake &&
           counts(finding.check->counts, report.profile, report.strict);
  };
  const bool proven = !handshake || handshake->completed || handshake->possession == tls::Possession::proven;
  if (handshake && handshake->possession == tls::Possession::disproved) return Verdict::untrusted;
  if (!proven) return Verdict::unchecked;
  if (report.chain.presented.empty() || report.chain.paths.empty() || !report.chain.paths.front().trusted)
    return Verdict::untrusted;
  return std::any_of(report.findings.begin(), report.findings.end(), against) ? Verdict::untrusted
                                                                              : Verdict::trusted;
}

bool decides(const Finding& finding, const Report& report) {
  if (report.verdict == Verdict::unchecked)
    return finding.subject.kind == Subject::Kind::handshake && finding.severity() == Severity::error;
  return counts(finding.check->counts, report.profile, report.strict);
}

}  // namespace certcheck::engine
