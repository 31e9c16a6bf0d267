#include "certcheck/net/traffic_cipher.h"

#include <botan/aead.h>
#include <botan/exceptn.h>
#include <botan/kdf.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck {

namespace {

struct Suite {
  uint16_t id;
  std::string_view aead;
  std::string_view expand;
  size_t key_size;
  size_t hash_size;
};

constexpr std::array suites{
    Suite{0x1301, "AES-128/GCM", "HKDF-Expand(SHA-256)", 16, 32},
    Suite{0x1302, "AES-256/GCM", "HKDF-Expand(SHA-384)", 32, 48},
    Suite{0x1303, "ChaCha20Poly1305", "HKDF-Expand(SHA-256)", 32, 32},
    Suite{0x1304, "AES-128/CCM", "HKDF-Expand(SHA-256)", 16, 32},
    Suite{0x1305, "AES-128/CCM(8)", "HKDF-Expand(SHA-256)", 16, 32},
};

constexpr size_t iv_size = 12;

// HKDF-Expand-Label with an empty context, RFC 8446 7.1.
Botan::secure_vector<uint8_t> expand_label(const Botan::KDF& expand, ByteView secret, std::string_view label,
                                           size_t size) {
  const std::string full = "tls13 " + std::string(label);
  Bytes info{static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(size), static_cast<uint8_t>(full.size())};
  info.insert(info.end(), full.begin(), full.end());
  info.push_back(0);
  return expand.derive_key(size, secret, ByteView{}, info);
}

}  // namespace

struct TrafficCipher::State {
  std::unique_ptr<Botan::AEAD_Mode> aead;
  std::array<uint8_t, iv_size> iv{};
  uint64_t sequence = 0;
};

std::optional<TrafficCipher> TrafficCipher::create(uint16_t cipher_suite, ByteView traffic_secret) {
  const Suite* suite = nullptr;
  for (const Suite& candidate : suites) {
    if (candidate.id == cipher_suite) suite = &candidate;
  }
  if (!suite || traffic_secret.size() != suite->hash_size) return std::nullopt;
  try {
    auto state = std::make_unique<State>();
    const auto expand = Botan::KDF::create_or_throw(suite->expand);
    state->aead = Botan::AEAD_Mode::create_or_throw(suite->aead, Botan::Cipher_Dir::Decryption);
    state->aead->set_key(expand_label(*expand, traffic_secret, "key", suite->key_size));
    const auto iv = expand_label(*expand, traffic_secret, "iv", iv_size);
    std::copy(iv.begin(), iv.end(), state->iv.begin());
    return TrafficCipher(std::move(state));
  } catch (const Botan::Exception&) {  // a Botan built without one of the modes
    return std::nullopt;
  }
}

TrafficCipher::TrafficCipher(std::unique_ptr<State> state) : state_(std::move(state)) {}
TrafficCipher::TrafficCipher(TrafficCipher&&) noexcept = default;
TrafficCipher& TrafficCipher::operator=(TrafficCipher&&) noexcept = default;
TrafficCipher::~TrafficCipher() = default;

std::optional<Bytes> TrafficCipher::open(ByteView header, ByteView encrypted_record) {
  if (encrypted_record.size() < state_->aead->tag_size()) return std::nullopt;
  // RFC 8446 5.3: the nonce is the sequence number, padded on the left, xor the IV.
  auto nonce = state_->iv;
  for (size_t i = 0; i < 8; ++i) nonce[iv_size - 1 - i] ^= static_cast<uint8_t>(state_->sequence >> (8 * i));
  try {
    state_->aead->set_associated_data(header);
    state_->aead->start(nonce);
    Botan::secure_vector<uint8_t> buffer(encrypted_record.begin(), encrypted_record.end());
    state_->aead->finish(buffer);
    ++state_->sequence;
    return Bytes(buffer.begin(), buffer.end());
  } catch (const Botan::Exception&) {
    state_->aead->reset();
    return std::nullopt;
  }
}

}  // namespace certcheck
