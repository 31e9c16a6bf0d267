#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/key_places.h"

#include <fmt/format.h>

#include <string>

namespace certcheck::lint::hygiene {
namespace {

using crypto::KeyKind;

Outcome fire(const CertificateFacts& facts, const Reporter& report, std::string message, size_t bits) {
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  return report.fire(key_algorithm_place, algorithm.offset, std::move(message),
                     {{"bits", std::to_string(bits)}});
}

Outcome too_small(const CertificateFacts& facts, const Reporter& report, KeyKind kind, size_t from,
                  size_t below) {
  if (facts.key.kind != kind || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits >= from && facts.key.bits < below
             ? fire(facts, report, fmt::format("the prime of the key has {} bits", facts.key.bits),
                    facts.key.bits)
             : Outcome::pass;
}

// Discrete logarithms modulo a prime of 795 bits were computed in public in 2019, those of 1024 bits are as
// far away as the factors of RSA of that size.
template <KeyKind kind>
Outcome modulus_breakable(const CertificateFacts& facts, const Reporter& report) {
  return too_small(facts, report, kind, 0, 1024);
}

// NIST SP 800-57 part 1 5.6.3, SP 800-131A table 2 and 5: below 2048 bits disallowed since 2014, as for RSA.
template <KeyKind kind>
Outcome modulus_short(const CertificateFacts& facts, const Reporter& report) {
  return too_small(facts, report, kind, 1024, 2048);
}

// NIST SP 800-131A table 2: a subgroup of less than 224 bits is disallowed since 2014. FIPS 186-4 4.2 has
// subgroups of 160 bits with 1024 bits alone, which the above tells.
Outcome subgroup_small(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::dsa || facts.key.subgroup_bits == 0) return Outcome::not_applicable;
  return facts.key.subgroup_bits < 224
             ? fire(facts, report,
                    fmt::format("the subgroup of the key has an order of {} bits", facts.key.subgroup_bits),
                    facts.key.subgroup_bits)
             : Outcome::pass;
}

// FIPS 186-5 (2023) section 1: "This standard no longer approves the DSA for digital signature generation."
// BR 1.7.1 took it from the allowed keys in 2020.
Outcome dsa(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind == KeyKind::unknown) return Outcome::not_applicable;
  return facts.key.kind == KeyKind::dsa
             ? report.fire(key_algorithm_place, facts.certificate.public_key.algorithm.offset,
                           fmt::format("the key is {}", facts.key.name))
             : Outcome::pass;
}

constexpr Lint dsa_and_dh_keys_lints[] = {
    {.check = {.id = "hygiene.dsa_keys.modulus_breakable",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The prime of a DSA key MUST have at least 1024 bits.",
               .citation = "NIST SP 800-131A 3; FIPS 186-4 4.2",
               .hint = "Generate a new key: ECDSA on P-256, or RSA of 2048 bits or more."},
     .example = "a DSA key of 512 bits",
     .certificate = modulus_breakable<KeyKind::dsa>},
    {.check = {.id = "hygiene.dsa_keys.modulus_short",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The prime of a DSA key SHOULD be 2048 bits or longer.",
               .citation = "NIST SP 800-131A 3; FIPS 186-4 4.2",
               .hint = "Generate a new key: ECDSA on P-256, or RSA of 2048 bits or more."},
     .example = "a DSA key of 1024 bits",
     .certificate = modulus_short<KeyKind::dsa>},
    {.check = {.id = "hygiene.dsa_keys.subgroup_small",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The subgroup order of a DSA key SHOULD be 224 bits or longer.",
               .citation = "NIST SP 800-131A 3; FIPS 186-4 4.2",
               .hint = "Generate a new key: ECDSA on P-256, or RSA of 2048 bits or more."},
     .example = "a DSA key of 2048 bits with a subgroup of 160 bits",
     .certificate = subgroup_small},
    {.check = {.id = "hygiene.dsa_keys.withdrawn",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "The algorithm of a key SHOULD still be approved for signatures, which DSA is not.",
               .citation = "FIPS 186-5 1; BR 1.7.1 6.1.5",
               .hint = "Generate a new key: ECDSA on P-256, or RSA of 2048 bits or more."},
     .example = "a DSA key of 3072 bits",
     .certificate = dsa},
    {.check = {.id = "hygiene.dh_keys.modulus_breakable",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The prime of a Diffie-Hellman key MUST have at least 1024 bits.",
               .citation = "NIST SP 800-131A 5",
               .hint = "Generate a new key: X25519, or a group of 2048 bits or more."},
     .example = "a Diffie-Hellman key of 512 bits",
     .certificate = modulus_breakable<KeyKind::dh>},
    {.check = {.id = "hygiene.dh_keys.modulus_short",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The prime of a Diffie-Hellman key SHOULD be 2048 bits or longer.",
               .citation = "NIST SP 800-131A 5",
               .hint = "Generate a new key: X25519, or a group of 2048 bits or more."},
     .example = "a Diffie-Hellman key of 1024 bits",
     .certificate = modulus_short<KeyKind::dh>},
};

}  // namespace

constinit const Rows dsa_and_dh_keys_rows = dsa_and_dh_keys_lints;

}  // namespace certcheck::lint::hygiene
