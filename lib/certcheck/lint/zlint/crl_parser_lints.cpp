#include "certcheck/lint/zlint/crl_parser_lints.h"

#include "certcheck/der/checks.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/checks.h"
#include "certcheck/lint/zlint/parser_lints.h"
#include "certcheck/x509/checks.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

bool any_crl(const x509::Crl&) { return true; }
bool has_extensions(const x509::Crl& crl) { return !crl.extensions.empty(); }
bool has_entries(const x509::Crl& crl) { return !crl.revoked.empty(); }

bool in_entry_extension(const Finding& finding) {
  return finding.node_path.find(".crlEntryExtensions") != std::string::npos;
}
// Of the extensions of an entry only reasonCode is a number.
bool in_reason(const Finding& finding) {
  return in_entry_extension(finding) && finding.node_path.ends_with(".extnValue");
}
bool in_crl_extension(const Finding& finding) {
  return finding.node_path.starts_with("tbsCertList.crlExtensions");
}

constexpr CrlParserLint all_crl_parser_lints[] = {
    {"e_crl_empty_revoked_certificates", &rfc5280::checks::revoked_certificates_empty, dates::rfc5280,
     any_crl, any_finding},
    {"e_crl_has_valid_reason_code", &der::checks::integer_out_of_range, dates::rfc5280, has_entries,
     in_reason},
    {"e_crl_no_duplicate_extensions", &x509::checks::extension_duplicate, dates::always, has_extensions,
     in_crl_extension},
    {"e_crl_revoked_certificate_crl_entry_has_no_duplicate_extensions", &x509::checks::extension_duplicate,
     dates::always, any_crl, in_entry_extension},
};

}  // namespace

std::span<const CrlParserLint> crl_parser_lints() { return all_crl_parser_lints; }

Outcome outcome_of(const CrlParserLint& lint, const x509::Crl& crl, const Findings& findings,
                   std::optional<Time> as_of) {
  if (!lint.applies(crl)) return Outcome::not_applicable;
  const auto issued = as_of ? as_of : crl.this_update.time;
  if (issued && *issued < lint.effective.time) return Outcome::not_effective;
  // By id: the check of a row is a copy, and so is one whose severity a user changed.
  return std::any_of(findings.begin(), findings.end(),
                     [&lint](const Finding& finding) {
                       return finding.id() == lint.check->id && lint.is_meant(finding);
                     })
             ? Outcome::fired
             : Outcome::pass;
}

}  // namespace certcheck::lint
