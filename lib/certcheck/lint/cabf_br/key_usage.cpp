#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <utility>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

// BR 7.1.2.10.7: keyCertSign is required of CA certificates. BR 1.0 appendix B asked the same.
Outcome ca_without_cert_sign(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  if (extension == nullptr || !facts.certificate.key_usage) return Outcome::not_applicable;
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
  if (facts.certificate.find(oids::key_usage) == nullptr)
    return report.fire("tbsCertificate.extensions", {}, "the CA certificate has no keyUsage");
  return facts.certificate.key_usage && facts.certificate.key_usage->none()
             ? fire_at_value(facts, report, "keyUsage of the CA certificate asserts no usage")
             : Outcome::pass;
}

// BR 2.0.0 7.1.2.7.11, RSA: digitalSignature, keyEncipherment and dataEncipherment are permitted.
Outcome subscriber_rsa_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::rsa || !facts.certificate.key_usage) return Outcome::not_applicable;
  const std::string wrong =
      usages_besides(*facts.certificate.key_usage,
                     {KeyUsage::digital_signature, KeyUsage::key_encipherment, KeyUsage::data_encipherment});
  return wrong.empty() ? Outcome::pass
                       : fire_at_value(facts, report,
                                       fmt::format("keyUsage has {}, not permitted for an RSA key", wrong));
}

// BR 2.0.0 7.1.2.7.11, ECC: digitalSignature is required, keyAgreement permitted besides.
Outcome subscriber_ec_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::ec || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong = usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::key_agreement});
  if (!wrong.empty())
    return fire_at_value(facts, report, fmt::format("keyUsage has {}, not permitted for an EC key", wrong));
  return usage.has(KeyUsage::digital_signature)
             ? Outcome::pass
             : fire_at_value(facts, report, "keyUsage lacks digitalSignature, required for an EC key");
}

/// Calls `check` with the extension and the usages of a certificate that has some.
template <typename Check>
Outcome with_usages(const CertificateFacts& facts, Check check) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  return extension == nullptr || !facts.certificate.key_usage ? Outcome::not_applicable
                                                              : check(*facts.certificate.key_usage);
}

// BR 7.1.2.10.7: cRLSign is required of CA certificates. BR 1.0 appendix B asked the same.
Outcome ca_without_crl_sign(const CertificateFacts& facts, const Reporter& report) {
  return with_usages(facts, [&](const KeyUsage& usage) {
    return usage.has(KeyUsage::crl_sign)
               ? Outcome::pass
               : fire_at_value(facts, report, "keyUsage of the CA certificate lacks cRLSign");
  });
}

// BR 7.1.2.10.7, note: "If a CA Certificate does not assert the digitalSignature bit, the CA Private Key MUST
// NOT be used to sign an OCSP Response."
Outcome ca_without_digital_signature(const CertificateFacts& facts, const Reporter& report) {
  return with_usages(facts, [&](const KeyUsage& usage) {
    return usage.has(KeyUsage::digital_signature)
               ? Outcome::pass
               : fire_at_value(
                     facts, report,
                     "keyUsage of the CA certificate lacks digitalSignature: the CA cannot sign OCSP "
                     "responses itself");
  });
}

// BR 2.0.0 7.1.2.10.7: digitalSignature, keyCertSign and cRLSign are permitted.
Outcome ca_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  return with_usages(facts, [&](const KeyUsage& usage) {
    const std::string wrong =
        usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::key_cert_sign, KeyUsage::crl_sign});
    return wrong.empty()
               ? Outcome::pass
               : fire_at_value(facts, report, fmt::format("keyUsage of the CA certificate has {}", wrong));
  });
}

// BR 1.0 appendix B and all profiles of BR 2.0.0: keyUsage of a CA is critical.
Outcome ca_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage of the CA certificate");
}

Outcome root_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the root has no keyUsage");
}

// BR 1.0 appendix B to 1.8.7 7.1.2.3 e: "If present, bit positions for keyCertSign and cRLSign MUST NOT be
// set." BR 7.1.2.7.11 has an "N" there.
template <KeyUsage::Bit bit>
Outcome subscriber_ca_usage(const CertificateFacts& facts, const Reporter& report) {
  return with_usages(facts, [&](const KeyUsage& usage) {
    return !usage.has(bit) ? Outcome::pass
                           : fire_at_value(facts, report,
                                           fmt::format("keyUsage of the subscriber certificate has {}",
                                                       lint::to_string(bit)));
  });
}

// BR 2.0.0 7.1.2.7.11: keyAgreement of an ECC key is "NOT RECOMMENDED".
Outcome subscriber_ec_key_agreement(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::ec) return Outcome::not_applicable;
  return with_usages(facts, [&](const KeyUsage& usage) {
    return !usage.has(KeyUsage::key_agreement)
               ? Outcome::pass
               : fire_at_value(facts, report, "keyUsage has keyAgreement, which TLS does not use");
  });
}

