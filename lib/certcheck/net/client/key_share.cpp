#include "certcheck/net/client/detail/key_share.h"

#include "certcheck/net/client/detail/joined.h"
#include "certcheck/tls/names.h"

#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <botan/ec_group.h>
#include <botan/ecdh.h>
#include <botan/exceptn.h>
#include <botan/ml_kem.h>
#include <botan/numthry.h>
#include <botan/pubkey.h>
#include <botan/rng.h>
#include <botan/x25519.h>
#include <botan/x448.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace certcheck::net {

using namespace tls;

namespace {

// Groups whose name in Botan is another than IANA's. The tls13 forms of brainpool are the same curves.
struct BotanName {
  uint16_t group;
  std::string_view name;
};
constexpr std::array botan_names{
    BotanName{named_group::brainpool_p256r1, "brainpool256r1"},
    BotanName{named_group::brainpool_p384r1, "brainpool384r1"},
    BotanName{named_group::brainpool_p512r1, "brainpool512r1"},
    BotanName{named_group::brainpool_p256r1_tls13, "brainpool256r1"},
    BotanName{named_group::brainpool_p384r1_tls13, "brainpool384r1"},
    BotanName{named_group::brainpool_p512r1_tls13, "brainpool512r1"},
    BotanName{named_group::curve_sm2, "sm2p256v1"},
    BotanName{named_group::ffdhe2048, "ffdhe/ietf/2048"},
    BotanName{named_group::ffdhe3072, "ffdhe/ietf/3072"},
    BotanName{named_group::ffdhe4096, "ffdhe/ietf/4096"},
    BotanName{named_group::ffdhe6144, "ffdhe/ietf/6144"},
    BotanName{named_group::ffdhe8192, "ffdhe/ietf/8192"},
    BotanName{named_group::ml_kem_512, "ML-KEM-512"},
    BotanName{named_group::ml_kem_768, "ML-KEM-768"},
    BotanName{named_group::ml_kem_1024, "ML-KEM-1024"},
};

std::string botan_name(uint16_t group) {
  const auto* found = std::find_if(botan_names.begin(), botan_names.end(),
                                   [group](const BotanName& entry) { return entry.group == group; });
  if (found != botan_names.end()) return std::string(found->name);
  const NamedGroup* named = find_named_group(group);
  return named ? std::string(named->name) : std::string();
}

// draft-ietf-tls-ecdhe-mlkem section 3: what a hybrid is made of, and which part comes first.
struct Hybrid {
  uint16_t group;
  uint16_t curve, kem;
  bool kem_first;
  size_t kem_share_bytes;   // of the client
  size_t kem_answer_bytes;  // of the server
};
constexpr std::array hybrids{
    Hybrid{named_group::secp256r1_ml_kem_768, named_group::secp256r1, named_group::ml_kem_768, false, 1184,
           1088},
    Hybrid{named_group::x25519_ml_kem_768, named_group::x25519, named_group::ml_kem_768, true, 1184, 1088},
    Hybrid{named_group::secp384r1_ml_kem_1024, named_group::secp384r1, named_group::ml_kem_1024, false, 1568,
           1568},
};

const Hybrid* find_hybrid(uint16_t group) {
  const auto* found = std::find_if(hybrids.begin(), hybrids.end(),
                                   [group](const Hybrid& hybrid) { return hybrid.group == group; });
  return found == hybrids.end() ? nullptr : found;
}

bool is_finite_field(uint16_t group) {
  return group >= named_group::ffdhe2048 && group <= named_group::ffdhe8192;
}
bool is_kem(uint16_t group) { return group >= named_group::ml_kem_512 && group <= named_group::ml_kem_1024; }

// An exponent twice as long as the strength of the largest field that we take (RFC 7919 5.2: 400 bits for
// ffdhe8192).
Botan::BigInt fresh_exponent(const Botan::BigInt& prime, Botan::RandomNumberGenerator& random) {
  constexpr size_t bits = 400;
  return Botan::BigInt(random, std::min(bits, prime.bits() - 1));
}

Bytes padded(const Botan::BigInt& number, size_t size) { return number.serialize<Bytes>(size); }

}  // namespace

struct KeyShares::State {
  struct Key {
    uint16_t group;
    std::unique_ptr<Botan::Private_Key> key;  // of a curve or a KEM
    Botan::BigInt prime, exponent;            // of a finite field
    Bytes public_value;
  };

  explicit State(Botan::RandomNumberGenerator& random_) : random(random_) {}

  const Key* find(uint16_t group) const {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [group](const Key& key) { return key.group == group; });
    return found == keys.end() ? nullptr : &*found;
  }
  const Key* make(uint16_t group);
  std::optional<Bytes> agree_simple(uint16_t group, ByteView peer) const;

  Botan::RandomNumberGenerator& random;
  std::vector<Key> keys;
};

const KeyShares::State::Key* KeyShares::State::make(uint16_t group) {
  if (const Key* known = find(group)) return known;
  if (!KeyShares::supports(group)) return nullptr;
  Key made{.group = group, .key = nullptr, .prime = {}, .exponent = {}, .public_value = {}};
  if (is_finite_field(group)) {
    const auto field = Botan::DL_Group::from_name(botan_name(group));
    made.prime = field.get_p();
    made.exponent = fresh_exponent(made.prime, random);
    made.public_value =
        padded(Botan::power_mod(field.get_g(), made.exponent, made.prime), made.prime.bytes());
  } else if (is_kem(group)) {
    const Botan::ML_KEM_Mode mode(botan_name(group));
    auto key = std::make_unique<Botan::ML_KEM_PrivateKey>(random, mode);
    made.public_value = key->public_key_bits();
    made.key = std::move(key);
  } else {
    if (group == named_group::x25519) {
      auto own = std::make_unique<Botan::X25519_PrivateKey>(random);
      made.public_value = own->public_value();
      made.key = std::move(own);
    } else if (group == named_group::x448) {
      auto own = std::make_unique<Botan::X448_PrivateKey>(random);
      made.public_value = own->public_value();
      made.key = std::move(own);
    } else {
      auto own =
          std::make_unique<Botan::ECDH_PrivateKey>(random, Botan::EC_Group::from_name(botan_name(group)));
      made.public_value = own->public_value();
      made.key = std::move(own);
    }
  }
  keys.push_back(std::move(made));
  return &keys.back();
}

