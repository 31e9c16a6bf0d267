#include "certcheck/net/traffic_cipher.h"

#include "certcheck/net/key_schedule.h"

#include <botan/aead.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace certcheck {

namespace {

struct Suite {
  uint16_t id;
  std::string_view aead;
  std::string_view hash;
  size_t key_size;
  size_t hash_size;
};

constexpr std::array tls13_suites{
    Suite{0x1301, "AES-128/GCM", "SHA-256", 16, 32},      Suite{0x1302, "AES-256/GCM", "SHA-384", 32, 48},
    Suite{0x1303, "ChaCha20Poly1305", "SHA-256", 32, 32}, Suite{0x1304, "AES-128/CCM", "SHA-256", 16, 32},
    Suite{0x1305, "AES-128/CCM(8)", "SHA-256", 16, 32},
};

constexpr size_t iv_size = 12;

}  // namespace

struct TrafficCipher::State {
  std::unique_ptr<Botan::AEAD_Mode> aead;
  Bytes iv;
  uint64_t sequence = 0;

  // RFC 8446 5.3: the sequence number, padded on the left, xor the IV.
  Bytes nonce() const {
    Bytes nonce = iv;
    for (size_t i = 0; i < 8; ++i) nonce[iv_size - 1 - i] ^= static_cast<uint8_t>(sequence >> (8 * i));
    return nonce;
  }
};

std::optional<TrafficCipher> TrafficCipher::create(uint16_t cipher_suite, ByteView traffic_secret, Use use) {
  const auto* suite = std::find_if(tls13_suites.begin(), tls13_suites.end(),
                                   [&](const Suite& candidate) { return candidate.id == cipher_suite; });
  if (suite == tls13_suites.end() || traffic_secret.size() != suite->hash_size) return std::nullopt;
  try {
    auto state = std::make_unique<State>();
    state->aead = Botan::AEAD_Mode::create_or_throw(
        suite->aead, use == Use::open ? Botan::Cipher_Dir::Decryption : Botan::Cipher_Dir::Encryption);
    state->aead->set_key(expand_label(suite->hash, traffic_secret, "key", suite->key_size));
    state->iv = expand_label(suite->hash, traffic_secret, "iv", iv_size);
    if (state->iv.size() != iv_size) return std::nullopt;
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
  try {
    state_->aead->set_associated_data(header);
    state_->aead->start(state_->nonce());
    Botan::secure_vector<uint8_t> buffer(encrypted_record.begin(), encrypted_record.end());
    state_->aead->finish(buffer);
    ++state_->sequence;
    return Bytes(buffer.begin(), buffer.end());
  } catch (const Botan::Exception&) {
    state_->aead->reset();
    return std::nullopt;
  }
}

Bytes TrafficCipher::seal(uint8_t content_type, ByteView content) {
  constexpr uint8_t application_data = 23;
  const size_t size = content.size() + 1 + state_->aead->tag_size();
  Bytes record{application_data, 3, 3, static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(size)};
  Botan::secure_vector<uint8_t> buffer(content.begin(), content.end());
  buffer.push_back(content_type);
  state_->aead->set_associated_data(record);
  state_->aead->start(state_->nonce());
  state_->aead->finish(buffer);
  ++state_->sequence;
  record.insert(record.end(), buffer.begin(), buffer.end());
  return record;
}

}  // namespace certcheck
