#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.2.3 (e): keyUsage by the kind of the key.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;
using crypto::KeyKind;
using x509::KeyUsage;
using Bit = KeyUsage::Bit;

// "keyUsage (SHALL be present)"
Outcome usage_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the S/MIME certificate has no keyUsage");
}

// "This extension SHOULD be marked critical."
Outcome usage_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage");
}

/// What keys are for by one bit or another: signatures by digitalSignature, key management by `manages`.
/// not_applicable without either; fires for bits beyond those that go with what is there.
Outcome check_bits(const CertificateFacts& facts, const Reporter& report, Bit manages,
                   std::initializer_list<Bit> with_management) {
  const KeyUsage& usage = *facts.certificate.key_usage;
  const bool signs = usage.has(KeyUsage::digital_signature), managing = usage.has(manages);
  if (!signs && !managing) return Outcome::not_applicable;
  for (unsigned number = KeyUsage::digital_signature; number <= KeyUsage::decipher_only; ++number) {
    const auto bit = static_cast<Bit>(number);
    if (!usage.has(bit)) continue;
    const bool of_signing = bit == KeyUsage::digital_signature || bit == KeyUsage::content_commitment;
    const bool of_management =
        std::find(with_management.begin(), with_management.end(), bit) != with_management.end();
    if ((of_signing && signs) || (of_management && managing)) continue;
    return fire_at_key_usage(facts, report,
                             fmt::format("keyUsage has {} for a key that is for {}", to_string(bit),
                                         !managing ? "signatures alone"
                                         : !signs  ? "key management alone"
                                                   : "signatures and key management"));
  }
  return Outcome::pass;
}

bool has_usage_of(const CertificateFacts& facts, KeyKind kind) {
  return facts.certificate.key_usage && facts.key.kind == kind;
}

// rsaEncryption, strict: digitalSignature with nonRepudiation, keyEncipherment, or both.
Outcome rsa_strict(const CertificateFacts& facts, const Reporter& report) {
  return has_usage_of(facts, KeyKind::rsa)
             ? check_bits(facts, report, KeyUsage::key_encipherment, {KeyUsage::key_encipherment})
             : Outcome::not_applicable;
}

// rsaEncryption, multipurpose and legacy: key management may have dataEncipherment too.
Outcome rsa(const CertificateFacts& facts, const Reporter& report) {
  return has_usage_of(facts, KeyKind::rsa)
             ? check_bits(facts, report, KeyUsage::key_encipherment,
                          {KeyUsage::key_encipherment, KeyUsage::data_encipherment})
             : Outcome::not_applicable;
}

// id-ecPublicKey: digitalSignature with nonRepudiation, keyAgreement with encipherOnly or decipherOnly, or
// both.
Outcome ec(const CertificateFacts& facts, const Reporter& report) {
  return has_usage_of(facts, KeyKind::ec)
             ? check_bits(facts, report, KeyUsage::key_agreement,
                          {KeyUsage::key_agreement, KeyUsage::encipher_only, KeyUsage::decipher_only})
             : Outcome::not_applicable;
}

/// "Other bit positions SHALL NOT be set", where none of those is that say what the key is for. That there is
/// no bit at all is for RFC 5280.
Outcome neither(const CertificateFacts& facts, const Reporter& report, Bit manages) {
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (has_any(usage, {KeyUsage::digital_signature, manages})) return Outcome::pass;
  return usage.none() ? Outcome::not_applicable
                      : fire_at_key_usage(facts, report,
                                          fmt::format("keyUsage has {}, but neither digitalSignature nor {}",
                                                      usages_besides(usage, {}), to_string(manages)));
}

Outcome rsa_neither(const CertificateFacts& facts, const Reporter& report) {
  return has_usage_of(facts, KeyKind::rsa) ? neither(facts, report, KeyUsage::key_encipherment)
                                           : Outcome::not_applicable;
}

