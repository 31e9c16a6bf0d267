#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9935/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9935 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

// RFC 9935 5: "If the keyUsage extension is present in certificates, then keyEncipherment MUST be the only
// key usage set for certificates that indicate id-alg-ml-kem-* in SubjectPublicKeyInfo".
Outcome not_key_encipherment(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ml_kem || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong = usages_besides(usage, {KeyUsage::key_encipherment});
  if (wrong.empty() && usage.has(KeyUsage::key_encipherment)) return Outcome::pass;
  return fire_at_key_usage(
      facts, report,
      wrong.empty() ? std::string("keyUsage lacks keyEncipherment, which an ML-KEM key is for")
                    : fmt::format("keyUsage has {}, which an ML-KEM key cannot be used for", wrong));
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc9935.key_usage.not_key_encipherment",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an ML-KEM key MUST be keyEncipherment only.",
               .citation = "RFC 9935 5",
               .hint = "Issue the certificate again with keyUsage keyEncipherment."},
     .example = "an ML-KEM certificate with digitalSignature",
     .effective = dates::rfc9935,
     .certificate = not_key_encipherment},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc9935
