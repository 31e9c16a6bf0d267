#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5480/themes.h"
#include "certcheck/lint/support/key_places.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5480 {
namespace {

using crypto::KeyKind;

bool names_curve(const CertificateFacts& facts) {
  const ByteView parameters = facts.certificate.public_key.algorithm.parameters;
  return !parameters.empty() && parameters[0] == der::tag::oid;
}

uint8_t form_of(const CertificateFacts& facts) {
  const ByteView point = facts.certificate.public_key.key.bytes;
  return point.empty() ? uint8_t{0} : point[0];
}

Outcome fire_at_point(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(key_place, offset_of(facts.certificate, facts.certificate.public_key.key.bytes),
                     std::move(message));
}

// RFC 5480 2.1.1: "The parameters associated with id-ecPublicKey MUST be present"; "implicitCurve and
// specifiedCurve MUST NOT be used in PKIX". 2.1.2 asks the same of id-ecDH.
Outcome curve_not_named(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  if (names_curve(facts)) return Outcome::pass;
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  const ByteView parameters = algorithm.parameters;
  return report.fire(
      key_algorithm_place, algorithm.offset,
      parameters.empty()                    ? "the key has no parameters that name its curve"
      : parameters[0] == der::tag::null     ? "the parameters of the key are NULL instead of a curve"
      : parameters[0] == der::tag::sequence ? "the key has explicit curve parameters instead of a named curve"
                                            : "the parameters of the key are not a curve");
}

// RFC 5480 2.2: "The hybrid form of the ECC public key from [X9.62] MUST NOT be used."
Outcome point_hybrid(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  return form_of(facts) == 6 || form_of(facts) == 7
             ? fire_at_point(facts, report, "the point of the key is in hybrid form")
             : Outcome::pass;
}

// RFC 5480 2.2: implementations "MUST support the uncompressed form and MAY support the compressed form".
Outcome point_compressed(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  return form_of(facts) == 2 || form_of(facts) == 3
             ? fire_at_point(facts, report, "the point of the key is in compressed form")
             : Outcome::pass;
}

// RFC 5480 2.2, SEC 1 2.3.3: the subjectPublicKey is the bytes 04 and two field elements, or 02 or 03 and
// one. The forms that are prohibited and the point at infinity have lints of their own.
Outcome point_malformed(const CertificateFacts& facts, const Reporter& report) {
  const der::BitString& point = facts.certificate.public_key.key;
  if (facts.key.kind != KeyKind::ec || facts.key.curve.empty() || point.bytes.data() == nullptr)
    return Outcome::not_applicable;
  const bool other =
      form_of(facts) == 6 || form_of(facts) == 7 || (point.bytes.size() == 1 && point.bytes[0] == 0);
  if (facts.key.well_formed || other) return Outcome::pass;
  return fire_at_point(
      facts, report,
      point.unused_bits != 0
          ? fmt::format("the key is not a whole number of bytes: {} bits are unused", point.unused_bits)
          : fmt::format("the {} bytes of the key are not a point of {}", point.bytes.size(), facts.key.name));
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc5480.keys.curve_not_named",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of an elliptic curve key MUST be the OID of a named curve.",
               .citation = "RFC 5480 2.1.1, 2.1.2",
               .hint = "Encode the key with a named curve."},
     .example = "a key with explicit curve parameters",
     .effective = dates::rfc5480,
     .certificate = curve_not_named},
    {.check = {.id = "rfc5480.keys.point_hybrid",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The point of an elliptic curve key MUST NOT be in hybrid form.",
               .citation = "RFC 5480 2.2",
               .hint = "Encode the point uncompressed."},
     .example = "a key whose first byte is 06",
     .effective = dates::rfc5480,
     .certificate = point_hybrid},
    {.check = {.id = "rfc5480.keys.point_compressed",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The point of an elliptic curve key SHOULD be uncompressed; not all software "
                              "supports the compressed form.",
               .citation = "RFC 5480 2.2",
               .hint = "Encode the point uncompressed."},
     .example = "a key whose first byte is 02",
     .effective = dates::rfc5480,
     .certificate = point_compressed},
    {.check = {.id = "rfc5480.keys.point_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The subjectPublicKey of an elliptic curve key MUST be a point of the size of its field.",
               .citation = "RFC 5480 2.2; SEC 1 2.3.3",
               .hint = "Encode the point again."},
     .example = "a P-256 key of 64 bytes",
     .effective = dates::rfc5480,
     .certificate = point_malformed},
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc5480
