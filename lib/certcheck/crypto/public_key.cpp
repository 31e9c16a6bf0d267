#include "certcheck/crypto/detail/public_key.h"

#include "certcheck/crypto/detail/botan_names.h"
#include "certcheck/crypto/detail/explicit_curve.h"
#include "certcheck/crypto/detail/key_encoding.h"
#include "certcheck/crypto/detail/pss.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/x509/oids.h"

#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <botan/dsa.h>
#include <botan/ec_apoint.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/exceptn.h>
#include <botan/pk_algs.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>

#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;
using x509::SubjectPublicKeyInfo;

// Work that one hostile key may cause, some milliseconds a signature. RSA moduli: OpenSSL's
// OPENSSL_RSA_MAX_MODULUS_BITS; exponents: the most that CA/Browser Forum BR 6.1.6 recommends, and OpenSSL's
// OPENSSL_RSA_MAX_PUBEXP_BITS for large moduli. DSA: FIPS 186-4 ends at 3,072, programs make 4,096.
constexpr size_t rsa_bits_max = 16'384, rsa_exponent_bits_max = 256, rsa_large_modulus_bits = 4'096,
                 rsa_large_modulus_exponent_bits_max = 64, dsa_bits_max = 4'096;

Botan::BigInt big_int(const Number& number) { return Botan::BigInt::from_bytes(number.magnitude); }

std::unique_ptr<Botan::Public_Key> load_rsa(const SubjectPublicKeyInfo& key) {
  const auto rsa = read_rsa_key(key.key);
  if (!rsa || !rsa->strict) return nullptr;
  const Number& modulus = rsa->modulus;
  const Number& exponent = rsa->exponent;
  // RFC 8017 3.1: n is a product of odd primes, 3 <= e < n and e is odd.
  if (!modulus.odd() || !exponent.odd() || exponent.bits() < 2 || !less(exponent, modulus)) return nullptr;
  if (modulus.bits() > rsa_bits_max) return nullptr;
  const size_t exponent_bits_max =
      modulus.bits() > rsa_large_modulus_bits ? rsa_large_modulus_exponent_bits_max : rsa_exponent_bits_max;
  if (exponent.bits() > exponent_bits_max) return nullptr;
  return std::make_unique<Botan::RSA_PublicKey>(big_int(modulus), big_int(exponent));
}

std::unique_ptr<Botan::Public_Key> load_dsa(const SubjectPublicKeyInfo& key) {
  const auto parameters = read_dsa_parameters(key.algorithm.parameters);
  const auto y = read_integer_key(key.key);
  if (!parameters || !y) return nullptr;
  const Number& p = parameters->p;
  const Number& q = parameters->q;
  const Number& g = parameters->g;
  // FIPS 186-4 4.1 and 4.2: sizes of q, 1 < g < p, 1 < y < p.
  const size_t q_bits = q.bits();
  if (!p.odd() || !q.odd() || p.bits() > dsa_bits_max || (q_bits != 160 && q_bits != 224 && q_bits != 256))
    return nullptr;
  if (!less(q, p) || g.bits() < 2 || !less(g, p) || y->bits() < 2 || !less(*y, p)) return nullptr;
  return std::make_unique<Botan::DSA_PublicKey>(Botan::DL_Group(big_int(p), big_int(q), big_int(g)),
                                                big_int(*y));
}

std::optional<Botan::EC_Group> load_group(ByteView parameters) {
  if (parameters.empty()) return std::nullopt;
  if (parameters[0] == der::tag::sequence) {
    // Botan would keep every unknown group that it meets for ever, so it is shown none.
    const auto explicit_curve = read_explicit_curve(parameters);
    return explicit_curve ? same_named_group(*explicit_curve) : std::nullopt;
  }
  Findings findings;
  der::FaultSink sink(findings);
  der::Reader reader(parameters, sink, "parameters");
  const auto oid = reader.oid("namedCurve");
  reader.finish();
  if (!oid || !findings.empty()) return std::nullopt;
  return Botan::EC_Group::from_OID(Botan::OID(oid->to_string()));
}

