#include "certcheck/net/client/client_identity.h"

#include "certcheck/base/pem.h"
#include "certcheck/crypto/pbes2.h"
#include "certcheck/der/reader.h"
#include "certcheck/net/client/detail/client_identity_parts.h"
#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/net/client/detail/scheme_table.h"
#include "certcheck/net/client/detail/signature_scheme.h"
#include "certcheck/tls/code_points.h"

#include <botan/asn1_obj.h>
#include <botan/ber_dec.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/ml_dsa.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/secmem.h>
#include <botan/system_rng.h>
#include <botan/x509_key.h>

#include <algorithm>
#include <string>
#include <utility>

namespace certcheck::net {

using namespace tls;

namespace {

using KeyBytes = Botan::secure_vector<uint8_t>;

constexpr size_t ml_dsa_seed_size = 32;           // FIPS 204 algorithm 1
constexpr uint64_t most_iterations = 10'000'000;  // RFC 8018 4.2 names them for critical keys

// What the passphrase has nothing to do with.
class UnsupportedKey final : public Botan::Exception {
 public:
  using Botan::Exception::Exception;
};

Error unreadable(std::string message) { return {Error::Kind::unreadable, std::move(message)}; }

// RFC 5915 section 3: the curve is in the key itself, where PKCS #8 has it outside.
std::shared_ptr<Botan::Private_Key> load_ec_key(const KeyBytes& der) {
  size_t version = 0;
  KeyBytes secret;
  Botan::OID curve;
  Botan::BER_Decoder(der)
      .start_sequence()
      .decode(version)
      .decode(secret, Botan::ASN1_Type::OctetString)
      .start_context_specific(0)
      .decode(curve)
      .end_cons()
      .discard_remaining()
      .end_cons();
  const Botan::AlgorithmIdentifier algorithm(Botan::OID::from_string("ECDSA"),
                                             Botan::EC_Group::from_OID(curve).DER_encode());
  return std::make_shared<Botan::ECDSA_PrivateKey>(algorithm, der);
}

std::shared_ptr<Botan::Private_Key> load_rsa_key(const KeyBytes& der) {
  const Botan::AlgorithmIdentifier algorithm(Botan::OID::from_string("RSA"),
                                             Botan::AlgorithmIdentifier::USE_NULL_PARAM);
  return std::make_shared<Botan::RSA_PrivateKey>(algorithm, der);
}

// RFC 9881 section 6: [0] seed, or the expanded key, or a SEQUENCE of both. Botan takes the bare seed, and
// makes the rest from it.
std::shared_ptr<Botan::Private_Key> load_ml_dsa_key(const Botan::AlgorithmIdentifier& algorithm,
                                                    const KeyBytes& key) {
  KeyBytes seed = key;
  if (key.size() != ml_dsa_seed_size) {
    Botan::BER_Decoder reader(key);
    const Botan::BER_Object& choice = reader.peek_next_object();
    if (choice.is_a(Botan::ASN1_Type::OctetString, Botan::ASN1_Class::Universal)) {
      throw Botan::Decoding_Error(
          "the ML-DSA key has no seed (RFC 9881 section 6), and the expanded key alone is not supported");
    }
    if (choice.is_a(Botan::ASN1_Type::Sequence, Botan::ASN1_Class::Constructed)) {
      reader.start_sequence().decode(seed, Botan::ASN1_Type::OctetString);
    } else {
      reader.decode(seed, Botan::ASN1_Type::OctetString, Botan::ASN1_Type(0),
                    Botan::ASN1_Class::ContextSpecific);
    }
  }
  return std::make_shared<Botan::ML_DSA_PrivateKey>(algorithm, seed);
}

// PrivateKeyInfo (RFC 5208 section 5), where it is not as Botan has it. To Botan a key for PSS alone (RFC
// 4055 1.2) is a key of RSA: the same numbers under another name.
std::shared_ptr<Botan::Private_Key> load_private_key_info(const KeyBytes& der) {
  size_t version = 0;
  Botan::AlgorithmIdentifier algorithm;
  KeyBytes key;
  Botan::BER_Decoder(der)
      .start_sequence()
      .decode(version)
      .decode(algorithm)
      .decode(key, Botan::ASN1_Type::OctetString)
      .discard_remaining()
      .end_cons();
  const std::string name = algorithm.oid().human_name_or_empty();
  if (name == "RSA/PSS") return load_rsa_key(key);
  if (name.starts_with("ML-DSA-")) return load_ml_dsa_key(algorithm, key);
  Botan::DataSource_Memory source(der);
  return Botan::PKCS8::load_key(source);
}

// EncryptedPrivateKeyInfo (RFC 5208 section 6) under PBES2. Botan opens the same, but reads what is inside by
// itself; what else it opens (scrypt) is left to it.
std::shared_ptr<Botan::Private_Key> load_encrypted_key(const KeyBytes& der, std::string_view passphrase) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader outer(der, sink, "EncryptedPrivateKeyInfo");
  auto info = outer.sequence("encryptedPrivateKeyInfo");
  auto algorithm = info ? info->sequence("encryptionAlgorithm") : std::nullopt;
  const auto oid = algorithm ? algorithm->oid("algorithm") : std::nullopt;
  const auto sealed = oid ? info->octet_string("encryptedData") : std::nullopt;
  if (oid && *oid != crypto::pbes2_oid) {
    throw UnsupportedKey("it is encrypted with " + oid->to_string() +
                         ", which is not supported; \"openssl pkcs8 -topk8\" converts it");
  }
  const auto parameters = sealed ? algorithm->sequence("parameters") : std::nullopt;
  if (const auto pbes2 = parameters ? crypto::read_pbes2(*parameters) : Error{}) {
    if (pbes2->derivation.iterations > most_iterations)
      throw UnsupportedKey("it asks for more than " + std::to_string(most_iterations) +
                           " iterations of key derivation");
    const auto opened = crypto::decrypt_pbes2(*pbes2, passphrase, *sealed);
    if (!opened) throw Botan::Decoding_Error("wrong passphrase, or damaged");
    return load_private_key_info({opened->begin(), opened->end()});
  }
  Botan::DataSource_Memory source(der);
  return Botan::PKCS8::load_key(source, passphrase);
}

// Null if the block is not a key.
std::shared_ptr<Botan::Private_Key> load_key(const PemBlock& block, const Bytes& der,
                                             std::string_view passphrase) {
  const KeyBytes bytes(der.begin(), der.end());
  if (block.label == "RSA PRIVATE KEY") return load_rsa_key(bytes);
  if (block.label == "EC PRIVATE KEY") return load_ec_key(bytes);
  if (block.label == "PRIVATE KEY") return load_private_key_info(bytes);
  if (block.label == "ENCRYPTED PRIVATE KEY") return load_encrypted_key(bytes, passphrase);
  return nullptr;
}

}  // namespace

