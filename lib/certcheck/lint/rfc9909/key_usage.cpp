#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9909/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

namespace certcheck::lint::rfc9909 {
namespace {

// RFC 9909 6: a key usage of an SLH-DSA key has at least one of digitalSignature, nonRepudiation, keyCertSign
// and cRLSign, and none of the others.
Outcome not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  return facts.key.kind == crypto::KeyKind::slh_dsa ? signatures_alone(facts, report, "an SLH-DSA key")
         : facts.key.kind == crypto::KeyKind::hash_slh_dsa
             ? signatures_alone(facts, report, "a HashSLH-DSA key")
             : Outcome::not_applicable;
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc9909.key_usage.not_for_signing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an SLH-DSA key MUST NOT assert usages other than signatures.",
               .citation = "RFC 9909 6",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an SLH-DSA certificate with keyEncipherment",
     .effective = dates::rfc9909,
     .certificate = not_for_signing},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc9909