std::unique_ptr<Botan::Public_Key> load_ec(const SubjectPublicKeyInfo& key) {
  const auto group = load_group(key.algorithm.parameters);
  if (!group || key.key.unused_bits != 0) return nullptr;
  // Checks that the point lies on the curve (RFC 5480 2.2, SEC 1 3.2.2.1).
  const auto point = Botan::EC_AffinePoint::deserialize(*group, key.key.bytes);
  if (!point || point->is_identity()) return nullptr;
  return std::make_unique<Botan::ECDSA_PublicKey>(*group, *point);
}

/// Null if the key cannot be decoded or used. May throw what Botan throws.
std::unique_ptr<Botan::Public_Key> load(const SubjectPublicKeyInfo& key, const KeyFacts& facts) {
  switch (facts.kind) {
    case KeyKind::rsa: {
      const ByteView parameters = key.algorithm.parameters;
      if (!parameters.empty() && !is_der_null(parameters)) return nullptr;
      return load_rsa(key);
    }
    case KeyKind::rsa_pss:
      return load_rsa(key);
    case KeyKind::dsa:
      return load_dsa(key);
    case KeyKind::ec:
      return load_ec(key);
    case KeyKind::ed25519:
    case KeyKind::ed448:
    case KeyKind::ml_dsa:
    case KeyKind::slh_dsa:
      // Right size, no parameters.
      if (!facts.well_formed) return nullptr;
      return Botan::load_public_key(
          Botan::AlgorithmIdentifier(Botan::OID(key.algorithm.oid.to_string()), std::vector<uint8_t>{}),
          key.key.bytes);
    default:
      return nullptr;
  }
}

/// Whether a key of this kind can have made a signature of this algorithm.
bool fits(const SubjectPublicKeyInfo& key, KeyKind kind, const x509::AlgorithmIdentifier& algorithm,
          const SignatureFacts& signature) {
  if (kind == KeyKind::rsa_pss) {
    // RFC 4055 1.2, 3.3: such a key makes PSS signatures only, and if it has parameters only with its digest
    // and mask generator and at least its salt length.
    if (!signature.pss) return false;
    if (key.algorithm.parameters.empty()) return true;
    const auto restriction = usable_pss_parameters(key.algorithm.parameters);
    return restriction && restriction->digest == signature.digest &&
           restriction->mgf_digest == signature.mgf_digest &&
           restriction->salt_length <= signature.salt_length;
  }
  if (kind != signature.key_kind) return false;
  switch (kind) {
    case KeyKind::ml_dsa:
    case KeyKind::slh_dsa:
      return key.algorithm.oid == algorithm.oid;
    case KeyKind::ec:
      // RFC 5480 2.1.2: keys of id-ecDH and id-ecMQV agree on keys only.
      return key.algorithm.oid == oids::ec_public_key;
    default:
      return true;
  }
}

class BotanChecker final : public SignatureChecker {
 public:
  BotanChecker(const Botan::Public_Key& key, const std::string& padding, Botan::Signature_Format format)
      : verifier_(key, padding, format) {}
  bool check(ByteView message, ByteView signature) override {
    return verifier_.verify_message(message, signature);
  }

 private:
  Botan::PK_Verifier verifier_;
};

class Unpreparable final : public PreparedKey {
 public:
  explicit Unpreparable(SignatureStatus reason) : reason_(reason) {}
  SignatureStatus verify(ByteView, const der::BitString&) override { return reason_; }

 private:
  SignatureStatus reason_;
};

class LoadedKey final : public PreparedKey {
 public:
  LoadedKey(std::unique_ptr<Botan::Public_Key> key, SignatureFacts signature)
      : key_(std::move(key)), signature_(std::move(signature)) {
    if (const auto* const rsa = dynamic_cast<const Botan::RSA_PublicKey*>(key_.get()))
      rsa_signature_size_ = rsa->get_n().bytes();
    idle_.push_back(make_checker());
  }