Outcome ec_neither(const CertificateFacts& facts, const Reporter& report) {
  return has_usage_of(facts, KeyKind::ec) ? neither(facts, report, KeyUsage::key_agreement)
                                          : Outcome::not_applicable;
}

// id-Ed25519 and id-Ed448: "Bit positions SHALL be set for digitalSignature and MAY be set for
// nonRepudiation."
Outcome edwards(const CertificateFacts& facts, const Reporter& report) {
  if (!has_usage_of(facts, KeyKind::ed25519) && !has_usage_of(facts, KeyKind::ed448))
    return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  if (!usage.has(KeyUsage::digital_signature))
    return fire_at_key_usage(facts, report, "keyUsage does not have digitalSignature");
  const std::string others =
      usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment});
  return others.empty() ? Outcome::pass
                        : fire_at_key_usage(facts, report, fmt::format("keyUsage has {}", others));
}

constexpr Lint key_usage_lints[] = {
    {.check = must("cabf_smime.key_usage.missing", "S/MIME certificates MUST have keyUsage.",
                   "CA/B S/MIME BR 7.1.2.3 (e)", "Add keyUsage.", "e_key_usage_presence"),
     .example = "a certificate without keyUsage",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<usage_missing>},
    {.check =
         should("cabf_smime.key_usage.not_critical", "keyUsage of S/MIME certificates SHOULD be critical.",
                "CA/B S/MIME BR 7.1.2.3 (e)", "Mark the extension critical.", "w_key_usage_criticality"),
     .example = "a keyUsage that is not critical",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<usage_not_critical>},
    {.check = must(
         "cabf_smime.key_usage.rsa_strict",
         "keyUsage of an RSA key of the strict generation MUST be digitalSignature with nonRepudiation at "
         "most, keyEncipherment, or both.",
         "CA/B S/MIME BR 7.1.2.3 (e)", "Clear the other usages.", "e_rsa_key_usage_strict"),
     .example = "keyEncipherment and dataEncipherment",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, strict, rsa_strict>},
    {.check = must(
         "cabf_smime.key_usage.rsa",
         "keyUsage of an RSA key of the multipurpose and legacy generations MUST be digitalSignature with "
         "nonRepudiation at most, keyEncipherment with dataEncipherment at most, or both.",
         "CA/B S/MIME BR 7.1.2.3 (e)", "Clear the other usages.", "e_rsa_key_usage_legacy_multipurpose"),
     .example = "digitalSignature and keyCertSign",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy | multipurpose, rsa>},
    {.check = must("cabf_smime.key_usage.rsa_neither",
                   "keyUsage of an RSA key MUST have digitalSignature or keyEncipherment.",
                   "CA/B S/MIME BR 7.1.2.3 (e)", "Set what the key is for.", "e_rsa_other_key_usages"),
     .example = "dataEncipherment alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<rsa_neither>},
    {.check =
         must("cabf_smime.key_usage.ec",
              "keyUsage of an EC key MUST be digitalSignature with nonRepudiation at most, keyAgreement with "
              "encipherOnly or decipherOnly at most, or both.",
              "CA/B S/MIME BR 7.1.2.3 (e)", "Clear the other usages.", "e_ecpublickey_key_usages"),
     .example = "digitalSignature and keyEncipherment",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<ec>},
    {.check = must("cabf_smime.key_usage.ec_neither",
                   "keyUsage of an EC key MUST have digitalSignature or keyAgreement.",
                   "CA/B S/MIME BR 7.1.2.3 (e)", "Set what the key is for.", "e_ec_other_key_usages"),
     .example = "keyEncipherment alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<ec_neither>},
    {.check =
         must("cabf_smime.key_usage.edwards",
              "keyUsage of an Ed25519 or Ed448 key MUST be digitalSignature with nonRepudiation at most.",
              "CA/B S/MIME BR 7.1.2.3 (e)", "Set digitalSignature.", "e_edwardspublickey_key_usages"),
     .example = "keyAgreement",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<edwards>},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::cabf_smime
