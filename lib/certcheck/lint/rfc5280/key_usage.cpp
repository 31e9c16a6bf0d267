#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

// RFC 5280 4.2.1.3: "When the keyUsage extension appears in a certificate, at least one of the bits MUST be
// set to 1." New in RFC 5280.
Outcome no_bits(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  return facts.certificate.key_usage->none() ? fire_at_key_usage(facts, report, "keyUsage has no bit set")
                                             : Outcome::pass;
}

// RFC 5280 4.2.1.3: "When present, conforming CAs SHOULD mark this extension as critical." Since RFC 2459.
Outcome key_usage_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage");
}

// RFC 5280 4.2.1.3 names nine bits, digitalSignature (0) to decipherOnly (8); a tenth has no meaning. zlint
// lets some lists with a tenth bit pass, those whose first bits are clear.
Outcome too_many_bits(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  const der::BitString& bits = facts.certificate.key_usage->bits;
  const size_t count = bits.bytes.size() * 8 - bits.unused_bits;
  return count <= KeyUsage::decipher_only + 1U
             ? Outcome::pass
             : fire_at_key_usage(facts, report,
                                 fmt::format("keyUsage has {} bits, of which 9 are defined", count));
}

// RFC 5280 4.2.1.3: "The meaning of the encipherOnly bit is undefined in the absence of the keyAgreement
// bit." The same of decipherOnly; since RFC 2459.
Outcome lacks_key_agreement(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (usage.has(KeyUsage::key_agreement) ||
      !has_any(usage, {KeyUsage::encipher_only, KeyUsage::decipher_only}))
    return Outcome::pass;
  const auto bit = usage.has(KeyUsage::encipher_only) ? KeyUsage::encipher_only : KeyUsage::decipher_only;
  return fire_at_key_usage(
      facts, report, fmt::format("keyUsage has {}, which is undefined without keyAgreement", to_string(bit)));
}

// RFC 5280 4.2.1.3: "Conforming CAs MUST include this extension in certificates that contain public keys that
// are used to validate digital signatures on other public key certificates or CRLs." Since RFC 3280.
Outcome missing_in_ca(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the CA certificate has no keyUsage");
}

// RFC 5280 4.2.1.9: cA "indicates whether the certified public key may be used to verify certificate
// signatures"; 4.2.1.3: keyCertSign "is asserted when the subject public key is used for verifying signatures
// on public key certificates". A CA may have keys for other things, so this need not be wrong.
Outcome ca_without_cert_sign(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  return facts.certificate.key_usage->has(KeyUsage::key_cert_sign)
             ? Outcome::pass
             : fire_at_key_usage(
                   facts, report,
                   "basicConstraints asserts cA, but the key usage does not allow signing certificates");
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc5280.key_usage.no_bits",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage MUST assert at least one bit.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Set the usages that the key is for, or remove the extension.",
               .zlint = "e_ext_key_usage_without_bits"},
     .example = "keyUsage with an empty BIT STRING",
     .effective = dates::rfc5280,
     .certificate = no_bits},
    {.check = {.id = "rfc5280.key_usage.not_critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "keyUsage SHOULD be critical.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Issue the certificate again with keyUsage marked critical.",
               .zlint = "w_ext_key_usage_not_critical"},
     .example = "a leaf with keyUsage that is not critical",
     .effective = dates::rfc2459,
     .certificate = key_usage_not_critical},
    {.check = {.id = "rfc5280.key_usage.too_many_bits",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage MUST NOT contain bits other than the nine that are defined.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Set only the usages that the standard defines.",
               .zlint = "e_key_usage_incorrect_length"},
     .example = "keyUsage as a BIT STRING of four bytes",
     .effective = dates::rfc5280,
     .certificate = too_many_bits},
    {.check = {.id = "rfc5280.key_usage.lacks_key_agreement",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "encipherOnly and decipherOnly SHOULD be asserted together with keyAgreement "
                              "only; otherwise they are undefined.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Also set keyAgreement, or clear the bit."},
     .example = "keyUsage digitalSignature, encipherOnly",
     .effective = dates::rfc2459,
     .certificate = lacks_key_agreement},
    {.check = {.id = "rfc5280.key_usage.missing_in_ca",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "A certificate whose key signs certificates or CRLs MUST contain keyUsage.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Issue the CA certificate again with keyUsage keyCertSign and cRLSign."},
     .example = "a root without keyUsage",
     .applies = Role::ca,
     .effective = dates::rfc3280,
     .certificate = missing_in_ca},
    {.check = {.id = "rfc5280.key_usage.ca_without_cert_sign",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "keyUsage in a CA certificate SHOULD assert keyCertSign, without which the CA "
                              "cannot issue certificates.",
               .citation = "RFC 5280 4.2.1.3, 4.2.1.9",
               .hint = "Add keyCertSign, unless the key is only for CRLs or enrolment."},
     .example = "a root whose keyUsage asserts only cRLSign",
     .applies = Role::ca,
     .effective = dates::rfc2459,
     .certificate = ca_without_cert_sign},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc5280
