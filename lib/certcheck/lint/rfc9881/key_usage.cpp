#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/key_usage_bits.h"
#include "certcheck/lint/rfc9881/themes.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc9881 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

// RFC 9881 5: a key usage of an ML-DSA key is one or more of digitalSignature, nonRepudiation, keyCertSign
// and cRLSign; the others "MUST NOT be present".
Outcome not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ml_dsa || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  const std::string wrong =
      usages_besides(*facts.certificate.key_usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                                    KeyUsage::key_cert_sign, KeyUsage::crl_sign});
  if (wrong.empty()) {
    return Outcome::pass;
  }
  const x509::Extension* extension = facts.certificate.find(x509::oids::key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                     words("keyUsage has ", wrong, ", which an ML-DSA key cannot be used for"));
}

constexpr Lint table[] = {
    {.check = {.id = "rfc9881.key_usage.not_for_signing",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage of an ML-DSA key is for signatures alone.",
               .citation = "RFC 9881 5",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an ML-DSA-65 certificate with keyEncipherment",
     .effective = dates::rfc9881,
     .certificate = not_for_signing},
};

}  // namespace

std::span<const Lint> key_usage() { return table; }

}  // namespace certcheck::lint::rfc9881
