#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// Mozilla Root Store Policy 5.1: the keys that certificates may have, and how they are encoded.
namespace certcheck::lint::mozilla {
namespace {

namespace oids = x509::oids;
using namespace std::string_view_literals;
using crypto::KeyKind;

constexpr std::string_view key_info_place = "tbsCertificate.subjectPublicKeyInfo";

Outcome fire_at_key(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(key_info_place, facts.certificate.public_key.offset, std::move(message));
}

// Mozilla Root Store Policy 5.1 since 2.4, BR 6.1.5: the size of an RSA modulus in bits is divisible by 8.
Outcome rsa_not_whole_octets(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits % 8 == 0
             ? Outcome::pass
             : fire_at_key(facts, report,
                           fmt::format("the RSA modulus has {} bits, which is not a whole number of bytes",
                                       facts.key.bits));
}

// 5.1 since 2.4: "RSA keys whose modulus size in bits is divisible by 8, and is at least 2048 bits".
Outcome rsa_too_small(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t smallest = 2048;
  if (facts.key.kind != KeyKind::rsa || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits >= smallest ? Outcome::pass
                                    : fire_at_key(facts, report,
                                                  fmt::format("the RSA modulus has {} bits, fewer than {}",
                                                              facts.key.bits, smallest));
}

// 5.2 since 2.4 forbids "invalid public keys (e.g., RSA certificates with public exponent equal to 1)":
// whatever is encrypted with it is not.
Outcome rsa_exponent_one(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa) return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  return exponent.size() == 1 && exponent[0] == 1
             ? fire_at_key(facts, report, "the public exponent of the RSA key is 1")
             : Outcome::pass;
}

// 5.1.1 since 2.7: "CAs MUST NOT use the id-RSASSA-PSS OID within a SubjectPublicKeyInfo to represent an RSA
// key." As with zlint it applies to every certificate.
Outcome rsa_pss_identifier(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.public_key.algorithm.oid == oids::rsassa_pss
             ? fire_at_key(facts, report, "the algorithm of the RSA key is id-RSASSA-PSS")
             : Outcome::pass;
}

// 5.1 lists RSA and ECDSA keys. As with zlint it applies to every certificate.
Outcome dsa(const CertificateFacts& facts, const Reporter& report) {
  return facts.key.kind == KeyKind::dsa
             ? fire_at_key(facts, report, fmt::format("the key is {}", facts.key.name))
             : Outcome::pass;
}

// 5.1 since 2.4.1, of kinds other than DSA. EdDSA keys "MAY be included in certificates that chain to a root
// certificate in our root store if the certificate contains id-kp-emailProtection in the EKU extension"
// (3.0). A curve that is not on the list is for another rule, as is how a key is encoded.
Outcome kind_not_allowed(const CertificateFacts& facts, const Reporter& report) {
  const KeyKind kind = facts.key.kind;
  if (kind == KeyKind::unknown && facts.certificate.public_key.algorithm.oid.empty())
    return Outcome::not_applicable;
  if (kind == KeyKind::rsa || kind == KeyKind::rsa_pss || kind == KeyKind::ec || kind == KeyKind::dsa)
    return Outcome::pass;
  const auto& purposes = facts.certificate.extended_key_usage;
  if (kind == KeyKind::ed25519 || kind == KeyKind::ed448) {
    if (is_unread(facts.certificate, oids::extended_key_usage)) return Outcome::not_applicable;
    if (purposes && purposes->has(oids::email_protection)) return Outcome::pass;
  }
  return fire_at_key(facts, report,
                     fmt::format("the key is {}, neither RSA nor ECDSA on a NIST curve", facts.key.name));
}

// 5.1.2: the AlgorithmIdentifiers of keys on P-256, P-384 and (since 3.0) P-521, byte by byte.
constexpr std::string_view ec_algorithms[] = {
    "\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"sv,
};

// "When ECDSA keys are encoded in a SubjectPublicKeyInfo structure, the algorithm field MUST be one of the
// following"; 2.7 had it of two of the curves, zlint and this row begin with all three.
Outcome ec_encoding(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  const std::string_view encoded = as_text(facts.certificate.public_key.algorithm.bytes);
  if (std::find(std::begin(ec_algorithms), std::end(ec_algorithms), encoded) != std::end(ec_algorithms))
    return Outcome::pass;
  return report.fire(
      key_algorithm_place, facts.certificate.public_key.algorithm.offset,
      fmt::format("the algorithm identifier of the {} key is not that of P-256, P-384 or P-521",
                  facts.key.explicit_curve ? std::string("explicit") : facts.key.name));
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "mozilla.keys.rsa_not_whole_octets",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "The size of an RSA modulus in bits MUST be divisible by 8.",
               .citation = "Mozilla Root Store Policy 5.1; CA/B BR 6.1.5",
               .hint = "Use a key of 2048, 3072 or 4096 bits.",
               .zlint = "e_mp_modulus_must_be_divisible_by_8"},
     .example = "an RSA key of 2052 bits",
     .effective = dates::mozilla_2_4,
     .certificate = rsa_not_whole_octets},
    {.check = {.id = "mozilla.keys.rsa_too_small",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An RSA modulus MUST have at least 2048 bits.",
               .citation = "Mozilla Root Store Policy 5.1",
               .hint = "Use a key of 2048, 3072 or 4096 bits.",
               .zlint = "e_mp_modulus_must_be_2048_bits_or_more"},
     .example = "an RSA key of 1024 bits",
     .effective = dates::mozilla_2_4,
     .certificate = rsa_too_small},
    {.check = {.id = "mozilla.keys.rsa_exponent_one",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The public exponent of an RSA key MUST NOT be 1.",
               .citation = "Mozilla Root Store Policy 5.2",
               .hint = "Generate a new key, with the public exponent 65537.",
               .zlint = "e_mp_exponent_cannot_be_one"},
     .example = "an RSA key with the public exponent 1",
     .effective = dates::mozilla_2_4,
     .certificate = rsa_exponent_one},
    {.check = {.id = "mozilla.keys.rsa_pss_identifier",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The algorithm of an RSA key in a certificate MUST NOT be id-RSASSA-PSS.",
               .citation = "Mozilla Root Store Policy 5.1.1",
               .hint = "Identify the key by rsaEncryption.",
               .zlint = "e_mp_rsassa-pss_in_spki"},
     .example = "the algorithm id-RSASSA-PSS in subjectPublicKeyInfo",
     .effective = dates::mozilla_2_7,
     .certificate = rsa_pss_identifier},
    {.check = {.id = "mozilla.keys.dsa",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The key of a certificate MUST NOT be a DSA key.",
               .citation = "Mozilla Root Store Policy 5.1",
               .hint = "Use an RSA or ECDSA key.",
               .zlint = "e_prohibit_dsa_usage"},
     .example = "a DSA key of 2048 bits",
     .effective = dates::mozilla_2_4_1,
     .certificate = dsa},
    {.check = {.id = "mozilla.keys.kind_not_allowed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Keys MUST be RSA or ECDSA keys; EdDSA keys MUST NOT be in certificates "
                              "without emailProtection.",
               .citation = "Mozilla Root Store Policy 5.1",
               .hint = "Use an RSA or ECDSA key."},
     .example = "an Ed25519 key in a certificate for TLS servers",
     .effective = dates::mozilla_2_4_1,
     .certificate = kind_not_allowed},
    {.check = {.id = "mozilla.keys.ec_encoding",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The algorithm identifier of an ECDSA key MUST be one of those given for P-256, "
                   "P-384 and P-521.",
               .citation = "Mozilla Root Store Policy 5.1.2",
               .hint = "Use a key on P-256, P-384 or P-521, and identify the curve by its name.",
               .zlint = "e_mp_ecdsa_pub_key_encoding_correct"},
     .example = "a key on secp256k1",
     .effective = dates::mozilla_3_0,
     .certificate = ec_encoding},
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::mozilla
