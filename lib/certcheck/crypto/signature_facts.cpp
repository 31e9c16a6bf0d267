#include "certcheck/crypto/signature_facts.h"

#include "certcheck/crypto/detail/key_encoding.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;

struct SignatureAlgorithm {
  der::Oid oid;
  KeyKind kind;
  Digest digest;
  std::string_view name;
  size_t octets = 0;  ///< of a signature, where that is fixed
};

using namespace std::string_view_literals;

// The names of the OSI Implementers' Workshop for old algorithms (OIW part 12), which tools of the nineties
// and makecert.exe write: an unknown algorithm would hide that the digest is broken.
constexpr der::Oid oiw_md4_with_rsa{"\x2b\x0e\x03\x02\x02"sv}, oiw_md5_with_rsa{"\x2b\x0e\x03\x02\x03"sv},
    oiw_md4_with_rsa_encryption{"\x2b\x0e\x03\x02\x04"sv},
    oiw_md2_with_rsa_signature{"\x2b\x0e\x03\x02\x18"sv},
    oiw_md5_with_rsa_signature{"\x2b\x0e\x03\x02\x19"sv}, oiw_dsa_with_sha1{"\x2b\x0e\x03\x02\x1b"sv};

constexpr std::array algorithms{
    SignatureAlgorithm{oids::sha256_with_rsa, KeyKind::rsa, Digest::sha256, "RSA PKCS#1"},
    SignatureAlgorithm{oids::ecdsa_with_sha256, KeyKind::ec, Digest::sha256, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha384, KeyKind::ec, Digest::sha384, "ECDSA"},
    SignatureAlgorithm{oids::sha384_with_rsa, KeyKind::rsa, Digest::sha384, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha512_with_rsa, KeyKind::rsa, Digest::sha512, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha224_with_rsa, KeyKind::rsa, Digest::sha224, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha1_with_rsa, KeyKind::rsa, Digest::sha1, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha1_with_rsa_oiw, KeyKind::rsa, Digest::sha1, "RSA PKCS#1"},
    SignatureAlgorithm{oids::md5_with_rsa, KeyKind::rsa, Digest::md5, "RSA PKCS#1"},
    SignatureAlgorithm{oids::md4_with_rsa, KeyKind::rsa, Digest::md4, "RSA PKCS#1"},
    SignatureAlgorithm{oids::md2_with_rsa, KeyKind::rsa, Digest::md2, "RSA PKCS#1"},
    SignatureAlgorithm{oiw_md5_with_rsa, KeyKind::rsa, Digest::md5, "RSA PKCS#1"},
    SignatureAlgorithm{oiw_md5_with_rsa_signature, KeyKind::rsa, Digest::md5, "RSA PKCS#1"},
    SignatureAlgorithm{oiw_md4_with_rsa, KeyKind::rsa, Digest::md4, "RSA PKCS#1"},
    SignatureAlgorithm{oiw_md4_with_rsa_encryption, KeyKind::rsa, Digest::md4, "RSA PKCS#1"},
    SignatureAlgorithm{oiw_md2_with_rsa_signature, KeyKind::rsa, Digest::md2, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha3_224_with_rsa, KeyKind::rsa, Digest::sha3_224, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha3_256_with_rsa, KeyKind::rsa, Digest::sha3_256, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha3_384_with_rsa, KeyKind::rsa, Digest::sha3_384, "RSA PKCS#1"},
    SignatureAlgorithm{oids::sha3_512_with_rsa, KeyKind::rsa, Digest::sha3_512, "RSA PKCS#1"},
    SignatureAlgorithm{oids::ecdsa_with_sha1, KeyKind::ec, Digest::sha1, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha224, KeyKind::ec, Digest::sha224, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha512, KeyKind::ec, Digest::sha512, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha3_224, KeyKind::ec, Digest::sha3_224, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha3_256, KeyKind::ec, Digest::sha3_256, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha3_384, KeyKind::ec, Digest::sha3_384, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_sha3_512, KeyKind::ec, Digest::sha3_512, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_shake128, KeyKind::ec, Digest::shake128, "ECDSA"},
    SignatureAlgorithm{oids::ecdsa_with_shake256, KeyKind::ec, Digest::shake256, "ECDSA"},
    SignatureAlgorithm{oids::dsa_with_sha1, KeyKind::dsa, Digest::sha1, "DSA"},
    SignatureAlgorithm{oiw_dsa_with_sha1, KeyKind::dsa, Digest::sha1, "DSA"},
    SignatureAlgorithm{oids::dsa_with_sha224, KeyKind::dsa, Digest::sha224, "DSA"},
    SignatureAlgorithm{oids::dsa_with_sha256, KeyKind::dsa, Digest::sha256, "DSA"},
    SignatureAlgorithm{oids::dsa_with_sha384, KeyKind::dsa, Digest::sha384, "DSA"},
    SignatureAlgorithm{oids::dsa_with_sha512, KeyKind::dsa, Digest::sha512, "DSA"},
    SignatureAlgorithm{oids::ed25519, KeyKind::ed25519, Digest::none, "Ed25519", 64},
    SignatureAlgorithm{oids::ed448, KeyKind::ed448, Digest::none, "Ed448", 114},
    SignatureAlgorithm{oids::ml_dsa_44, KeyKind::ml_dsa, Digest::none, "ML-DSA-44", 2420},
    SignatureAlgorithm{oids::ml_dsa_65, KeyKind::ml_dsa, Digest::none, "ML-DSA-65", 3309},
    SignatureAlgorithm{oids::ml_dsa_87, KeyKind::ml_dsa, Digest::none, "ML-DSA-87", 4627},
};

