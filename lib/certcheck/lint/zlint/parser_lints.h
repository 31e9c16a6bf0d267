#pragma once

#include "certcheck/lint/dates.h"
#include "certcheck/lint/lint.h"
#include "certcheck/x509/certificate.h"

#include <span>
#include <string_view>

namespace certcheck::lint {

/// A lint of zlint's that means what the parser finds while it reads: no row of ours, or the finding would
/// be reported twice. Gives its outcome for those who compare with zlint.
struct ParserLint {
  std::string_view zlint;
  const Check* check;  ///< the parser's
  Date effective;
  bool (*applies)(const x509::Certificate&);
  bool (*is_meant)(const Finding&);                      ///< among the findings of the check
  bool (*provided)(const x509::Certificate&) = nullptr;  ///< what else must be true of it, or it passes
  /// If set, the lint does not apply without this extension, and only findings in its value are meant.
  x509::ExtensionId extension = {};
};

/// For lints that mean every finding of their check.
bool any_finding(const Finding&);

/// In order of zlint's names.
std::span<const ParserLint> parser_lints();

/// `as_of` is the day whose rules hold; nullopt: that of notBefore.
Outcome outcome_of(const ParserLint& lint, const x509::Certificate& certificate,
                   std::optional<Time> as_of = {});

}  // namespace certcheck::lint
