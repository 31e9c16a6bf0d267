#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc8017/themes.h"
#include "certcheck/lint/support/key_places.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc8017 {
namespace {

// RFC 8017 A.1.1: an RSA public key is a SEQUENCE of modulus and publicExponent; X.509 has it in DER as the
// whole of the BIT STRING (RFC 3279 2.3.1). One that cannot be read at all is hygiene.rsa_keys.unreadable.
Outcome malformed(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa(facts) || facts.key.modulus.empty() || facts.key.exponent.empty())
    return Outcome::not_applicable;
  return facts.key.strict
             ? Outcome::pass
             : report.fire(key_place, offset_of(facts.certificate, facts.certificate.public_key.key.bytes),
                           "the key can be read, but is not DER or has more than modulus and exponent");
}

// RFC 8017 3.1: the modulus is a product of primes, hence positive.
Outcome modulus_not_positive(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa(facts) || facts.key.modulus.empty()) return Outcome::not_applicable;
  return magnitude_of(facts.key.modulus).empty()
             ? report.fire(
                   key_place, offset_of(facts.certificate, facts.key.modulus),
                   facts.key.modulus[0] >= 0x80 ? "the RSA modulus is negative" : "the RSA modulus is zero")
             : Outcome::pass;
}

bool is_below(ByteView a, ByteView b) {
  return a.size() != b.size() ? a.size() < b.size()
                              : std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

// RFC 8017 3.1: "the RSA public exponent e is an integer between 3 and n - 1 satisfying GCD(e, lambda(n)) =
// 1", where lambda(n) is even. A negative one is hygiene.rsa_keys.exponent_negative.
Outcome exponent_invalid(const CertificateFacts& facts, const Reporter& report) {
  const ByteView modulus = magnitude_of(facts.key.modulus);
  if (!is_rsa(facts) || modulus.empty() || facts.key.exponent.empty() || facts.key.exponent[0] >= 0x80)
    return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  const std::string_view wrong = exponent.empty()                           ? "zero"
                                 : exponent.size() == 1 && exponent[0] == 1 ? "1"
                                 : exponent.back() % 2 == 0                 ? "even"
                                 : !is_below(exponent, modulus)             ? "not less than the modulus"
                                                                            : "";
  return wrong.empty() ? Outcome::pass
                       : report.fire(key_place, offset_of(facts.certificate, facts.key.exponent),
                                     fmt::format("the public exponent is {}", wrong));
}

constexpr Lint public_key_lints[] = {
    {.check = {.id = "rfc8017.public_key.malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "An RSA public key MUST be a DER-encoded SEQUENCE of modulus and exponent only.",
               .citation = "RFC 8017 A.1.1; RFC 3279 2.3.1",
               .hint = "Encode the key again with a DER encoder."},
     .example = "an RSA key with a byte after the SEQUENCE",
     .certificate = malformed},
    {.check = {.id = "rfc8017.public_key.modulus_not_positive",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA modulus MUST be positive.",
               .citation = "RFC 8017 3.1",
               .hint = "Encode the modulus with a leading zero byte where its first bit is set."},
     .example = "an RSA modulus without its leading zero byte",
     .certificate = modulus_not_positive},
    {.check = {.id = "rfc8017.public_key.exponent_invalid",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The public exponent of an RSA key MUST be odd, at least 3 and less than the modulus.",
               .citation = "RFC 8017 3.1",
               .hint = "Generate a new key with exponent 65537."},
     .example = "an RSA key with exponent 1",
     .certificate = exponent_invalid},
};

}  // namespace

constinit const Rows public_key_rows = public_key_lints;

}  // namespace certcheck::lint::rfc8017
