#include "certcheck/lint/support/signature_encodings.h"

#include "certcheck/der/reader.h"
#include "certcheck/lint/support/key_places.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view pss_encodings[] = {
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65"
    "\x03\x04\x02\x01\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30\x0d\x06\x09\x60"
    "\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\xa2\x03\x02\x01\x20"sv,
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65"
    "\x03\x04\x02\x02\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30\x0d\x06\x09\x60"
    "\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\xa2\x03\x02\x01\x30"sv,
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65"
    "\x03\x04\x02\x03\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30\x0d\x06\x09\x60"
    "\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\xa2\x03\x02\x01\x40"sv,
};

constexpr std::string_view pkcs1_encodings[] = {
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00"sv,
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c\x05\x00"sv,
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d\x05\x00"sv,
};

struct Curve {
  std::string_view name;
  size_t octets;  ///< of a number modulo the order of its base point
  std::string_view encoding;
};
constexpr Curve curves[] = {
    {"P-256", 32, "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"sv},
    {"P-384", 48, "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"sv},
    {"P-521", 66, "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04"sv},
};

template <size_t Count>
bool equals_one_of(ByteView bytes, const std::string_view (&encodings)[Count]) {
  return std::find(std::begin(encodings), std::end(encodings), as_text(bytes)) != std::end(encodings);
}

}  // namespace

bool is_allowed_pss_encoding(ByteView algorithm) { return equals_one_of(algorithm, pss_encodings); }
bool is_allowed_pkcs1_encoding(ByteView algorithm) { return equals_one_of(algorithm, pkcs1_encodings); }

// RFC 5480 A: "ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }".
std::string_view curve_of_signature(ByteView signature) {
  Findings unheeded;
  der::FaultSink sink(unheeded);
  der::Reader value(signature, sink, {}, 0);
  auto numbers = value.sequence({});
  if (!numbers) return {};
  const auto r = numbers->integer("r"), s = numbers->integer("s");
  if (!r || !s) return {};
  const size_t octets = std::max(magnitude_of(*r).size(), magnitude_of(*s).size());
  const auto* found = std::find_if(std::begin(curves), std::end(curves),
                                   [octets](const Curve& curve) { return octets <= curve.octets; });
  return found == std::end(curves) ? std::string_view() : found->name;
}

ByteView ecdsa_encoding_for(std::string_view curve) {
  const auto* found = std::find_if(std::begin(curves), std::end(curves),
                                   [curve](const Curve& each) { return each.name == curve; });
  return found == std::end(curves) ? ByteView() : as_bytes(found->encoding);
}

}  // namespace certcheck::lint
