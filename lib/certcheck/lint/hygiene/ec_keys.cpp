#include "certcheck/crypto/ec_point.h"
#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/key_places.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::hygiene {
namespace {

using crypto::KeyKind;
using crypto::PointStatus;

Outcome fire_at_curve(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const auto& algorithm = facts.certificate.public_key.algorithm;
  return report.fire(key_algorithm_place, offset_of(facts.certificate, algorithm.parameters),
                     std::move(message));
}

// NIST SP 800-56A 5.6.2.3.3, SEC 1 3.2.2.1; BR 6.1.6 advises CAs to validate keys so.
Outcome not_on_curve(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  const PointStatus status = crypto::check_point(facts.certificate.public_key);
  if (status == PointStatus::unchecked) return Outcome::not_applicable;
  return status == PointStatus::not_on_curve
             ? report.fire(key_place, offset_of(facts.certificate, facts.certificate.public_key.key.bytes),
                           fmt::format("the point of the key does not lie on {}", facts.key.name))
             : Outcome::pass;
}

// SEC 1 3.2.2.1 step 1: a key is not the point at infinity.
Outcome infinity(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  const ByteView point = facts.certificate.public_key.key.bytes;
  return point.size() == 1 && point[0] == 0
             ? report.fire(key_place, offset_of(facts.certificate, point), "the key is the point at infinity")
             : Outcome::pass;
}

// NIST SP 800-57 part 1 5.6.3, SP 800-131A 3: below 224 bits disallowed since 2014.
Outcome curve_small(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits < 224 ? fire_at_curve(facts, report,
                                              fmt::format("the curve {} is over a field of {} bits",
                                                          facts.key.name, facts.key.bits))
                              : Outcome::pass;
}

// NIST SP 800-186 3.3: the curves over binary fields are deprecated.
Outcome curve_binary(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec || facts.key.curve.empty()) return Outcome::not_applicable;
  const std::string_view curve = facts.key.curve;
  return curve.starts_with("sect") || curve.starts_with("K-") || curve.starts_with("B-")
             ? fire_at_curve(facts, report, fmt::format("the curve {} is over a binary field", curve))
             : Outcome::pass;
}

// No client can use a key on a curve that nobody knows.
Outcome curve_unknown(const CertificateFacts& facts, const Reporter& report) {
  const ByteView parameters = facts.certificate.public_key.algorithm.parameters;
  if (facts.key.kind != KeyKind::ec || parameters.empty() || parameters[0] != der::tag::oid)
    return Outcome::not_applicable;
  // One that cannot be read names no curve that could be known.
  const auto& faults = facts.certificate.findings;
  const bool is_unreadable = std::any_of(faults.begin(), faults.end(), [&](const Finding& fault) {
    return fault.id() == der::checks::oid_invalid.id &&
           fault.node_path.starts_with("tbsCertificate.subjectPublicKeyInfo.algorithm.parameters");
  });
  if (is_unreadable) return Outcome::not_applicable;
  return facts.key.curve.empty()
             ? fire_at_curve(facts, report, fmt::format("the curve is {}", facts.key.name))
             : Outcome::pass;
}

constexpr Lint ec_keys_lints[] = {
    {.check = {.id = "hygiene.ec_keys.not_on_curve",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The point of an elliptic curve key MUST be on its curve.",
               .citation = "SEC 1 3.2.2.1; NIST SP 800-56A 5.6.2.3.3",
               .hint = "Generate a new key: this one is damaged."},
     .example = "a P-256 key with one bit changed",
     .certificate = not_on_curve},
    {.check = {.id = "hygiene.ec_keys.infinity",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The point of an elliptic curve key MUST NOT be the point at infinity.",
               .citation = "SEC 1 3.2.2.1",
               .hint = "Generate a new key: this one is nobody's."},
     .example = "a P-256 key that is the single byte 0",
     .certificate = infinity},
    {.check = {.id = "hygiene.ec_keys.curve_small",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The field of an elliptic curve SHOULD be 224 bits or larger.",
               .citation = "NIST SP 800-131A 3",
               .hint = "Use P-256, P-384 or Ed25519."},
     .example = "a key on secp160r1",
     .certificate = curve_small},
    {.check = {.id = "hygiene.ec_keys.curve_binary",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An elliptic curve SHOULD be over a prime field.",
               .citation = "NIST SP 800-186 3.3",
               .hint = "Use P-256, P-384 or Ed25519."},
     .example = "a key on B-283",
     .certificate = curve_binary},
    {.check = {.id = "hygiene.ec_keys.curve_unknown",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An elliptic curve SHOULD be a known named curve.",
               .citation = "RFC 5480 2.1.1.1",
               .hint = "Use P-256, P-384 or Ed25519."},
     .example = "a key on the curve 1.2.3.4",
     .certificate = curve_unknown},
};

}  // namespace

constinit const Rows ec_keys_rows = ec_keys_lints;

}  // namespace certcheck::lint::hygiene
