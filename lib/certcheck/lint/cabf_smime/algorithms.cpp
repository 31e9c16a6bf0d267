#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/signature_encodings.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 6.1.5, 6.1.6, 7.1.3: keys and signatures.
namespace certcheck::lint::cabf_smime {
namespace {

using namespace std::string_view_literals;
using crypto::KeyKind;

// 7.1.3.1, byte by byte: RSA, P-256, P-384, P-521, Ed25519, Ed448; from the sixth on since 1.0.11 ML-DSA-44,
// -65, -87, ML-KEM-512, -768, -1024.
constexpr std::string_view key_algorithms[] = {
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"sv,
    "\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"sv,
    "\x30\x05\x06\x03\x2b\x65\x70"sv,
    "\x30\x05\x06\x03\x2b\x65\x71"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x11"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x12"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x13"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x04\x01"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x04\x02"sv,
    "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x04\x03"sv,
};
constexpr size_t without_post_quantum = 6;

Outcome one_of_the_first(size_t count, const CertificateFacts& facts, const Reporter& report) {
  if (!is_smime(facts)) return Outcome::not_applicable;
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  const auto* end = std::begin(key_algorithms) + count;
  return std::find(std::begin(key_algorithms), end, as_text(algorithm.bytes)) != end
             ? Outcome::pass
             : report.fire(key_algorithm_place, algorithm.offset,
                           fmt::format("the algorithm identifier of the {} key is not one of those given",
                                       facts.key.name));
}

// 7.1.3.1: "No other encodings are permitted."
Outcome key_encoding_before_post_quantum(const CertificateFacts& facts, const Reporter& report) {
  return one_of_the_first(without_post_quantum, facts, report);
}
Outcome key_encoding(const CertificateFacts& facts, const Reporter& report) {
  return one_of_the_first(std::size(key_algorithms), facts, report);
}

bool is_allowed_signature(const x509::Certificate& certificate) {
  const ByteView algorithm = certificate.tbs_signature.bytes;
  if (is_allowed_pkcs1_encoding(algorithm) || is_allowed_pss_encoding(algorithm)) return true;
  const std::string_view text = as_text(algorithm);
  if (std::find(std::begin(key_algorithms) + 4, std::end(key_algorithms), text) != std::end(key_algorithms))
    return true;
  for (const std::string_view curve : {"P-256", "P-384", "P-521"})
    if (same_bytes(algorithm, ecdsa_encoding_for(curve))) return true;
  return false;
}

// 7.1.3.2: "No other encodings are permitted for these fields." Which goes with which key is for the chain.
Outcome signature_encoding(const CertificateFacts& facts, const Reporter& report) {
  return is_allowed_signature(facts.certificate)
             ? Outcome::pass
             : report.fire(tbs_signature_place, facts.certificate.tbs_signature.offset,
                           fmt::format("the algorithm identifier of {} is not one of those given",
                                       facts.signature.name));
}

// 6.1.5: "the modulus size, when encoded, is at least 2048 bits; and [...] evenly divisible by 8".
Outcome modulus_size(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t smallest = 2048;
  if (facts.key.kind != KeyKind::rsa || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits >= smallest && facts.key.bits % 8 == 0
             ? Outcome::pass
             : report.fire(key_place, facts.certificate.public_key.offset,
                           fmt::format("the RSA modulus has {} bits, {}", facts.key.bits,
                                       facts.key.bits < smallest ? "fewer than 2048"
                                                                 : "which is not a whole number of bytes"));
}

// 6.1.6: "the value of the public exponent is an odd number equal to 3 or more".
Outcome exponent_invalid(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa || facts.key.exponent.empty()) return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  const bool odd = !exponent.empty() && (exponent.back() & 1) != 0;
  return odd && (exponent.size() > 1 || exponent[0] >= 3)
             ? Outcome::pass
             : report.fire(key_place, facts.certificate.public_key.offset,
                           "the public exponent of the RSA key is not an odd number of 3 or more");
}

// 6.1.6: "the public exponent SHOULD be in the range between 2^16 + 1 and 2^256 - 1".
Outcome exponent_out_of_range(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa || facts.key.exponent.empty()) return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  const bool above = exponent.size() > 3 ||
                     (exponent.size() == 3 && (exponent[0] > 1 || exponent[1] != 0 || exponent[2] != 0));
  return above && exponent.size() <= 32
             ? Outcome::pass
             : report.fire(key_place, facts.certificate.public_key.offset,
                           "the public exponent of the RSA key is not between 2^16 + 1 and 2^256 - 1");
}

constexpr Lint algorithms_lints[] = {
    {.check =
         must("cabf_smime.algorithms.key_encoding_before_post_quantum",
              "The algorithm identifier of a key MUST be one of those given for RSA, P-256, P-384, P-521, "
              "Ed25519 and Ed448.",
              "CA/B S/MIME BR 1.0.10 7.1.3.1", "Use one of these keys, encoded as given.",
              "e_invalid_legacy_spki_algoid"),
     .example = "a key on P-224",
     .effective = dates::smime_1_0,
     .ineffective = dates::smime_1_0_11,
     .certificate = key_encoding_before_post_quantum},
    {.check =
         must("cabf_smime.algorithms.key_encoding",
              "The algorithm identifier of a key MUST be one of those given for RSA, P-256, P-384, P-521, "
              "Ed25519, Ed448, ML-DSA and ML-KEM.",
              "CA/B S/MIME BR 7.1.3.1", "Use one of these keys, encoded as given.", "e_invalid_spki_algoid"),
     .example = "a key of id-RSASSA-PSS",
     .effective = dates::smime_1_0_11,
     .certificate = key_encoding},
    {.check = must("cabf_smime.algorithms.signature_encoding",
                   "The algorithm identifier of a signature MUST be one of those given.",
                   "CA/B S/MIME BR 7.1.3.2", "Sign by RSA, ECDSA or EdDSA, encoded as given."),
     .example = "RSASSA-PSS with a salt of 20 bytes",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<signature_encoding>},
    {.check = must("cabf_smime.algorithms.modulus_size",
                   "An RSA modulus MUST have at least 2048 bits, divisible by 8.", "CA/B S/MIME BR 6.1.5",
                   "Use a key of 2048, 3072 or 4096 bits."),
     .example = "an RSA key of 1024 bits",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<modulus_size>},
    {.check = must("cabf_smime.algorithms.exponent_invalid",
                   "The public exponent of an RSA key MUST be an odd number of 3 or more.",
                   "CA/B S/MIME BR 6.1.6", "Generate a new key, with the public exponent 65537."),
     .example = "the public exponent 2",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<exponent_invalid>},
    {.check = should("cabf_smime.algorithms.exponent_out_of_range",
                     "The public exponent of an RSA key SHOULD be between 2^16 + 1 and 2^256 - 1.",
                     "CA/B S/MIME BR 6.1.6", "Generate a new key, with the public exponent 65537."),
     .example = "the public exponent 3",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<exponent_out_of_range>},
};

}  // namespace

constinit const Rows algorithms_rows = algorithms_lints;

}  // namespace certcheck::lint::cabf_smime
