#include "certcheck/crypto/detail/key_encoding.h"

#include "certcheck/crypto/detail/strict_reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <bit>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;

Number make_number(ByteView content) {
  Number number{.content = content, .magnitude = {}};
  if (!content.empty() && content[0] < 0x80) {
    number.magnitude = content;
    while (!number.magnitude.empty() && number.magnitude[0] == 0)
      number.magnitude = number.magnitude.subspan(1);
  }
  return number;
}

std::optional<Number> read_number(der::Reader& reader, std::string_view name) {
  const auto content = reader.integer(name);
  if (!content) return std::nullopt;
  return make_number(*content);
}

}  // namespace

size_t Number::bits() const {
  if (magnitude.empty()) return 0;
  return magnitude.size() * 8 - static_cast<size_t>(std::countl_zero(magnitude[0]));
}

bool less(const Number& a, const Number& b) {
  // Without leading zeros the longer one is the larger.
  if (a.magnitude.size() != b.magnitude.size()) return a.magnitude.size() < b.magnitude.size();
  return std::lexicographical_compare(a.magnitude.begin(), a.magnitude.end(), b.magnitude.begin(),
                                      b.magnitude.end());
}

bool is_der_null(ByteView parameters) {
  return parameters.size() == 2 && parameters[0] == der::tag::null && parameters[1] == 0;
}

std::optional<RsaKey> read_rsa_key(const der::BitString& key) {
  StrictReader outer(key.bytes);
  auto sequence = outer->sequence("RSAPublicKey");
  if (!sequence) return std::nullopt;
  const auto modulus = read_number(*sequence, "modulus");
  if (!modulus) return std::nullopt;
  const auto exponent = read_number(*sequence, "publicExponent");
  sequence->finish();
  outer->finish();
  // What is left of a number that was cut off is another number.
  if (outer.cut_off()) return std::nullopt;
  return RsaKey{.modulus = *modulus,
                .exponent = exponent.value_or(Number{}),
                .strict = outer.clean() && key.unused_bits == 0};
}

std::optional<DsaParameters> read_dsa_parameters(ByteView parameters) {
  StrictReader outer(parameters);
  auto sequence = outer->sequence("parameters");
  if (!sequence) return std::nullopt;
  const auto p = read_number(*sequence, "p"), second = read_number(*sequence, "q"),
             third = read_number(*sequence, "g");
  outer->finish();
  if (!p || !second || !third || !outer.clean()) return std::nullopt;
  return DsaParameters{*p, *second, *third};
}

std::optional<Number> read_dh_prime(ByteView parameters) {
  StrictReader outer(parameters);
  auto sequence = outer->sequence("parameters");
  if (!sequence) return std::nullopt;
  const auto p = read_number(*sequence, "prime");
  return outer.clean() ? p : std::nullopt;
}

std::optional<Number> read_integer_key(const der::BitString& key) {
  StrictReader outer(key.bytes);
  const auto number = read_number(*outer, "publicKey");
  outer->finish();
  return outer.clean() && key.unused_bits == 0 ? number : std::nullopt;
}

std::optional<der::Oid> read_named_curve(ByteView parameters) {
  if (parameters.empty() || parameters[0] != der::tag::oid) return std::nullopt;
  StrictReader reader(parameters);
  const auto oid = reader->oid("namedCurve");
  reader->finish();
  return reader.clean() ? oid : std::nullopt;
}

bool point_has_size(const der::BitString& key, size_t field_bits) {
  const size_t size = (field_bits + 7) / 8;
  if (key.unused_bits != 0 || key.bytes.empty()) return false;
  if (key.bytes[0] == 4) return key.bytes.size() == 1 + 2 * size;
  return (key.bytes[0] == 2 || key.bytes[0] == 3) && key.bytes.size() == 1 + size;
}

std::optional<ExplicitCurve> read_explicit_curve(ByteView parameters) {
  StrictReader outer(parameters);
  ExplicitCurve curve;
  auto sequence = outer->sequence("ecParameters");
  if (!sequence) return std::nullopt;
  sequence->unsigned_integer("version", 3);
  auto field = sequence->sequence("fieldID");
  if (!field || field->oid("fieldType") != oids::prime_field) return std::nullopt;
  curve.prime = read_number(*field, "prime").value_or(Number{});
  field->finish();
  if (auto coefficients = sequence->sequence("curve")) {
    curve.a = coefficients->octet_string("a").value_or(ByteView{});
    curve.b = coefficients->octet_string("b").value_or(ByteView{});
    if (coefficients->peek() == der::tag::bit_string) coefficients->bit_string("seed");
    coefficients->finish();
  }
  curve.base = sequence->octet_string("base").value_or(ByteView{});
  curve.order = read_number(*sequence, "order").value_or(Number{});
  if (sequence->peek() == der::tag::integer) curve.cofactor = read_number(*sequence, "cofactor");
  outer->finish();
  if (!outer.clean()) return std::nullopt;
  return curve;
}

std::optional<PssParameters> usable_pss_parameters(ByteView parameters) {
  const auto pss = read_pss_parameters(parameters);
  if (!pss || pss->digest == Digest::none || pss->mgf_digest == Digest::none || pss->trailer != 1)
    return std::nullopt;
  return pss;
}

}  // namespace certcheck::crypto