/// FIPS 204 5.4: signatures of HashML-DSA are as long as those of ML-DSA.
constexpr std::array hash_ml_dsa_algorithms{
    SignatureAlgorithm{oids::hash_ml_dsa_44, KeyKind::hash_ml_dsa, Digest::none, "HashML-DSA-44-with-SHA512",
                       2420},
    SignatureAlgorithm{oids::hash_ml_dsa_65, KeyKind::hash_ml_dsa, Digest::none, "HashML-DSA-65-with-SHA512",
                       3309},
    SignatureAlgorithm{oids::hash_ml_dsa_87, KeyKind::hash_ml_dsa, Digest::none, "HashML-DSA-87-with-SHA512",
                       4627},
};

/// The pre-hash modes are not verified: what is known of them is what the linter asks for.
void pre_hash_facts(KeyKind kind, std::string_view name, size_t octets, SignatureFacts& facts) {
  facts.key_kind = kind;
  facts.name = name;
  facts.octets = octets;
}

/// FIPS 205 table 2.
size_t slh_dsa_signature_octets(std::string_view name) {
  struct Size {
    std::string_view end;
    size_t octets;
  };
  constexpr std::array sizes{Size{"128s", 7856},  Size{"128f", 17088}, Size{"192s", 16224},
                             Size{"192f", 35664}, Size{"256s", 29792}, Size{"256f", 49856}};
  const auto* const found = std::find_if(sizes.begin(), sizes.end(),
                                         [&](const Size& size) { return name.find(size.end) != name.npos; });
  return found == sizes.end() ? 0 : found->octets;
}

void pss_facts(ByteView parameters, SignatureFacts& facts) {
  facts.known = facts.pss = true;
  facts.key_kind = KeyKind::rsa;
  facts.name = "RSASSA-PSS";
  // RFC 4055 3.1: in a signature's algorithm the parameters are there.
  const auto pss = usable_pss_parameters(parameters);
  if (!pss) return;
  facts.digest = pss->digest;
  facts.mgf_digest = pss->mgf_digest;
  facts.salt_length = pss->salt_length;
  facts.usable = true;
  facts.well_formed = pss->strict;
}

/// RFC 8692 2.1, 4.1: SHAKE is digest and mask generator, the salt as long as the digest; no parameters.
void pss_shake_facts(Digest digest, uint64_t salt_length, ByteView parameters, SignatureFacts& facts) {
  facts.known = facts.pss = true;
  facts.key_kind = KeyKind::rsa;
  facts.name = "RSASSA-PSS";
  facts.digest = facts.mgf_digest = digest;
  facts.salt_length = salt_length;
  facts.usable = facts.well_formed = parameters.empty();
}

void ordinary_facts(const SignatureAlgorithm& algorithm, ByteView parameters, SignatureFacts& facts) {
  facts.known = true;
  facts.key_kind = algorithm.kind;
  facts.digest = algorithm.digest;
  facts.name = algorithm.name;
  facts.octets = algorithm.octets;
  if (algorithm.kind == KeyKind::rsa) {
    // RFC 3279 2.2.1, RFC 4055 5: the parameters are NULL. Browsers accept that they are left out.
    facts.well_formed = is_der_null(parameters);
    facts.usable = facts.well_formed || parameters.empty();
  } else {
    // RFC 3279 2.2.2 and 2.2.3, RFC 5758 3, RFC 8410 3, RFC 8692 2.2, RFC 9881 2: they are absent.
    facts.well_formed = facts.usable = parameters.empty();
  }
}

}  // namespace

SignatureFacts signature_facts(const x509::AlgorithmIdentifier& algorithm) {
  SignatureFacts facts;
  const ByteView parameters = algorithm.parameters;
  const auto* const found =
      std::find_if(algorithms.begin(), algorithms.end(),
                   [&](const SignatureAlgorithm& entry) { return entry.oid == algorithm.oid; });
  if (found != algorithms.end()) {
    ordinary_facts(*found, parameters, facts);
  } else if (algorithm.oid == oids::rsassa_pss) {
    pss_facts(parameters, facts);
  } else if (algorithm.oid == oids::rsassa_pss_shake128) {
    pss_shake_facts(Digest::shake128, 32, parameters, facts);
  } else if (algorithm.oid == oids::rsassa_pss_shake256) {
    pss_shake_facts(Digest::shake256, 64, parameters, facts);
  } else if (const std::string_view name = slh_dsa_name(algorithm.oid); !name.empty()) {
    ordinary_facts(SignatureAlgorithm{algorithm.oid, KeyKind::slh_dsa, Digest::none, name,
                                      slh_dsa_signature_octets(name)},
                   parameters, facts);
  } else if (const std::string_view hash_name = hash_slh_dsa_name(algorithm.oid); !hash_name.empty()) {
    pre_hash_facts(KeyKind::hash_slh_dsa, hash_name, slh_dsa_signature_octets(hash_name), facts);
  } else if (const auto* const hash_ml_dsa =
                 std::find_if(hash_ml_dsa_algorithms.begin(), hash_ml_dsa_algorithms.end(),
                              [&](const SignatureAlgorithm& entry) { return entry.oid == algorithm.oid; });
             hash_ml_dsa != hash_ml_dsa_algorithms.end()) {
    pre_hash_facts(hash_ml_dsa->kind, hash_ml_dsa->name, hash_ml_dsa->octets, facts);
  } else {
    facts.name = algorithm.oid.to_string();
  }
  if (facts.digest != Digest::none) facts.name.append(" with ").append(to_string(facts.digest));
  return facts;
}

}  // namespace certcheck::crypto
