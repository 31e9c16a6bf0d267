#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc8813/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc8813 {
namespace {

using x509::KeyUsage;

// RFC 8813 3: "If the keyUsage extension is present in a certificate that indicates id-ecPublicKey in
// SubjectPublicKeyInfo, then the following values MUST NOT be present: keyEncipherment; and
// dataEncipherment." The same of id-ecDH.
Outcome encipherment(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::ec || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (!has_any(usage, {KeyUsage::key_encipherment, KeyUsage::data_encipherment})) return Outcome::pass;
  const bool keys = usage.has(KeyUsage::key_encipherment);
  const bool data = usage.has(KeyUsage::data_encipherment);
  return fire_at_key_usage(
      facts, report,
      fmt::format("keyUsage has {}{}{}, which an EC key cannot be used for", keys ? "keyEncipherment" : "",
                  keys && data ? " and " : "", data ? "dataEncipherment" : ""));
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc8813.key_usage.encipherment",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an EC key MUST NOT assert keyEncipherment or dataEncipherment.",
               .citation = "RFC 8813 3",
               .hint = "Issue the certificate again with keyUsage digitalSignature.",
               .zlint = "e_ecdsa_allowed_ku"},
     .example = "a P-256 leaf with keyEncipherment",
     .effective = dates::rfc8813,
     .certificate = encipherment},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc8813
