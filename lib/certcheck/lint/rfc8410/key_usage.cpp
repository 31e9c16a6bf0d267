#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/key_usage_bits.h"
#include "certcheck/lint/rfc8410/themes.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc8410 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

bool is_for_agreement(KeyKind kind) { return kind == KeyKind::x25519 || kind == KeyKind::x448; }
bool is_for_signing(KeyKind kind) { return kind == KeyKind::ed25519 || kind == KeyKind::ed448; }

// RFC 8410 5: a key usage of an X25519 or X448 key has keyAgreement and may have encipherOnly or
// decipherOnly; one of an Ed25519 or Ed448 key has digitalSignature, nonRepudiation, keyCertSign and cRLSign
// at most (in an end entity's certificate the former two).
Outcome not_for_key(const CertificateFacts& facts, const Reporter& report) {
  const bool agreement = is_for_agreement(facts.key.kind);
  if ((!agreement && !is_for_signing(facts.key.kind)) || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong =
      agreement
          ? usages_besides(usage, {KeyUsage::key_agreement, KeyUsage::encipher_only, KeyUsage::decipher_only})
      : facts.is_ca() ? usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                               KeyUsage::key_cert_sign, KeyUsage::crl_sign})
                      : usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment});
  const bool lacking = agreement && !usage.has(KeyUsage::key_agreement);
  if (wrong.empty() && !lacking) {
    return Outcome::pass;
  }
  const x509::Extension* extension = facts.certificate.find(x509::oids::key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                     wrong.empty()
                         ? words("keyUsage lacks keyAgreement, which an ", facts.key.name, " key is for")
                         : words("keyUsage has ", wrong, ", not permitted for an ", facts.key.name, " key"));
}

constexpr Lint table[] = {
    {.check = {.id = "rfc8410.key_usage.not_for_key",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage of an Edwards curve key is for signatures, of a Montgomery curve key "
                              "for key agreement.",
               .citation = "RFC 8410 5",
               .hint = "Issue the certificate again with the key usage that fits the key."},
     .example = "an Ed25519 certificate with keyEncipherment",
     .effective = dates::rfc8410,
     .certificate = not_for_key},
};

}  // namespace

std::span<const Lint> key_usage() { return table; }

}  // namespace certcheck::lint::rfc8410