ClientIdentity::Parts::Parts() = default;
ClientIdentity::Parts::~Parts() = default;
ClientIdentity::ClientIdentity() : parts_(std::make_unique<Parts>()) {}
ClientIdentity::~ClientIdentity() = default;

Result<std::shared_ptr<const ClientIdentity>> ClientIdentity::from_pem(std::string_view certificates,
                                                                       std::string_view key,
                                                                       std::string_view passphrase) {
  auto identity = std::make_shared<ClientIdentity>();
  Parts& parts = *identity->parts_;
  for (const PemBlock& block : find_pem_blocks(certificates)) {
    if (block.label != "CERTIFICATE") continue;
    const std::string where = "client certificate at line " + std::to_string(block.line);
    const auto der = block.decode();
    if (!der) return unreadable(where + ": not base64");
    if (!subject_public_key_info(*der)) return unreadable(where + ": is not a certificate");
    parts.chain.push_back(*der);
  }
  if (parts.chain.empty()) return unreadable("there is no PEM block CERTIFICATE for the client");

  for (const PemBlock& block : find_pem_blocks(key)) {
    if (!block.label.ends_with("PRIVATE KEY")) continue;
    const std::string where = "client key at line " + std::to_string(block.line);
    if (block.body.find("Proc-Type:") != std::string_view::npos) {
      return unreadable(where +
                        ": it is encrypted in OpenSSL's legacy format; \"openssl pkcs8 -topk8\" converts it");
    }
    const auto der = block.decode();
    if (!der) return unreadable(where + ": not base64");
    const bool encrypted = block.label == "ENCRYPTED PRIVATE KEY";
    if (encrypted && passphrase.empty())
      return unreadable(where + ": it is encrypted and there is no passphrase");
    try {
      parts.key = load_key(block, *der, passphrase);
    } catch (const UnsupportedKey& problem) {
      return unreadable(where + ": " + problem.what());
    } catch (const Botan::Exception& problem) {
      // With a wrong passphrase, what Botan says is about the noise that comes out.
      return unreadable(where + (encrypted ? ": the passphrase does not open it: " : ": ") + problem.what());
    }
    if (!parts.key) return unreadable(where + ": \"" + std::string(block.label) + "\" is not supported");
    break;
  }
  if (!parts.key) return unreadable("there is no PEM block PRIVATE KEY for the client");
  return checked(std::move(identity));
}

