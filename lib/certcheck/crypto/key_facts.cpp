#include "certcheck/crypto/key_facts.h"

#include "certcheck/crypto/detail/curves.h"
#include "certcheck/crypto/detail/key_encoding.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;
using x509::SubjectPublicKeyInfo;

/// Keys that are a string of fixed length and whose algorithm takes no parameters.
struct FixedKey {
  der::Oid oid;
  KeyKind kind;
  std::string_view name;
  size_t size;  ///< bytes
};

using namespace std::string_view_literals;

/// id-ecMQV. RFC 5480 2.1.2: parameters and key are those of id-ecPublicKey, as they are under id-ecDH.
constexpr der::Oid ec_mqv{"\x2b\x81\x04\x01\x0d"sv};

constexpr std::array fixed_keys{
    FixedKey{oids::ed25519, KeyKind::ed25519, "Ed25519", 32},  // RFC 8410 3, 4
    FixedKey{oids::ed448, KeyKind::ed448, "Ed448", 57},
    FixedKey{oids::x25519, KeyKind::x25519, "X25519", 32},
    FixedKey{oids::x448, KeyKind::x448, "X448", 56},
    FixedKey{oids::ml_dsa_44, KeyKind::ml_dsa, "ML-DSA-44", 1312},  // RFC 9881 2, 4; FIPS 204 table 2
    FixedKey{oids::ml_dsa_65, KeyKind::ml_dsa, "ML-DSA-65", 1952},
    FixedKey{oids::ml_dsa_87, KeyKind::ml_dsa, "ML-DSA-87", 2592},
    // FIPS 204 5.4: keys of HashML-DSA are those of ML-DSA.
    FixedKey{oids::hash_ml_dsa_44, KeyKind::hash_ml_dsa, "HashML-DSA-44-with-SHA512", 1312},
    FixedKey{oids::hash_ml_dsa_65, KeyKind::hash_ml_dsa, "HashML-DSA-65-with-SHA512", 1952},
    FixedKey{oids::hash_ml_dsa_87, KeyKind::hash_ml_dsa, "HashML-DSA-87-with-SHA512", 2592},
    FixedKey{oids::ml_kem_512, KeyKind::ml_kem, "ML-KEM-512", 800},  // RFC 9935 3, 4; FIPS 203 table 3
    FixedKey{oids::ml_kem_768, KeyKind::ml_kem, "ML-KEM-768", 1184},
    FixedKey{oids::ml_kem_1024, KeyKind::ml_kem, "ML-KEM-1024", 1568},
};

std::string sized_name(std::string_view name, size_t bits) {
  std::string out(name);
  if (bits != 0) out += "-" + std::to_string(bits);
  return out;
}

/// RFC 3279 2.3.1: parameters are NULL. RFC 4055 3.1, 4.1: absent, or restricting the key's use.
bool has_rsa_parameters(KeyKind kind, ByteView parameters) {
  if (kind == KeyKind::rsa) return is_der_null(parameters);
  if (parameters.empty()) return true;
  if (kind == KeyKind::rsa_oaep) {
    const auto oaep = read_oaep_parameters(parameters);
    return oaep && oaep->strict;
  }
  const auto pss = usable_pss_parameters(parameters);
  return pss && pss->strict;
}

/// RFC 4055 1.2: under each of the three OIDs the key is an RSAPublicKey.
void rsa_facts(const SubjectPublicKeyInfo& key, KeyFacts& facts) {
  const auto rsa = read_rsa_key(key.key);
  if (rsa) {
    facts.modulus = rsa->modulus.content;
    facts.exponent = rsa->exponent.content;
    facts.strict = rsa->strict;
    facts.bits = rsa->modulus.bits();
    facts.well_formed = rsa->strict && has_rsa_parameters(facts.kind, key.algorithm.parameters) &&
                        !rsa->modulus.magnitude.empty() && !rsa->exponent.magnitude.empty();
  }
  facts.name = sized_name(facts.kind == KeyKind::rsa       ? "RSA"
                          : facts.kind == KeyKind::rsa_pss ? "RSASSA-PSS"
                                                           : "RSAES-OAEP",
                          facts.bits);
}

void ec_facts(const SubjectPublicKeyInfo& key, KeyFacts& facts) {
  const ByteView parameters = key.algorithm.parameters;
  facts.name = "EC";
  if (parameters.empty()) return;
  if (parameters[0] == der::tag::sequence) {
    // RFC 5480 2.1.1: specifiedCurve MUST NOT be used, so the key is never well-formed.
    facts.explicit_curve = true;
    if (const auto curve = read_explicit_curve(parameters)) facts.bits = curve->prime.bits();
    facts.name = sized_name("EC-explicit", facts.bits);
    return;
  }
  const auto oid = read_named_curve(parameters);
  if (!oid) return;
  if (const Curve* const curve = find_curve(*oid)) {
    facts.curve = facts.name = curve->name;
    facts.bits = curve->bits;
    facts.well_formed = point_has_size(key.key, curve->bits);
  } else {
    facts.name = oid->to_string();
  }
}

void dsa_facts(const SubjectPublicKeyInfo& key, KeyFacts& facts) {
  const auto parameters = read_dsa_parameters(key.algorithm.parameters);
  if (parameters) {
    facts.bits = parameters->p.bits();
    facts.subgroup_bits = parameters->q.bits();
  }
  facts.name = sized_name("DSA", facts.bits);
  // RFC 3279 2.3.2: absent parameters are inherited.
  facts.well_formed = (parameters || key.algorithm.parameters.empty()) && read_integer_key(key.key);
}

