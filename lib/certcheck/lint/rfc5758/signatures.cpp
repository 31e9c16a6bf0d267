#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5758/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5758 {
namespace {

namespace oids = x509::oids;

/// DSA and ECDSA with SHA-2.
bool applies(const x509::AlgorithmIdentifier& algorithm) {
  constexpr der::Oid algorithms[] = {
      oids::ecdsa_with_sha256, oids::ecdsa_with_sha384, oids::ecdsa_with_sha512, oids::ecdsa_with_sha224,
      oids::dsa_with_sha256,   oids::dsa_with_sha224,   oids::dsa_with_sha384,   oids::dsa_with_sha512};
  return std::find(std::begin(algorithms), std::end(algorithms), algorithm.oid) != std::end(algorithms);
}

// RFC 5758 3.1 and 3.2: of DSA and ECDSA with SHA-2 "the encoding MUST omit the parameters field".
Outcome parameters_present(const Signed& signature, const Reporter& report) {
  return applies(signature.algorithm) ? signature_without_parameters(signature, report)
                                      : Outcome::not_applicable;
}

/// Takes one positive INTEGER from the front of `rest`.
bool take_positive_integer(ByteView& rest) {
  if (rest.size() < 3 || rest[0] != der::tag::integer || rest[1] == 0 || rest[1] >= 0x80 ||
      rest[1] > rest.size() - 2U)
    return false;
  const ByteView content = rest.subspan(2, rest[1]);
  rest = rest.subspan(2U + rest[1]);
  const bool minimal = content.size() == 1 || content[0] != 0 || content[1] >= 0x80;
  return minimal && content[0] < 0x80 && !(content.size() == 1 && content[0] == 0);
}

/// RFC 3279 2.2.3: Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }. Those of the largest curves take
/// less than 256 bytes.
bool is_signature_value(ByteView value) {
  if (value.size() < 2 || value[0] != der::tag::sequence) return false;
  const size_t header = value[1] < 0x80 ? 2 : 3;
  if (value.size() < header || (header == 3 && (value[1] != 0x81 || value[2] < 0x80)) ||
      value.size() - header != value[header - 1])
    return false;
  ByteView rest = value.subspan(header);
  const bool has_r = take_positive_integer(rest);
  const bool has_s = has_r && take_positive_integer(rest);
  return has_s && rest.empty();
}

// RFC 5758 3.1 and 3.2 with RFC 3279 2.2.2 and 2.2.3: the signature is the DER of a SEQUENCE of the two
// numbers.
Outcome malformed(const Signed& signature, const Reporter& report) {
  const der::BitString& value = signature.value;
  if (!applies(signature.algorithm) || value.bytes.data() == nullptr) return Outcome::not_applicable;
  return is_signature_value(value.bytes) && value.unused_bits == 0
             ? Outcome::pass
             : report.fire(signature.value_place, signature.offset_of(value.bytes),
                           fmt::format("the {} bytes of the signature are not a DER SEQUENCE of r and s",
                                       value.bytes.size()));
}

constexpr Lint signatures_lints[] = {
    for_signatures<parameters_present>(
        {.check =
             {.id = "rfc5758.signatures.parameters_present",
              .severity = Severity::error,
              .counts = Counts::never,
              .requirement =
                  "The algorithm identifier of a DSA or ECDSA signature with SHA-2 MUST NOT have parameters.",
              .citation = "RFC 5758 3.1, 3.2",
              .hint = "Omit the parameters, including NULL, and sign again."},
         .example = "ecdsa-with-SHA256 with parameters NULL",
         .effective = dates::rfc5758}),
    for_signatures<malformed>(
        {.check = {.id = "rfc5758.signatures.malformed",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement =
                       "A DSA or ECDSA signature MUST be a DER-encoded SEQUENCE of two positive INTEGERs.",
                   .citation = "RFC 5758 3.1, 3.2; RFC 3279 2.2.2, 2.2.3",
                   .hint = "Encode r and s in DER; some devices output them as raw bytes."},
         .example = "an ECDSA signature of the raw bytes of r and s",
         .effective = dates::rfc5758}),
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::rfc5758
