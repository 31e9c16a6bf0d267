#include "certserve/pki/key.h"

#include "certserve/pki/der_builder.h"
#include "certserve/pki/deterministic_ecdsa.h"
#include "certserve/pki/embedded_keys.h"

#include <botan/asn1_obj.h>
#include <botan/ber_dec.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ecc_key.h>
#include <botan/hash.h>
#include <botan/pem.h>
#include <botan/pk_keys.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/system_rng.h>

#include <map>
#include <stdexcept>

namespace certcheck::pki {
namespace {

const char* botan_name(Digest digest) {
  switch (digest) {
    case Digest::md5:
      return "MD5";
    case Digest::sha1:
      return "SHA-1";
    case Digest::sha224:
      return "SHA-224";
    case Digest::sha256:
      return "SHA-256";
    case Digest::sha384:
      return "SHA-384";
  }
  return "";
}

const char* rsa_signature_oid(Digest digest) {
  switch (digest) {
    case Digest::md5:
      return "1.2.840.113549.1.1.4";
    case Digest::sha1:
      return "1.2.840.113549.1.1.5";
    case Digest::sha224:
      return "1.2.840.113549.1.1.14";
    case Digest::sha256:
      return "1.2.840.113549.1.1.11";
    case Digest::sha384:
      return "1.2.840.113549.1.1.12";
  }
  return "";
}

const char* ecdsa_signature_oid(Digest digest) {
  switch (digest) {
    case Digest::sha1:
      return "1.2.840.10045.4.1";
    case Digest::sha224:
      return "1.2.840.10045.4.3.1";
    case Digest::sha256:
      return "1.2.840.10045.4.3.2";
    case Digest::sha384:
      return "1.2.840.10045.4.3.3";
    case Digest::md5:
      break;  // never defined
  }
  throw std::invalid_argument("no identifier for ECDSA with this digest");
}

constexpr std::string_view ed25519_oid = "1.3.101.112", rsa_pss_oid = "1.2.840.113549.1.1.10";

}  // namespace

const Key& Key::get(std::string_view name) {
  static std::map<std::string, Key, std::less<>> loaded;
  auto found = loaded.find(name);
  if (found == loaded.end()) {
    const std::string_view pem = embedded_key(name);
    if (pem.empty()) throw std::out_of_range("no test key named " + std::string(name));
    found = loaded.emplace(name, Key(pem)).first;
  }
  return found->second;
}

Key::Key(std::string_view pem) : pem_(pem) {
  load_rsa_pss();
  if (!rsa_pss_) {
    Botan::DataSource_Memory source(pem);
    key_ = Botan::PKCS8::load_key(source);
    public_key_info_ = key_->public_key()->subject_public_key();
  }
  key_identifier_ = sha256(key_->public_key_bits());
  key_identifier_.resize(20);
}

// Botan has no key of this kind: to it, the same numbers are a key of RSA.
void Key::load_rsa_pss() {
  const auto der = Botan::PEM_Code::decode_check_label(std::string(pem_), "PRIVATE KEY");
  size_t version = 0;
  Botan::AlgorithmIdentifier algorithm;
  Botan::secure_vector<uint8_t> numbers;
  Botan::BER_Decoder(der).start_sequence().decode(version).decode(algorithm).decode(
      numbers, Botan::ASN1_Type::OctetString);
  rsa_pss_ = algorithm.oid() == Botan::OID(rsa_pss_oid);
  if (!rsa_pss_) return;
  key_ = std::make_shared<Botan::RSA_PrivateKey>(
      Botan::AlgorithmIdentifier("RSA", Botan::AlgorithmIdentifier::USE_NULL_PARAM), numbers);
  // RFC 4055 1.2: without parameters, so that any digest will do.
  public_key_info_ = sequence({sequence({oid(rsa_pss_oid)}), bit_string(key_->public_key_bits())});
}

Bytes Key::public_key_bits() const { return key_->public_key_bits(); }

bool Key::is_rsa() const { return !rsa_pss_ && key_->algo_name() == "RSA"; }

Bytes Key::public_key_info_with_explicit_curve() const {
  const auto* key = dynamic_cast<const Botan::EC_PublicKey*>(key_.get());
  if (key == nullptr) throw std::invalid_argument("only elliptic curve keys have a curve");
  const Botan::EC_Group& group = key->domain();
  const size_t size = group.get_p_bytes();
  const auto element = [size](const Botan::BigInt& value) { return octet_string(value.serialize(size)); };
  const Bytes base_point =
      concatenate({{0x04}, group.get_g_x().serialize(size), group.get_g_y().serialize(size)});
  // ECParameters of X9.62 as in RFC 3279 2.3.5: version, field, curve, base, order, cofactor.
  const Bytes parameters = sequence({
      integer(1),
      sequence({oid("1.2.840.10045.1.1"), unsigned_integer(group.get_p().serialize())}),
      sequence({element(group.get_a()), element(group.get_b())}),
      octet_string(base_point),
      unsigned_integer(group.get_order().serialize()),
      integer(1),
  });
  return sequence({sequence({oid("1.2.840.10045.2.1"), parameters}), bit_string(key_->public_key_bits())});
}

Bytes Key::signature_algorithm(Digest digest) const {
  if (is_rsa()) return sequence({oid(rsa_signature_oid(digest)), null()});
  return sequence({oid(key_->algo_name() == "Ed25519" ? ed25519_oid : ecdsa_signature_oid(digest))});
}

Bytes Key::sign(ByteView message, Digest digest) const {
  if (const auto* key = dynamic_cast<const Botan::EC_PrivateKey*>(key_.get()))
    return sign_deterministic_ecdsa(*key, message, botan_name(digest));
  const std::string padding = is_rsa() ? std::string("PKCS1v15(") + botan_name(digest) + ")" : "Pure";
  // The generator only blinds the private operation; the signature does not depend on it.
  return Botan::PK_Signer(*key_, Botan::system_rng(), padding).sign_message(message, Botan::system_rng());
}

Bytes sha256(ByteView data) { return digest(Digest::sha256, data); }

Bytes digest(Digest which, ByteView data) {
  return Botan::HashFunction::create_or_throw(botan_name(which))->process<Bytes>(data);
}

}  // namespace certcheck::pki