template <typename Check>
Outcome with_rsa_usages(const CertificateFacts& facts, Check check) {
  return facts.key.kind != crypto::KeyKind::rsa ? Outcome::not_applicable : with_usages(facts, check);
}

// BR 2.0.0 7.1.2.7.11, note: who wants "to mix insecure and secure ciphersuites with the same algorithm may
// choose to assert both digitalSignature and keyEncipherment within the same certificate, although this is
// NOT RECOMMENDED".
Outcome subscriber_rsa_both(const CertificateFacts& facts, const Reporter& report) {
  return with_rsa_usages(facts, [&](const KeyUsage& usage) {
    return usage.has(KeyUsage::digital_signature) && usage.has(KeyUsage::key_encipherment)
               ? fire_at_value(facts, report, "keyUsage has both digitalSignature and keyEncipherment")
               : Outcome::pass;
  });
}

// BR 2.0.0 7.1.2.7.11, RSA: digitalSignature SHOULD.
Outcome subscriber_rsa_no_signature(const CertificateFacts& facts, const Reporter& report) {
  return with_rsa_usages(facts, [&](const KeyUsage& usage) {
    return usage.has(KeyUsage::digital_signature)
               ? Outcome::pass
               : fire_at_value(facts, report, "keyUsage lacks digitalSignature, which TLS 1.3 needs");
  });
}

// BR 2.0.0 7.1.2.7.11, RSA: dataEncipherment is "NOT RECOMMENDED".
Outcome subscriber_rsa_data_encipherment(const CertificateFacts& facts, const Reporter& report) {
  return with_rsa_usages(facts, [&](const KeyUsage& usage) {
    return !usage.has(KeyUsage::data_encipherment)
               ? Outcome::pass
               : fire_at_value(facts, report, "keyUsage has dataEncipherment, which TLS does not use");
  });
}

// BR 2.0.0 7.1.2.7.6: keyUsage "SHOULD" be in a subscriber certificate, and is critical.
Outcome subscriber_usage_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the subscriber certificate has no keyUsage");
}

Outcome subscriber_usage_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage of the subscriber certificate");
}

constexpr Revision ca_usage_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.10.7"},
};
constexpr Revision subscriber_usage_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.3"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.11"},
};

