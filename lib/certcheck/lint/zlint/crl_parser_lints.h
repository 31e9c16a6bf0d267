#pragma once

#include "certcheck/lint/dates.h"
#include "certcheck/lint/lint.h"
#include "certcheck/x509/crl.h"

#include <span>
#include <string_view>

namespace certcheck::lint {

/// A lint of zlint's for CRLs that has no row of ours, or the finding would be repeated: it means what the
/// parser finds, or what a row finds that names another of zlint's. Tells its outcome for those who compare
/// with zlint. lint/zlint/parser_lints.h is the same for certificates.
struct CrlParserLint {
  std::string_view zlint;
  const Check* check;  ///< the parser's or the row's
  Date effective;
  bool (*applies)(const x509::Crl&);
  bool (*is_meant)(const Finding&);  ///< among the findings of the check
};

/// In order of zlint's names.
std::span<const CrlParserLint> crl_parser_lints();

/// `findings` are all that parser and lints have about the CRL.
/// `as_of` is the day whose rules hold; nullopt: that of thisUpdate.
Outcome outcome_of(const CrlParserLint& lint, const x509::Crl& crl, const Findings& findings,
                   std::optional<Time> as_of = {});

}  // namespace certcheck::lint