std::optional<Bytes> KeyShares::State::agree_simple(uint16_t group, ByteView peer) const {
  const Key* own = find(group);
  if (!own) return std::nullopt;
  if (is_finite_field(group)) {
    // RFC 8446 4.2.8.1: as long as the prime, and within [2, p - 2].
    const auto value = Botan::BigInt::from_bytes(peer);
    if (peer.size() != own->prime.bytes() || value < 2 || value > own->prime - 2) return std::nullopt;
    return padded(Botan::power_mod(value, own->exponent, own->prime), own->prime.bytes());
  }
  if (is_kem(group)) {
    Botan::PK_KEM_Decryptor decryptor(*own->key, random, "Raw");
    if (peer.size() != decryptor.encapsulated_key_length()) return std::nullopt;
    const auto secret = decryptor.decrypt(peer, 0);
    return Bytes(secret.begin(), secret.end());
  }
  const bool montgomery = group == named_group::x25519 || group == named_group::x448;
  // RFC 8446 4.2.8.2, RFC 8422 5.4.1: an uncompressed point.
  constexpr uint8_t uncompressed = 4;
  if (peer.size() != own->public_value.size() || (!montgomery && peer[0] != uncompressed))
    return std::nullopt;
  const Botan::PK_Key_Agreement agreement(*own->key, random, "Raw");
  const auto secret = agreement.derive_key(0, peer).bits_of();
  // RFC 8446 7.4.2, RFC 7748 6.1: a secret of zeros alone comes of a point of small order.
  if (std::all_of(secret.begin(), secret.end(), [](uint8_t byte) { return byte == 0; })) return std::nullopt;
  return Bytes(secret.begin(), secret.end());
}

KeyShares::KeyShares(Botan::RandomNumberGenerator& random) : state_(std::make_unique<State>(random)) {}
KeyShares::~KeyShares() = default;

bool KeyShares::supports(uint16_t group) {
  if (const Hybrid* hybrid = find_hybrid(group)) return supports(hybrid->curve);
  if (is_finite_field(group) || is_kem(group) || group == named_group::x25519 || group == named_group::x448)
    return true;
  return Botan::EC_Group::supports_named_group(botan_name(group));
}

std::optional<Bytes> KeyShares::add(uint16_t group) {
  try {
    if (const Hybrid* hybrid = find_hybrid(group)) {
      // The second may move the first: keep what is needed of it.
      const State::Key* kem = state_->make(hybrid->kem);
      if (!kem) return std::nullopt;
      const Bytes kem_share = kem->public_value;
      const State::Key* curve = state_->make(hybrid->curve);
      if (!curve) return std::nullopt;
      return hybrid->kem_first ? joined(kem_share, curve->public_value)
                               : joined(curve->public_value, kem_share);
    }
    const State::Key* key = state_->make(group);
    return key ? std::optional(key->public_value) : std::nullopt;
  } catch (const Botan::Exception&) {  // a Botan built without it
    return std::nullopt;
  }
}

bool KeyShares::has(uint16_t group) const {
  if (const Hybrid* hybrid = find_hybrid(group)) return has(hybrid->curve) && has(hybrid->kem);
  return state_->find(group) != nullptr;
}

void KeyShares::clear() { state_->keys.clear(); }

std::optional<Bytes> KeyShares::agree(uint16_t group, ByteView peer) const {
  try {
    const Hybrid* hybrid = find_hybrid(group);
    if (!hybrid) return state_->agree_simple(group, peer);
    if (peer.size() <= hybrid->kem_answer_bytes) return std::nullopt;
    const size_t curve_bytes = peer.size() - hybrid->kem_answer_bytes;
    const ByteView kem_part =
        hybrid->kem_first ? peer.first(hybrid->kem_answer_bytes) : peer.last(hybrid->kem_answer_bytes);
    const ByteView curve_part = hybrid->kem_first ? peer.last(curve_bytes) : peer.first(curve_bytes);
    const auto kem = state_->agree_simple(hybrid->kem, kem_part);
    const auto curve = state_->agree_simple(hybrid->curve, curve_part);
    if (!kem || !curve) return std::nullopt;
    return hybrid->kem_first ? joined(*kem, *curve) : joined(*curve, *kem);
  } catch (const Botan::Exception&) {  // a point that is not on its curve
    return std::nullopt;
  }
}

std::optional<FiniteFieldAgreement> agree_over_prime(ByteView prime, ByteView generator, ByteView value,
                                                     Botan::RandomNumberGenerator& random) {
  try {
    const auto p = Botan::BigInt::from_bytes(prime), g = Botan::BigInt::from_bytes(generator),
               y = Botan::BigInt::from_bytes(value);
    if (p.is_even() || p.bits() < 64 || g < 2 || g > p - 2 || y < 2 || y > p - 2) return std::nullopt;
    const Botan::BigInt x = fresh_exponent(p, random);
    FiniteFieldAgreement agreement;
    agreement.public_value = Botan::power_mod(g, x, p).serialize<Bytes>();
    agreement.secret = Botan::power_mod(y, x, p).serialize<Bytes>();
    return agreement;
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

}  // namespace certcheck::net