constexpr std::string_view usage_hint = "Issue the certificate again with keyUsage digitalSignature.";
constexpr std::string_view ca_usage_hint =
    "Issue the CA certificate again with a critical keyUsage keyCertSign and cRLSign.";

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "cabf_br.key_usage.ca_without_cert_sign",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage in a CA certificate MUST assert keyCertSign.",
               .citation = "CA/B BR 7.1.2.10.7; RFC 5280 4.2.1.3",
               .hint = "Issue the CA certificate again with keyCertSign.",
               .zlint = "e_ca_key_cert_sign_not_set"},
     .example = "a root whose keyUsage asserts only cRLSign",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .certificate = ca_without_cert_sign},
    {.check = {.id = "cabf_br.key_usage.ca_missing",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A CA certificate MUST contain keyUsage.",
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
               .requirement = "keyUsage in a subscriber certificate with an RSA key MUST NOT assert anything "
                              "but digitalSignature, keyEncipherment and dataEncipherment.",
               .citation = "CA/B BR 7.1.2.7.11",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an RSA server certificate with keyAgreement",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_rsa_not_permitted},
    {.check = {.id = "cabf_br.key_usage.subscriber_ec_not_permitted",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "keyUsage in a subscriber certificate with an EC key MUST assert "
                              "digitalSignature and MUST NOT assert anything else but keyAgreement.",
               .citation = "CA/B BR 7.1.2.7.11",
               .hint = "Issue the certificate again with keyUsage digitalSignature.",
               .zlint = "e_cabf_ecc_allowed_key_usages"},
     .example = "a P-256 server certificate with keyEncipherment",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_ec_not_permitted},
    {.check =
         must("cabf_br.key_usage.ca_without_crl_sign", "keyUsage in a CA certificate MUST assert cRLSign.",
              "CA/B BR 2.0.0 7.1.2.10.7", ca_usage_hint, "e_ca_crl_sign_not_set"),
     .example = "a root whose keyUsage asserts only keyCertSign",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_usage_history,
     .certificate = ca_without_crl_sign},
    {.check = note("cabf_br.key_usage.ca_without_digital_signature",
                   "keyUsage of a CA that signs OCSP responses itself MUST assert digitalSignature.",
                   "CA/B BR 2.0.0 7.1.2.10.7", "Add digitalSignature if the CA is to sign OCSP responses.",
                   "n_ca_digital_signature_not_set"),
     .example = "a root whose keyUsage asserts keyCertSign and cRLSign",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_usage_history,
     .certificate = ca_without_digital_signature},
    {.check = must("cabf_br.key_usage.ca_not_permitted",
                   "keyUsage in a CA certificate MUST NOT assert anything but keyCertSign, cRLSign and "
                   "digitalSignature.",
                   "CA/B BR 7.1.2.10.7", ca_usage_hint),
     .example = "an issuing CA with keyEncipherment",
     .applies = Role::ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_not_permitted},
    {.check = must("cabf_br.key_usage.ca_not_critical", "keyUsage in a CA certificate MUST be critical.",
                   "CA/B BR 2.0.0 7.1.2.10.7; 7.1.2.6.1", ca_usage_hint, "e_ca_key_usage_not_critical"),
     .example = "an issuing CA whose keyUsage is not critical",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_usage_history,
     .certificate = ca_not_critical},
    {.check =
         must("cabf_br.key_usage.root_not_critical", "keyUsage in a root MUST be critical.",
              "CA/B BR 7.1.2.1.2; RFC 2459 4.2.1.3", ca_usage_hint, "e_root_ca_key_usage_must_be_critical"),
     .example = "a root whose keyUsage is not critical",
     .applies = Role::root,
     .effective = dates::rfc2459,
     .certificate = ca_not_critical},
    {.check = must("cabf_br.key_usage.root_missing", "A root MUST contain keyUsage.",
                   "CA/B BR 7.1.2.1.2; RFC 2459 4.2.1.3", ca_usage_hint, "e_root_ca_key_usage_present"),
     .example = "a root without keyUsage",
     .applies = Role::root,
     .effective = dates::rfc2459,
     .certificate = root_missing},
    {.check = must("cabf_br.key_usage.subscriber_cert_sign",
                   "keyUsage in a subscriber certificate MUST NOT assert keyCertSign.",
                   "CA/B BR 2.0.0 7.1.2.7.11", usage_hint, "e_sub_cert_key_usage_cert_sign_bit_set"),
     .example = "a server certificate with keyCertSign",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_usage_history,
     .certificate = subscriber_ca_usage<KeyUsage::key_cert_sign>},
    {.check = must("cabf_br.key_usage.subscriber_crl_sign",
                   "keyUsage in a subscriber certificate MUST NOT assert cRLSign.",
                   "CA/B BR 2.0.0 7.1.2.7.11", usage_hint, "e_sub_cert_key_usage_crl_sign_bit_set"),
     .example = "a server certificate with cRLSign",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_usage_history,
     .certificate = subscriber_ca_usage<KeyUsage::crl_sign>},
    {.check = should("cabf_br.key_usage.subscriber_ec_key_agreement",
                     "keyUsage in a subscriber certificate with an EC key SHOULD NOT assert keyAgreement.",
                     "CA/B BR 7.1.2.7.11", usage_hint, "w_cabf_ecc_ku_keyagreement_present"),
     .example = "a P-256 server certificate with keyAgreement",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_ec_key_agreement},
    {.check = should("cabf_br.key_usage.subscriber_rsa_both",
                     "keyUsage in a subscriber certificate with an RSA key SHOULD NOT assert both "
                     "digitalSignature and keyEncipherment.",
                     "CA/B BR 7.1.2.7.11", usage_hint),
     .example = "an RSA server certificate with digitalSignature and keyEncipherment",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_rsa_both},
    {.check = should("cabf_br.key_usage.subscriber_rsa_no_signature",
                     "keyUsage in a subscriber certificate with an RSA key SHOULD assert digitalSignature.",
                     "CA/B BR 7.1.2.7.11", usage_hint),
     .example = "an RSA server certificate with keyEncipherment alone",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_rsa_no_signature},
    {.check = should("cabf_br.key_usage.subscriber_rsa_data_encipherment",
                     "keyUsage in a subscriber certificate with an RSA key SHOULD NOT assert "
                     "dataEncipherment.",
                     "CA/B BR 7.1.2.7.11", usage_hint),
     .example = "an RSA server certificate with dataEncipherment",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_rsa_data_encipherment},
    {.check = should("cabf_br.key_usage.subscriber_missing",
                     "A subscriber certificate SHOULD contain keyUsage.", "CA/B BR 7.1.2.7.6", usage_hint),
     .example = "a server certificate without keyUsage",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_usage_missing},
    {.check = must("cabf_br.key_usage.subscriber_not_critical",
                   "keyUsage in a subscriber certificate MUST be critical.", "CA/B BR 7.1.2.7.6",
                   "Mark keyUsage critical."),
     .example = "a server certificate whose keyUsage is not critical",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_usage_not_critical},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::cabf_br
