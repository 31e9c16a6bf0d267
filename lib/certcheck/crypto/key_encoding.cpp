#include "certcheck/crypto/detail/key_encoding.h"

#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <bit>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;

/// Reads one value and knows whether anything about its encoding was wrong.
class StrictReader {
 public:
  explicit StrictReader(ByteView bytes) : reader_(bytes, sink_, {}) {}
  der::Reader& operator*() { return reader_; }
  der::Reader* operator->() { return &reader_; }
  bool clean() const { return findings_.empty(); }

 private:
  Findings findings_;
  der::FaultSink sink_{findings_};
  der::Reader reader_;
};

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

struct DigestOid {
  der::Oid oid;
  Digest digest;
};
constexpr std::array digest_oids{
    DigestOid{oids::md5, Digest::md5},           DigestOid{oids::sha1, Digest::sha1},
    DigestOid{oids::sha224, Digest::sha224},     DigestOid{oids::sha256, Digest::sha256},
    DigestOid{oids::sha384, Digest::sha384},     DigestOid{oids::sha512, Digest::sha512},
    DigestOid{oids::sha3_224, Digest::sha3_224}, DigestOid{oids::sha3_256, Digest::sha3_256},
    DigestOid{oids::sha3_384, Digest::sha3_384}, DigestOid{oids::sha3_512, Digest::sha3_512},
};

/// AlgorithmIdentifier content of a digest: parameters NULL or absent, both of which must be understood
/// (RFC 4055 2.1).
Digest read_digest(der::Reader algorithm) {
  const auto oid = algorithm.oid("algorithm");
  if (!oid) return Digest::none;
  if (!algorithm.at_end()) algorithm.null("parameters");
  algorithm.finish();
  const auto* const found = std::find_if(digest_oids.begin(), digest_oids.end(),
                                         [&](const DigestOid& entry) { return entry.oid == *oid; });
  return found == digest_oids.end() ? Digest::none : found->digest;
}

}  // namespace

size_t Number::bits() const {
  if (magnitude.empty()) return 0;
  return magnitude.size() * 8 - static_cast<size_t>(std::countl_zero(magnitude[0]));
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

std::optional<PssParameters> read_pss_parameters(ByteView parameters) {
  StrictReader outer(parameters);
  PssParameters pss;
  bool defaults_encoded = false;
  auto sequence = outer->sequence("RSASSA-PSS-params");
  if (!sequence) return std::nullopt;
  if (const auto field = sequence->take_if(der::tag::context_constructed(0))) {
    auto holder = sequence->enter(*field, "hashAlgorithm");
    auto algorithm = holder.sequence("hashAlgorithm");
    pss.digest = algorithm ? read_digest(*algorithm) : Digest::none;
    holder.finish();
    defaults_encoded = pss.digest == Digest::sha1;
  }
  if (const auto field = sequence->take_if(der::tag::context_constructed(1))) {
    auto holder = sequence->enter(*field, "maskGenAlgorithm");
    pss.mgf_digest = Digest::none;
    if (auto algorithm = holder.sequence("maskGenAlgorithm")) {
      const auto oid = algorithm->oid("algorithm");
      auto hash = algorithm->sequence("parameters");
      if (oid == oids::mgf1 && hash) pss.mgf_digest = read_digest(*hash);
      algorithm->finish();
    }
    holder.finish();
    defaults_encoded = defaults_encoded || pss.mgf_digest == Digest::sha1;
  }
  if (const auto field = sequence->take_if(der::tag::context_constructed(2))) {
    auto holder = sequence->enter(*field, "saltLength");
    const auto salt = holder.unsigned_integer("saltLength", 0xffff);
    if (!salt) return std::nullopt;
    holder.finish();
    pss.salt_length = *salt;
    defaults_encoded = defaults_encoded || *salt == 20;
  }
  if (const auto field = sequence->take_if(der::tag::context_constructed(3))) {
    auto holder = sequence->enter(*field, "trailerField");
    if (holder.unsigned_integer("trailerField", 1) != uint64_t{1}) return std::nullopt;
    holder.finish();
    defaults_encoded = true;
  }
  sequence->finish();
  outer->finish();
  if (!outer.clean() || pss.digest == Digest::none || pss.mgf_digest == Digest::none) return std::nullopt;
  pss.strict = !defaults_encoded;  // X.690 11.5
  return pss;
}

}  // namespace certcheck::crypto
