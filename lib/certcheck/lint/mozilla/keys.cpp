#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/words.h"

namespace certcheck::lint::mozilla {
namespace {

// Mozilla Root Store Policy 5.1 since 2.4, BR 6.1.5: the size of an RSA modulus in bits is divisible by 8.
Outcome rsa_not_whole_octets(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != crypto::KeyKind::rsa || facts.key.bits == 0) {
    return Outcome::not_applicable;
  }
  return facts.key.bits % 8 == 0
             ? Outcome::pass
             : report.fire("tbsCertificate.subjectPublicKeyInfo", facts.certificate.public_key.offset,
                           words("the RSA modulus has ", facts.key.bits, " bits, which are no whole octets"));
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "mozilla.keys.rsa_not_whole_octets",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "The size of an RSA modulus in bits is divisible by 8.",
               .citation = "Mozilla Root Store Policy 5.1; CA/B BR 6.1.5",
               .hint = "Use a key of 2048, 3072 or 4096 bits.",
               .zlint = "e_mp_modulus_must_be_divisible_by_8"},
     .example = "an RSA key of 2052 bits",
     .effective = dates::mozilla_2_4,
     .certificate = rsa_not_whole_octets},
};

}  // namespace

std::span<const Lint> keys() { return keys_lints; }

}  // namespace certcheck::lint::mozilla
