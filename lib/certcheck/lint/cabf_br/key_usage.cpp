#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/key_usage_bits.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/oids.h"

#include <utility>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

// BR 7.1.2.10.7: keyCertSign is required of CA certificates. BR 1.0 appendix B asked the same.
Outcome ca_without_cert_sign(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  if (extension == nullptr || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  return facts.certificate.key_usage->has(KeyUsage::key_cert_sign)
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "keyUsage of the CA certificate lacks keyCertSign");
}

Outcome fire_at_value(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset, std::move(message));
}

// BR 7.1.2.1.2 and the other CA profiles: keyUsage "MUST" be there. BR 1.0 appendix B and RFC 3280 4.2.1.3
// asked the same. One without usages is none.
Outcome ca_missing(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::key_usage) == nullptr) {
    return report.fire("tbsCertificate.extensions", {}, "the CA certificate has no keyUsage");
  }
  return facts.certificate.key_usage && facts.certificate.key_usage->none()
             ? fire_at_value(facts, report, "keyUsage of the CA certificate has no usage")
             : Outcome::pass;
}

// BR 2.0.0 7.1.2.7.11, RSA: digitalSignature, keyEncipherment and dataEncipherment are permitted.
Outcome subscriber_rsa_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::rsa || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  const std::string wrong =
      usages_besides(*facts.certificate.key_usage,
                     {KeyUsage::digital_signature, KeyUsage::key_encipherment, KeyUsage::data_encipherment});
  return wrong.empty()
             ? Outcome::pass
             : fire_at_value(facts, report, words("keyUsage has ", wrong, ", not permitted for an RSA key"));
}

// BR 2.0.0 7.1.2.7.11, ECC: digitalSignature is required, keyAgreement permitted besides.
Outcome subscriber_ec_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::ec || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong = usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::key_agreement});
  if (!wrong.empty()) {
    return fire_at_value(facts, report, words("keyUsage has ", wrong, ", not permitted for an EC key"));
  }
  return usage.has(KeyUsage::digital_signature)
             ? Outcome::pass
             : fire_at_value(facts, report, "keyUsage lacks digitalSignature, required for an EC key");
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "cabf_br.key_usage.ca_without_cert_sign",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage of a CA certificate has keyCertSign.",
               .citation = "CA/B BR 7.1.2.10.7; RFC 5280 4.2.1.3",
               .hint = "Issue the CA certificate again with keyCertSign.",
               .zlint = "e_ca_key_cert_sign_not_set"},
     .example = "a root whose key usage is cRLSign alone",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .certificate = ca_without_cert_sign},
    {.check = {.id = "cabf_br.key_usage.ca_missing",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A CA certificate has keyUsage.",
               .citation = "CA/B BR 7.1.2.1.2; RFC 5280 4.2.1.3",
               .hint = "Issue the CA certificate again with keyUsage keyCertSign and cRLSign.",
               .zlint = "e_ca_key_usage_missing"},
     .example = "a root without keyUsage",
     .applies = Role::ca,
     .effective = dates::rfc3280,
     .certificate = ca_missing},
    {.check = {.id = "cabf_br.key_usage.subscriber_rsa_not_permitted",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "keyUsage of a subscriber certificate with an RSA key is for signatures and "
                              "encipherment alone.",
               .citation = "CA/B BR 7.1.2.7.11",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an RSA server certificate with keyAgreement",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_rsa_not_permitted},
    {.check = {.id = "cabf_br.key_usage.subscriber_ec_not_permitted",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "keyUsage of a subscriber certificate with an EC key is digitalSignature, with "
                              "keyAgreement at most.",
               .citation = "CA/B BR 7.1.2.7.11",
               .hint = "Issue the certificate again with keyUsage digitalSignature.",
               .zlint = "e_cabf_ecc_allowed_key_usages"},
     .example = "a P-256 server certificate with keyEncipherment",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_ec_not_permitted},
};

}  // namespace

std::span<const Lint> key_usage() { return key_usage_lints; }

}  // namespace certcheck::lint::cabf_br
