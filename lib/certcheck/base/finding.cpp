#include "certcheck/base/finding.h"

#include <algorithm>

namespace certcheck {

std::string_view to_string(Subject::Kind kind) {
  switch (kind) {
    case Subject::Kind::none:
      return "none";
    case Subject::Kind::certificate:
      return "certificate";
    case Subject::Kind::path:
      return "path";
    case Subject::Kind::chain:
      return "chain";
    case Subject::Kind::crl:
      return "crl";
    case Subject::Kind::ocsp:
      return "ocsp";
    case Subject::Kind::sct:
      return "sct";
    case Subject::Kind::handshake:
      return "handshake";
    case Subject::Kind::host:
      return "host";
    case Subject::Kind::anchor:
      return "anchor";
    case Subject::Kind::input:
      return "input";
  }
  return "none";
}

bool any_counts(const Findings& findings, Profile profile, bool strict) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& f) { return counts(f.check->counts, profile, strict); });
}

}  // namespace certcheck