Result<std::shared_ptr<const ClientIdentity>> ClientIdentity::from_der(std::vector<Bytes> chain,
                                                                       ByteView key) {
  auto identity = std::make_shared<ClientIdentity>();
  if (chain.empty() || !subject_public_key_info(chain.front()))
    return unreadable("the client's certificate is not a certificate");
  identity->parts_->chain = std::move(chain);
  try {
    identity->parts_->key = load_private_key_info({key.begin(), key.end()});
  } catch (const Botan::Exception& problem) {
    return unreadable(std::string("client key: ") + problem.what());
  }
  return checked(std::move(identity));
}

// Whether the key can sign, and is the certificate's.
Result<std::shared_ptr<const ClientIdentity>> ClientIdentity::checked(
    std::shared_ptr<ClientIdentity> identity) {
  Parts& parts = *identity->parts_;
  const auto usable = schemes();
  if (std::none_of(usable.begin(), usable.end(),
                   [&](const Scheme& scheme) { return fits(scheme, *parts.key, false); })) {
    return unreadable("the client's key is of type " + parts.key->algo_name() +
                      ", which cannot sign a handshake");
  }
  try {
    const ByteView key_info = *subject_public_key_info(parts.chain.front());
    parts.key_info = to_bytes(key_info);
    const auto certified = Botan::X509::load_key(key_info);
    if (parts.key->public_key_bits() != certified->public_key_bits())
      return unreadable("the client's key does not belong to its certificate (the first in the file)");
  } catch (const Botan::Exception& problem) {
    return unreadable(std::string("client certificate: ") + problem.what());
  }
  return std::shared_ptr<const ClientIdentity>(std::move(identity));
}

const std::vector<Bytes>& ClientIdentity::chain() const { return parts_->chain; }

std::string ClientIdentity::key_kind() const { return parts_->key->algo_name(); }

std::optional<uint16_t> ClientIdentity::choose_scheme(const std::vector<uint16_t>& accepted,
                                                      uint16_t version) const {
  for (const uint16_t id : accepted) {
    const Scheme* scheme = find_scheme(id);
    const bool tls13 = version >= tls13_version;
    if (!scheme || (tls13 && !scheme->tls13) || !fits(*scheme, *parts_->key, tls13)) continue;
    if (fits_key_identifier(id, parts_->key_info)) return id;
  }
  return std::nullopt;
}

std::optional<uint16_t> ClientIdentity::signs_without_scheme() const {
  for (const uint16_t scheme :
       {legacy_scheme::rsa_md5_sha1, legacy_scheme::dsa_sha1, legacy_scheme::ecdsa_sha1})
    if (fits(*find_scheme(scheme), *parts_->key, false) && fits_key_identifier(scheme, parts_->key_info))
      return scheme;
  return std::nullopt;
}

std::optional<Bytes> ClientIdentity::sign(uint16_t id, ByteView message) const {
  const Scheme* scheme = find_scheme(id);
  if (!scheme) return std::nullopt;
  try {
    Bytes digest;
    if (id == legacy_scheme::rsa_md5_sha1) {
      digest = md5_sha1(message);
      message = digest;
    }
    Botan::PK_Signer signer(*parts_->key, Botan::system_rng(), scheme->padding, scheme->format);
    return signer.sign_message(message, Botan::system_rng());
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

}  // namespace certcheck::net