  SignatureStatus verify(ByteView message, const der::BitString& signature) override {
    if (signature.unused_bits != 0) return SignatureStatus::invalid;
    // RFC 8017 8.1.2, 8.2.2: the signature is as long as the modulus.
    if (rsa_signature_size_ != 0 && signature.bytes.size() != rsa_signature_size_)
      return SignatureStatus::invalid;
    try {
      auto checker = take();
      const bool valid = checker->check(message, signature.bytes);
      give_back(std::move(checker));
      return valid ? SignatureStatus::valid : SignatureStatus::invalid;
    } catch (const Botan::Exception&) {
      return SignatureStatus::invalid;  // the signature's own encoding is broken
    } catch (const std::exception&) {
      return SignatureStatus::invalid;
    }
  }

 private:
  static constexpr size_t idle_max = 16;

  std::unique_ptr<SignatureChecker> make_checker() const {
    using Botan::Signature_Format;
    const std::string hash(botan_name(signature_.digest));
    switch (signature_.key_kind) {
      case KeyKind::rsa:
        if (!signature_.pss)
          return std::make_unique<BotanChecker>(*key_, "PKCS1v15(" + hash + ")", Signature_Format::Standard);
        if (pss_is_plain(signature_))
          return std::make_unique<BotanChecker>(
              *key_, "PSS(" + hash + ",MGF1," + std::to_string(signature_.salt_length) + ")",
              Signature_Format::Standard);
        return make_pss_checker(dynamic_cast<const Botan::RSA_PublicKey&>(*key_), signature_);
      case KeyKind::ec:
      case KeyKind::dsa:
        return std::make_unique<BotanChecker>(*key_, hash, Signature_Format::DerSequence);
      case KeyKind::ed25519:
      case KeyKind::ed448:
        return std::make_unique<BotanChecker>(*key_, "Pure", Signature_Format::Standard);
      default:
        return std::make_unique<BotanChecker>(*key_, "", Signature_Format::Standard);
    }
  }

  std::unique_ptr<SignatureChecker> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto checker = std::move(idle_.back());
        idle_.pop_back();
        return checker;
      }
    }
    return make_checker();
  }

  void give_back(std::unique_ptr<SignatureChecker> checker) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_max) idle_.push_back(std::move(checker));
  }

  std::unique_ptr<Botan::Public_Key> key_;
  SignatureFacts signature_;
  size_t rsa_signature_size_ = 0;  ///< bytes; 0 for other keys
  std::mutex mutex_;
  std::vector<std::unique_ptr<SignatureChecker>> idle_;  ///< as many as threads were at work at once
};

}  // namespace

std::shared_ptr<PreparedKey> PreparedKey::prepare(const SubjectPublicKeyInfo& key,
                                                  const x509::AlgorithmIdentifier& algorithm) {
  SignatureFacts signature = signature_facts(algorithm);
  if (!signature.usable || (signature.digest != Digest::none && botan_name(signature.digest).empty()) ||
      (signature.pss && botan_name(signature.mgf_digest).empty()))
    return std::make_shared<Unpreparable>(SignatureStatus::algorithm_unsupported);
  const KeyFacts facts = key_facts(key);
  if (!fits(key, facts.kind, algorithm, signature))
    return std::make_shared<Unpreparable>(SignatureStatus::key_mismatch);
  try {
    if (auto loaded = load(key, facts))
      return std::make_shared<LoadedKey>(std::move(loaded), std::move(signature));
  } catch (const Botan::Exception&) {  // NOLINT: falls through to the answer below
  } catch (const std::exception&) {    // NOLINT
  }
  return std::make_shared<Unpreparable>(SignatureStatus::key_unusable);
}

}  // namespace certcheck::crypto
