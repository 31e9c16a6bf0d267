#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.2.1.7: "Where present, conforming CAs SHOULD mark this extension as non-critical." Since RFC
// 2459.
Outcome issuer_names_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, x509::oids::issuer_alternative_name, "issuerAltName");
}

constexpr Lint issuer_alternative_name_lints[] = {
    {.check = {.id = "rfc5280.issuer_alternative_name.critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "issuerAltName SHOULD NOT be critical.",
               .citation = "RFC 5280 4.2.1.7",
               .hint = "Issue the certificate again with issuerAltName not marked critical.",
               .zlint = "w_ext_ian_critical"},
     .example = "a critical issuerAltName",
     .effective = dates::rfc2459,
     .certificate = issuer_names_critical},
};

}  // namespace

constinit const Rows issuer_alternative_name_rows = issuer_alternative_name_lints;

}  // namespace certcheck::lint::rfc5280
