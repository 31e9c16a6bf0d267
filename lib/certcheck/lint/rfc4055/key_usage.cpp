#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc4055/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc4055 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

bool is_oaep(const CertificateFacts& facts) {
  return facts.certificate.public_key.algorithm.oid == x509::oids::rsaes_oaep;
}

Outcome fire(const CertificateFacts& facts, const Reporter& report, std::string_view wrong,
             std::string_view scheme) {
  const x509::Extension* extension = facts.certificate.find(x509::oids::key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                     fmt::format("keyUsage has {}, not permitted for a key of {}", wrong, scheme));
}

// RFC 4055 1.2: a key usage of an id-RSASSA-PSS key has digitalSignature and nonRepudiation in an end
// entity's certificate, and besides these keyCertSign and cRLSign in a CA's: "the certificate user MUST only
// use the certified RSA public key for RSASSA-PSS operations".
Outcome pss_not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa_pss || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong =
      facts.is_ca() || facts.is_of_unknown_kind()
          ? usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                   KeyUsage::key_cert_sign, KeyUsage::crl_sign})
          : usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment});
  return wrong.empty() ? Outcome::pass : fire(facts, report, wrong, "RSASSA-PSS");
}

// RFC 4055 1.2: of an id-RSAES-OAEP key "the keyUsage extension MUST contain only the following values:
// keyEncipherment; and dataEncipherment".
Outcome oaep_not_for_encryption(const CertificateFacts& facts, const Reporter& report) {
  if (!is_oaep(facts) || !facts.certificate.key_usage) return Outcome::not_applicable;
  const std::string wrong =
      usages_besides(*facts.certificate.key_usage, {KeyUsage::key_encipherment, KeyUsage::data_encipherment});
  return wrong.empty() ? Outcome::pass : fire(facts, report, wrong, "RSAES-OAEP");
}

// RFC 4055 1.2, of the same: "both keyEncipherment and dataEncipherment SHOULD NOT be present".
Outcome oaep_both_encipherments(const CertificateFacts& facts, const Reporter& report) {
  if (!is_oaep(facts) || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  return usage.has(KeyUsage::key_encipherment) && usage.has(KeyUsage::data_encipherment)
             ? fire(facts, report, "both keyEncipherment and dataEncipherment", "RSAES-OAEP")
             : Outcome::pass;
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc4055.key_usage.pss_not_for_signing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an RSASSA-PSS key MUST NOT assert usages other than signatures.",
               .citation = "RFC 4055 1.2",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an RSASSA-PSS certificate with keyEncipherment",
     .effective = dates::rfc4055,
     .certificate = pss_not_for_signing},
    {.check = {.id = "rfc4055.key_usage.oaep_not_for_encryption",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an RSAES-OAEP key MUST NOT assert anything but keyEncipherment "
                              "and dataEncipherment.",
               .citation = "RFC 4055 1.2",
               .hint = "Issue the certificate again with keyUsage keyEncipherment."},
     .example = "an RSAES-OAEP certificate with digitalSignature",
     .effective = dates::rfc4055,
     .certificate = oaep_not_for_encryption},
    {.check =
         {.id = "rfc4055.key_usage.oaep_both_encipherments",
          .severity = Severity::warning,
          .counts = Counts::never,
          .requirement =
              "keyUsage for an RSAES-OAEP key SHOULD NOT assert both keyEncipherment and dataEncipherment.",
          .citation = "RFC 4055 1.2",
          .hint = "Issue the certificate again with keyUsage keyEncipherment."},
     .example = "an RSAES-OAEP certificate with keyEncipherment and dataEncipherment",
     .effective = dates::rfc4055,
     .certificate = oaep_both_encipherments},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc4055
