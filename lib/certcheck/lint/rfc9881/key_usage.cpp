#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9881/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

namespace certcheck::lint::rfc9881 {
namespace {

// RFC 9881 5: a key usage of an ML-DSA key is one or more of digitalSignature, nonRepudiation, keyCertSign
// and cRLSign; the others "MUST NOT be present".
Outcome not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  return facts.key.kind == crypto::KeyKind::ml_dsa ? signatures_alone(facts, report, "an ML-DSA key")
         : facts.key.kind == crypto::KeyKind::hash_ml_dsa
             ? signatures_alone(facts, report, "a HashML-DSA key")
             : Outcome::not_applicable;
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc9881.key_usage.not_for_signing",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage for an ML-DSA key MUST NOT assert usages other than signatures.",
               .citation = "RFC 9881 5",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an ML-DSA-65 certificate with keyEncipherment",
     .effective = dates::rfc9881,
     .certificate = not_for_signing},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc9881
