#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/key_places.h"
#include "certcheck/lint/key_usage_bits.h"
#include "certcheck/lint/rfc9909/themes.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc9909 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

// RFC 9909 6: a key usage of an SLH-DSA key has at least one of digitalSignature, nonRepudiation, keyCertSign
// and cRLSign, and none of the others. That keyUsage names something at all is for RFC 5280.
Outcome not_for_signing(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::slh_dsa || !facts.certificate.key_usage) {
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
                     words("keyUsage has ", wrong, ", which an SLH-DSA key cannot be used for"));
}

constexpr Lint table[] = {
    {.check = {.id = "rfc9909.key_usage.not_for_signing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage of an SLH-DSA key is for signatures alone.",
               .citation = "RFC 9909 6",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "an SLH-DSA certificate with keyEncipherment",
     .effective = dates::rfc9909,
     .certificate = not_for_signing},
};

}  // namespace

std::span<const Lint> key_usage() { return table; }

}  // namespace certcheck::lint::rfc9909