void dh_facts(const SubjectPublicKeyInfo& key, KeyFacts& facts) {
  const auto prime = read_dh_prime(key.algorithm.parameters);
  if (prime) facts.bits = prime->bits();
  facts.name = sized_name("DH", facts.bits);
  facts.well_formed = prime && read_integer_key(key.key);
}

}  // namespace

namespace {

/// The last byte of an OID under sigAlgs of NIST, minus `first`, if that is a place in the list.
template <size_t Count>
std::string_view slh_dsa_name_in(const std::array<std::string_view, Count>& names, size_t first,
                                 der::Oid oid) {
  constexpr std::string_view prefix = oids::slh_dsa_prefix.content();
  const std::string_view content = oid.content();
  if (content.size() != prefix.size() + 1 || !content.starts_with(prefix)) return {};
  const size_t last = static_cast<uint8_t>(content.back());
  return last >= first && last - first < names.size() ? names[last - first] : std::string_view{};
}

/// FIPS 205 table 2: the public key is two hashes of 16, 24 or 32 bytes.
size_t slh_dsa_key_octets(std::string_view name) {
  return name.find("-128") != name.npos ? 32 : (name.find("-192") != name.npos ? 48 : 64);
}

}  // namespace

/// SLH-DSA's OIDs run on: the last byte is 20 + the place of the parameter set in this list (RFC 9909 3).
std::string_view slh_dsa_name(der::Oid oid) {
  static constexpr std::array names{"SLH-DSA-SHA2-128s"sv,  "SLH-DSA-SHA2-128f"sv,  "SLH-DSA-SHA2-192s"sv,
                                    "SLH-DSA-SHA2-192f"sv,  "SLH-DSA-SHA2-256s"sv,  "SLH-DSA-SHA2-256f"sv,
                                    "SLH-DSA-SHAKE-128s"sv, "SLH-DSA-SHAKE-128f"sv, "SLH-DSA-SHAKE-192s"sv,
                                    "SLH-DSA-SHAKE-192f"sv, "SLH-DSA-SHAKE-256s"sv, "SLH-DSA-SHAKE-256f"sv};
  return slh_dsa_name_in(names, 20, oid);
}

/// So do HashSLH-DSA's from 35 on (RFC 9909 3), each parameter set with the one digest of its strength.
std::string_view hash_slh_dsa_name(der::Oid oid) {
  static constexpr std::array names{
      "HashSLH-DSA-SHA2-128s-with-SHA256"sv,    "HashSLH-DSA-SHA2-128f-with-SHA256"sv,
      "HashSLH-DSA-SHA2-192s-with-SHA512"sv,    "HashSLH-DSA-SHA2-192f-with-SHA512"sv,
      "HashSLH-DSA-SHA2-256s-with-SHA512"sv,    "HashSLH-DSA-SHA2-256f-with-SHA512"sv,
      "HashSLH-DSA-SHAKE-128s-with-SHAKE128"sv, "HashSLH-DSA-SHAKE-128f-with-SHAKE128"sv,
      "HashSLH-DSA-SHAKE-192s-with-SHAKE256"sv, "HashSLH-DSA-SHAKE-192f-with-SHAKE256"sv,
      "HashSLH-DSA-SHAKE-256s-with-SHAKE256"sv, "HashSLH-DSA-SHAKE-256f-with-SHAKE256"sv};
  return slh_dsa_name_in(names, 35, oid);
}

KeyFacts key_facts(const SubjectPublicKeyInfo& key) {
  KeyFacts facts;
  const der::Oid oid = key.algorithm.oid;
  const auto fixed = [&](KeyKind kind, std::string_view name, size_t size) {
    facts.kind = kind;
    facts.name = name;
    facts.octets = size;
    facts.well_formed =
        key.algorithm.parameters.empty() && key.key.bytes.size() == size && key.key.unused_bits == 0;
  };
  if (oid == oids::rsa_encryption || oid == oids::rsassa_pss || oid == oids::rsaes_oaep) {
    facts.kind = oid == oids::rsa_encryption ? KeyKind::rsa
                 : oid == oids::rsassa_pss   ? KeyKind::rsa_pss
                                             : KeyKind::rsa_oaep;
    rsa_facts(key, facts);
  } else if (oid == oids::ec_public_key || oid == oids::ec_dh || oid == ec_mqv) {
    facts.kind = KeyKind::ec;
    ec_facts(key, facts);
  } else if (oid == oids::dsa) {
    facts.kind = KeyKind::dsa;
    dsa_facts(key, facts);
  } else if (oid == oids::dh_public_number || oid == oids::dh_key_agreement) {
    facts.kind = KeyKind::dh;
    dh_facts(key, facts);
  } else if (const std::string_view name = slh_dsa_name(oid); !name.empty()) {
    fixed(KeyKind::slh_dsa, name, slh_dsa_key_octets(name));
  } else if (const std::string_view hash_name = hash_slh_dsa_name(oid); !hash_name.empty()) {
    fixed(KeyKind::hash_slh_dsa, hash_name, slh_dsa_key_octets(hash_name));
  } else {
    const auto* const found = std::find_if(fixed_keys.begin(), fixed_keys.end(),
                                           [&](const FixedKey& entry) { return entry.oid == oid; });
    if (found != fixed_keys.end())
      fixed(found->kind, found->name, found->size);
    else
      facts.name = oid.to_string();
  }
  return facts;
}

}  // namespace certcheck::crypto
