#include "certcheck/crypto/rsa_parameters.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/weak_digest.h"

#include <fmt/format.h>

namespace certcheck::lint::hygiene {
namespace {

// zlint's lints of these names look at keys under rsaEncryption; a key is as weak under id-RSASSA-PSS and
// id-RSAES-OAEP, so these look at all three.

// zlint: an RSA key can be read.
Outcome unreadable(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa(facts)) return Outcome::not_applicable;
  return facts.key.modulus.empty() || facts.key.exponent.empty()
             ? report.fire(key_place, facts.certificate.public_key.offset,
                           fmt::format("the {} bytes of the key do not contain a modulus and an exponent",
                                       facts.certificate.public_key.key.bytes.size()))
             : Outcome::pass;
}

// zlint: a public exponent is positive.
Outcome exponent_negative(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa(facts) || facts.key.exponent.empty()) return Outcome::not_applicable;
  return facts.key.exponent[0] >= 0x80
             ? report.fire(key_place, offset_of(facts.certificate, facts.key.exponent),
                           "the public exponent is negative")
             : Outcome::pass;
}

Outcome too_small(const CertificateFacts& facts, const Reporter& report, size_t from, size_t below) {
  if (!is_rsa(facts) || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits >= from && facts.key.bits < below
             ? report.fire(key_place, offset_of(facts.certificate, facts.key.modulus),
                           fmt::format("the RSA modulus has {} bits", facts.key.bits),
                           {{"bits", std::to_string(facts.key.bits)}})
             : Outcome::pass;
}

// 829 bits were factored in public in 2020 (RSA-250).
Outcome modulus_breakable(const CertificateFacts& facts, const Reporter& report) {
  return too_small(facts, report, 0, 1024);
}

// NIST SP 800-57 part 1 5.6.3, SP 800-131A: below 2048 bits disallowed since 2014; BR 6.1.5 likewise.
Outcome modulus_short(const CertificateFacts& facts, const Reporter& report) {
  return too_small(facts, report, 1024, 2048);
}

// Costs of using a key grow with the square of its size, so that OpenSSL refuses to verify with more than
// 16,384 bits (OPENSSL_RSA_MAX_MODULUS_BITS), and others with less.
Outcome modulus_long(const CertificateFacts& facts, const Reporter& report) {
  return too_small(facts, report, 16'385, static_cast<size_t>(-1));
}

// NIST SP 800-56B 6.2, FIPS 186-5 A.1.1: the exponent is odd and 2^16 < e < 2^256; BR 6.1.6 says SHOULD. What
// is not an exponent at all is for rfc8017.public_key.exponent_invalid.
Outcome exponent_small(const CertificateFacts& facts, const Reporter& report) {
  const ByteView exponent = magnitude_of(facts.key.exponent);
  if (!is_rsa(facts) || exponent.empty()) return Outcome::not_applicable;
  if (exponent.size() > 2 || (exponent.size() == 1 && exponent[0] < 3) || exponent.back() % 2 == 0)
    return Outcome::pass;
  const unsigned value = exponent.size() == 1 ? exponent[0] : exponent[0] * 256U + exponent[1];
  return report.fire(key_place, offset_of(facts.certificate, facts.key.exponent),
                     fmt::format("the public exponent is {}", value), {{"exponent", std::to_string(value)}});
}

// As above: e < 2^256.
Outcome exponent_large(const CertificateFacts& facts, const Reporter& report) {
  const ByteView exponent = magnitude_of(facts.key.exponent);
  if (!is_rsa(facts) || exponent.empty()) return Outcome::not_applicable;
  return exponent.size() > 32 ? report.fire(key_place, offset_of(facts.certificate, facts.key.exponent),
                                            fmt::format("the public exponent has {} bytes", exponent.size()))
                              : Outcome::pass;
}

// RFC 4055 1.2: parameters of a key under id-RSASSA-PSS restrict it to their digest, and without fields they
// mean SHA-1 (RFC 8017 A.2.3). RFC 6151 2, RFC 6194 3.1: neither MD5 nor SHA-1 is to be signed with.
Outcome pss_weak_digest(const CertificateFacts& facts, const Reporter& report) {
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  if (facts.key.kind != crypto::KeyKind::rsa_pss || algorithm.parameters.empty())
    return Outcome::not_applicable;
  const auto pss = crypto::read_pss_parameters(algorithm.parameters);
  if (!pss || pss->digest == crypto::Digest::none) return Outcome::not_applicable;
  return is_broken(pss->digest) || pss->digest == crypto::Digest::sha1
             ? report.fire(key_algorithm_place, algorithm.offset,
                           fmt::format("the key is restricted to signatures with {}", to_string(pss->digest)))
             : Outcome::pass;
}

constexpr Lint rsa_keys_lints[] = {
    {.check = {.id = "hygiene.rsa_keys.unreadable",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA public key MUST consist of a modulus and an exponent.",
               .citation = "RFC 8017 A.1.1",
               .hint = "Encode the key as an RSAPublicKey: a SEQUENCE of two INTEGERs.",
               .zlint = "e_rsa_no_public_key"},
     .example = "an RSA key that is an empty SEQUENCE",
     .certificate = unreadable},
    {.check = {.id = "hygiene.rsa_keys.exponent_negative",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The public exponent of an RSA key MUST be positive.",
               .citation = "RFC 8017 3.1",
               .hint = "Encode the exponent with a leading zero byte where its first bit is set.",
               .zlint = "e_rsa_exp_negative"},
     .example = "an RSA key with exponent -65537",
     .certificate = exponent_negative},
    {.check = {.id = "hygiene.rsa_keys.modulus_breakable",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA modulus MUST NOT be of a size that has been factored.",
               .citation = "NIST SP 800-131A 3; BR 6.1.5",
               .hint = "Generate a new key of at least 2048 bits and revoke the certificate."},
     .example = "an RSA key of 512 bits",
     .certificate = modulus_breakable},
    {.check = {.id = "hygiene.rsa_keys.modulus_short",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An RSA modulus SHOULD be 2048 bits or longer.",
               .citation = "NIST SP 800-131A 3; BR 6.1.5",
               .hint = "Generate a new key of 2048 bits or more."},
     .example = "an RSA key of 1024 bits",
     .certificate = modulus_short},
    {.check = {.id = "hygiene.rsa_keys.modulus_long",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An RSA modulus SHOULD NOT be larger than common software supports.",
               .citation = "OpenSSL OPENSSL_RSA_MAX_MODULUS_BITS",
               .hint = "Use a key of 2048 to 4096 bits, or an elliptic curve."},
     .example = "an RSA key of 20000 bits",
     .certificate = modulus_long},
    {.check = {.id = "hygiene.rsa_keys.exponent_small",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The public exponent of an RSA key SHOULD be 65537 or greater.",
               .citation = "NIST SP 800-56B 6.2; FIPS 186-5 A.1.1; BR 6.1.6",
               .hint = "Generate a new key with exponent 65537."},
     .example = "an RSA key with exponent 3",
     .certificate = exponent_small},
    {.check = {.id = "hygiene.rsa_keys.exponent_large",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The public exponent of an RSA key SHOULD be less than 2^256.",
               .citation = "NIST SP 800-56B 6.2; FIPS 186-5 A.1.1; BR 6.1.6",
               .hint = "Generate a new key with exponent 65537."},
     .example = "an RSA key whose exponent is as long as its modulus",
     .certificate = exponent_large},
    {.check = {.id = "hygiene.rsa_keys.pss_weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An RSA key SHOULD NOT be restricted to MD5 or SHA-1.",
               .citation = "RFC 4055 1.2; RFC 6151 2; RFC 6194 3.1",
               .hint = "Leave the key's parameters out, or name SHA-256 or a stronger digest in them."},
     .example = "a key under id-RSASSA-PSS with empty parameters, which mean SHA-1",
     .certificate = pss_weak_digest},
};

}  // namespace

constinit const Rows rsa_keys_rows = rsa_keys_lints;

}  // namespace certcheck::lint::hygiene
