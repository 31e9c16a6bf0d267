#include "certcheck/crypto/rsa_weaknesses.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/key_places.h"
#include "certcheck/lint/words.h"

namespace certcheck::lint::hygiene {
namespace {

/// Empty unless it is an RSA key with a modulus to look at.
ByteView modulus_of(const CertificateFacts& facts) {
  return is_rsa(facts) ? magnitude_of(facts.key.modulus) : ByteView{};
}

Outcome fire(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(key_place, offset_of(facts.certificate, facts.key.modulus), std::move(message));
}

// RFC 8017 3.1: the modulus is a product of primes, which are as long as one another in any sound key.
// BR 6.1.6, NIST SP 800-89 5.3.3: none is smaller than 752.
Outcome small_factor(const CertificateFacts& facts, const Reporter& report) {
  const ByteView modulus = modulus_of(facts);
  if (modulus.empty()) {
    return Outcome::not_applicable;
  }
  const uint32_t factor = crypto::smallest_factor(modulus);
  return factor != 0 ? fire(facts, report, words("the RSA modulus is divisible by ", factor)) : Outcome::pass;
}

// CVE-2017-15361; BR 6.1.1.3 (4)(2): "the CA SHALL reject keys identified by the tools available at
// https://github.com/crocs-muni/roca or equivalent".
Outcome roca(const CertificateFacts& facts, const Reporter& report) {
  const ByteView modulus = modulus_of(facts);
  if (modulus.empty()) {
    return Outcome::not_applicable;
  }
  return crypto::has_roca_fingerprint(modulus)
             ? fire(facts, report,
                    "modulo all small primes the RSA modulus is a power of 65537, as only those of a flawed "
                    "Infineon library are")
             : Outcome::pass;
}

// BR 6.1.1.3 (4)(3): "the CA SHALL reject weak keys which can be factored within 100 rounds using Fermat's
// factorization method". zlint looks at keys under rsaEncryption only, starts above the square root even
// where that is whole, and has no limit of size.
constexpr unsigned fermat_rounds = 100;
Outcome close_primes(const CertificateFacts& facts, const Reporter& report) {
  const ByteView modulus = modulus_of(facts);
  if (modulus.empty() || modulus.size() > crypto::fermat_bits_max / 8) {
    return Outcome::not_applicable;
  }
  const auto round = crypto::fermat_round(modulus, fermat_rounds);
  return round
             ? fire(
                   facts, report,
                   words(
                       "the primes of the RSA modulus are so close that Fermat's method finds them in round ",
                       *round))
             : Outcome::pass;
}

// CVE-2008-0166; BR 6.1.1.3 (4)(1): "the CA SHALL reject Debian weak keys". (3) of the same section says so
// of keys that the CA knows to be compromised.
Outcome listed(const CertificateFacts& facts, const Reporter& report) {
  const ByteView modulus = modulus_of(facts);
  if (modulus.empty() || facts.weak_keys == nullptr) {
    return Outcome::not_applicable;
  }
  return facts.weak_keys->contains(crypto::modulus_fingerprint(modulus))
             ? fire(facts, report, "the RSA key is in the list of weak keys: its private key is public")
             : Outcome::pass;
}

constexpr Lint weak_keys_lints[] = {
    {.check = {.id = "hygiene.weak_keys.small_factor",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA modulus has no prime factor below 752.",
               .citation = "RFC 8017 3.1; NIST SP 800-89 5.3.3; BR 6.1.6",
               .hint = "Make a new key: this one is broken or its encoding damaged."},
     .example = "an RSA modulus that is a multiple of 3",
     .certificate = small_factor},
    {.check = {.id = "hygiene.weak_keys.roca",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "An RSA key was not made by the Infineon library whose keys can be factored (ROCA).",
               .citation = "CVE-2017-15361; BR 6.1.1.3",
               .hint = "Make a new key in other hardware or software and revoke the certificate."},
     .example = "a key from a smart card with the flawed library",
     .certificate = roca},
    {.check = {.id = "hygiene.weak_keys.close_primes",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The primes of an RSA key are so far apart that 100 rounds of Fermat's method "
                              "do not find them.",
               .citation = "BR 6.1.1.3; https://fermatattack.secvuln.info/",
               .hint = "Make a new key with a sound generator and revoke the certificate.",
               .zlint = "e_rsa_fermat_factorization"},
     .example = "an RSA key of two neighbouring primes",
     .certificate = close_primes},
    {.check = {.id = "hygiene.weak_keys.listed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA key is not one of those whose private keys are public, such as those "
                              "of Debian's flawed OpenSSL.",
               .citation = "CVE-2008-0166; BR 6.1.1.3",
               .hint = "Make a new key and revoke the certificate."},
     .example = "a key made with OpenSSL 0.9.8c-1 of Debian",
     .certificate = listed},
};

}  // namespace

std::span<const Lint> weak_keys() { return weak_keys_lints; }

}  // namespace certcheck::lint::hygiene
