#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc8410/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc8410 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

bool is_for_agreement(KeyKind kind) { return kind == KeyKind::x25519 || kind == KeyKind::x448; }
bool is_for_signing(KeyKind kind) { return kind == KeyKind::ed25519 || kind == KeyKind::ed448; }

// RFC 8410 5 as RFC 9295 3 puts it. X25519 and X448: keyAgreement "MUST be present", "one of" encipherOnly
// and decipherOnly "MAY also be present", all others "MUST NOT". Ed25519 and Ed448: keyEncipherment,
// dataEncipherment, keyAgreement, encipherOnly and decipherOnly "MUST NOT be present", nor keyCertSign in an
// end entity's certificate. The first text listed what may be present, with the same result.
Outcome not_for_key(const CertificateFacts& facts, const Reporter& report) {
  const bool agreement = is_for_agreement(facts.key.kind);
  if ((!agreement && !is_for_signing(facts.key.kind)) || !facts.certificate.key_usage)
    return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (agreement) {
    const std::string fault = key_agreement_fault(usage);
    return fault.empty() ? Outcome::pass
                         : fire_at_key_usage(facts, report,
                                             fmt::format("keyUsage of an {} key {}", facts.key.name, fault));
  }
  const bool signs_certificates = facts.is_ca() || facts.is_of_unknown_kind();
  const std::string wrong =
      signs_certificates ? usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                                  KeyUsage::key_cert_sign, KeyUsage::crl_sign})
                         : usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                                  KeyUsage::crl_sign});
  return wrong.empty() ? Outcome::pass
                       : fire_at_key_usage(
                             facts, report,
                             fmt::format("keyUsage has {}, not permitted for an {}{}", wrong, facts.key.name,
                                         signs_certificates ? " key" : " key of an end entity"));
}

// RFC 9295 3, of Ed25519 and Ed448: an end entity's keyUsage "MUST contain at least one of" nonRepudiation,
// digitalSignature and cRLSign, that of a certification authority "MUST contain" keyCertSign.
Outcome not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  if (!is_for_signing(facts.key.kind) || !facts.certificate.key_usage || facts.is_of_unknown_kind())
    return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (facts.is_ca()) {
    return usage.has(KeyUsage::key_cert_sign)
               ? Outcome::pass
               : fire_at_key_usage(
                     facts, report,
                     fmt::format("keyUsage of a CA's {} key lacks keyCertSign", facts.key.name));
  }
  return has_any(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment, KeyUsage::crl_sign})
             ? Outcome::pass
             : fire_at_key_usage(
                   facts, report,
                   fmt::format(
                       "keyUsage of an {} key has none of digitalSignature, contentCommitment and cRLSign",
                       facts.key.name));
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc8410.key_usage.not_for_key",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage MUST NOT assert usages other than signatures for an Edwards curve "
                              "key, or other than key agreement for a Montgomery curve key.",
               .citation = "RFC 8410 5; RFC 9295 3",
               .hint = "Issue the certificate again with a key usage that the key supports."},
     .example = "an Ed25519 certificate with keyEncipherment",
     .effective = dates::rfc8410,
     .certificate = not_for_key},
    {.check =
         {.id = "rfc8410.key_usage.not_for_signing",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "keyUsage for an Edwards curve key MUST assert a signature usage, for a CA's key keyCertSign.",
          .citation = "RFC 9295 3",
          .hint = "Issue the certificate again with digitalSignature, or keyCertSign for a CA."},
     .example = "an Ed25519 root whose key usage is cRLSign only",
     .effective = dates::rfc9295,
     .certificate = not_for_signing},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc8410
