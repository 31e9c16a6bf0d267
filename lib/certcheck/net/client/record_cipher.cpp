#include "certcheck/net/client/record_cipher.h"

#include "certcheck/net/client/key_schedule.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_writer.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/stream_cipher.h>
#include <botan/system_rng.h>

#include <algorithm>
#include <string>
#include <utility>

namespace certcheck::net {

using namespace tls;

namespace {

using Mode = SuiteParameters::Mode;
using Secure = Botan::secure_vector<uint8_t>;
using Use = RecordCipher::Use;

constexpr size_t nonce_size = 12, implicit_nonce_size = 4, explicit_nonce_size = 8;

Botan::Cipher_Dir direction(Use use) {
  return use == Use::open ? Botan::Cipher_Dir::Decryption : Botan::Cipher_Dir::Encryption;
}

Bytes record_of(uint8_t type, uint16_t version, ByteView body) {
  return WireWriter().u8(type).u16(version).vector16(body).take();
}

uint16_t version_in(ByteView header) { return static_cast<uint16_t>(header[1] << 8 | header[2]); }

// RFC 8446 5.3, RFC 7905 section 2: the sequence number, padded on the left, xor the IV.
Bytes counted_nonce(const Bytes& iv, uint64_t sequence) {
  Bytes nonce = iv;
  for (size_t i = 0; i < 8; ++i) nonce[nonce_size - 1 - i] ^= static_cast<uint8_t>(sequence >> (8 * i));
  return nonce;
}

/// Decrypts in place of an exception; false if the tag is wrong.
bool open_aead(Botan::AEAD_Mode& aead, ByteView associated, const Bytes& nonce, Secure& buffer) {
  if (buffer.size() < aead.tag_size()) return false;
  try {
    aead.set_associated_data(associated);
    aead.start(nonce);
    aead.finish(buffer);
    return true;
  } catch (const Botan::Exception&) {
    aead.reset();
    return false;
  }
}

class Tls13Cipher final : public RecordCipher {
 public:
  Tls13Cipher(std::unique_ptr<Botan::AEAD_Mode> aead, Bytes iv)
      : aead_(std::move(aead)), iv_(std::move(iv)) {}

  std::optional<Opened> open(ByteView header, ByteView body) override {
    Secure buffer(body.begin(), body.end());
    if (!open_aead(*aead_, header, counted_nonce(iv_, sequence_), buffer)) return std::nullopt;
    ++sequence_;
    // RFC 8446 5.2: content, content type, zeros.
    size_t end = buffer.size();
    while (end > 0 && buffer[end - 1] == 0) --end;
    if (end == 0) return Opened{0, {}, buffer.size() - end};
    return Opened{buffer[end - 1],
                  Bytes(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(end - 1)),
                  buffer.size() - end};
  }

  Bytes seal(uint8_t content_type, ByteView content) override {
    const size_t size = content.size() + 1 + aead_->tag_size();
    Bytes record = WireWriter().u8(application_data_content).u16(tls12_version).u16(size).take();
    Secure buffer(content.begin(), content.end());
    buffer.push_back(content_type);
    aead_->set_associated_data(record);
    aead_->start(counted_nonce(iv_, sequence_));
    aead_->finish(buffer);
    ++sequence_;
    record.insert(record.end(), buffer.begin(), buffer.end());
    return record;
  }

  size_t overhead_max() const override { return 256; }  // RFC 8446 5.2

 private:
  std::unique_ptr<Botan::AEAD_Mode> aead_;
  Bytes iv_;
  uint64_t sequence_ = 0;
};

// GCM and CCM (RFC 5288, RFC 6655): four bytes of the nonce are secret, eight are sent. ChaCha20-Poly1305
// (RFC 7905): all are counted.
class Tls12Aead final : public RecordCipher {
 public:
  Tls12Aead(std::unique_ptr<Botan::AEAD_Mode> aead, Bytes iv, uint16_t version)
      : aead_(std::move(aead)), iv_(std::move(iv)), version_(version) {}

  std::optional<Opened> open(ByteView header, ByteView body) override {
    Bytes nonce;
    if (sends_nonce()) {
      if (body.size() < explicit_nonce_size) return std::nullopt;
      nonce = iv_;
      nonce.insert(nonce.end(), body.begin(), body.begin() + explicit_nonce_size);
      body = body.subspan(explicit_nonce_size);
    } else {
      nonce = counted_nonce(iv_, sequence_);
    }
    if (body.size() < aead_->tag_size()) return std::nullopt;
    Secure buffer(body.begin(), body.end());
    const Bytes associated = associated_data(header[0], version_in(header), body.size() - aead_->tag_size());
    if (!open_aead(*aead_, associated, nonce, buffer)) return std::nullopt;
    ++sequence_;
    return Opened{header[0], Bytes(buffer.begin(), buffer.end())};
  }

  Bytes seal(uint8_t content_type, ByteView content) override {
    WireWriter body;
    Bytes nonce;
    if (sends_nonce()) {
      nonce = WireWriter().bytes(iv_).u64(sequence_).take();
      body.u64(sequence_);
    } else {
      nonce = counted_nonce(iv_, sequence_);
    }
    Secure buffer(content.begin(), content.end());
    aead_->set_associated_data(associated_data(content_type, version_, content.size()));
    aead_->start(nonce);
    aead_->finish(buffer);
    ++sequence_;
    return record_of(content_type, version_, body.bytes(buffer).written());
  }

  size_t overhead_max() const override { return 2048; }  // RFC 5246 6.2.3

 private:
  bool sends_nonce() const { return iv_.size() == implicit_nonce_size; }
  Bytes associated_data(uint8_t type, uint16_t version, size_t size) const {
    return WireWriter().u64(sequence_).u8(type).u16(version).u16(size).take();
  }

  std::unique_ptr<Botan::AEAD_Mode> aead_;
  Bytes iv_;
  uint16_t version_;
  uint64_t sequence_ = 0;
};

// What uses HMAC: block ciphers in CBC, RC4, and no cipher at all (RFC 5246 6.2.3.1, 6.2.3.2). There is no
// defence against timing here: nothing of anybody's goes through this connection that could be guessed.
class MacCipher final : public RecordCipher {
 public:
  struct Parts {
    std::unique_ptr<Botan::MessageAuthenticationCode> mac;
    std::unique_ptr<Botan::Cipher_Mode> cbc;      // null for the others
    std::unique_ptr<Botan::StreamCipher> stream;  // likewise
    size_t block = 0;
    Bytes chained_iv;  // TLS 1.0: the last block of the record before; empty where an IV is sent
    bool encrypt_then_mac = false;
    uint16_t version = 0;
  };
  explicit MacCipher(Parts parts) : parts_(std::move(parts)) {}

  std::optional<Opened> open(ByteView header, ByteView body) override {
    const size_t tag_size = parts_.mac->output_length();
    const uint8_t type = header[0];
    const uint16_t version = version_in(header);
    if (parts_.cbc && parts_.encrypt_then_mac) {
      if (body.size() < tag_size) return std::nullopt;
      const ByteView sealed = body.first(body.size() - tag_size);
      if (!same_bytes(tag(type, version, sealed), body.last(tag_size))) return std::nullopt;
      auto content = decrypt(sealed);
      if (!content || !strip_padding(*content)) return std::nullopt;
      ++sequence_;
      return Opened{type, std::move(*content)};
    }
    auto content = decrypt(body);
    if (!content || (parts_.cbc && !strip_padding(*content)) || content->size() < tag_size)
      return std::nullopt;
    const Bytes claimed(content->end() - static_cast<std::ptrdiff_t>(tag_size), content->end());
    content->resize(content->size() - tag_size);
    if (!same_bytes(tag(type, version, *content), claimed)) return std::nullopt;
    ++sequence_;
    return Opened{type, std::move(*content)};
  }

  Bytes seal(uint8_t type, ByteView content) override {
    Bytes plain = to_bytes(content);
    if (!parts_.encrypt_then_mac || !parts_.cbc) append(plain, tag(type, parts_.version, content));
    Bytes body = encrypt(std::move(plain));
    if (parts_.encrypt_then_mac && parts_.cbc) append(body, tag(type, parts_.version, body));
    ++sequence_;
    return record_of(type, parts_.version, body);
  }

  size_t overhead_max() const override { return 2048; }  // RFC 5246 6.2.3

 private:
  static void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

  Bytes tag(uint8_t type, uint16_t version, ByteView content) {
    parts_.mac->update(WireWriter().u64(sequence_).u8(type).u16(version).u16(content.size()).written());
    parts_.mac->update(content);
    return parts_.mac->final<Bytes>();
  }

  // RFC 5246 6.2.3.2: as many bytes as the last one says, all of them that number.
  static bool strip_padding(Bytes& content) {
    if (content.empty()) return false;
    const size_t padding = size_t{content.back()} + 1;
    if (padding > content.size()) return false;
    const auto begin = content.end() - static_cast<std::ptrdiff_t>(padding);
    if (std::any_of(begin, content.end(), [&](uint8_t byte) { return byte != content.back(); })) return false;
    content.erase(begin, content.end());
    return true;
  }

  std::optional<Bytes> decrypt(ByteView body) {
    if (parts_.stream) {
      Bytes content = to_bytes(body);
      parts_.stream->cipher1(content.data(), content.size());
      return content;
    }
    if (!parts_.cbc) return to_bytes(body);
    Bytes iv = parts_.chained_iv;
    if (iv.empty()) {
      if (body.size() < parts_.block) return std::nullopt;
      iv = to_bytes(body.first(parts_.block));
      body = body.subspan(parts_.block);
    }
    if (body.empty() || body.size() % parts_.block != 0) return std::nullopt;
    if (!parts_.chained_iv.empty()) parts_.chained_iv = to_bytes(body.last(parts_.block));
    Secure buffer(body.begin(), body.end());
    parts_.cbc->start(iv);
    parts_.cbc->finish(buffer);
    return Bytes(buffer.begin(), buffer.end());
  }

  Bytes encrypt(Bytes plain) {
    if (parts_.stream) {
      parts_.stream->cipher1(plain.data(), plain.size());
      return plain;
    }
    if (!parts_.cbc) return plain;
    const size_t padding = parts_.block - plain.size() % parts_.block;
    plain.insert(plain.end(), padding, static_cast<uint8_t>(padding - 1));
    Bytes iv = parts_.chained_iv, out;
    if (iv.empty()) {
      iv.resize(parts_.block);
      Botan::system_rng().randomize(iv);
      out = iv;
    }
    Secure buffer(plain.begin(), plain.end());
    parts_.cbc->start(iv);
    parts_.cbc->finish(buffer);
    append(out, buffer);
    if (!parts_.chained_iv.empty()) parts_.chained_iv = to_bytes(ByteView(out).last(parts_.block));
    return out;
  }

  Parts parts_;
  uint64_t sequence_ = 0;
};

}  // namespace

std::unique_ptr<RecordCipher> tls13_record_cipher(uint16_t cipher_suite, ByteView traffic_secret, Use use) {
  const SuiteParameters suite = suite_parameters(cipher_suite);
  if (!suite.tls13 || suite.cipher.empty()) return nullptr;
  try {
    Hkdf hkdf(suite.prf);
    if (traffic_secret.size() != hkdf.hash_size()) return nullptr;
    auto aead = Botan::AEAD_Mode::create_or_throw(suite.cipher, direction(use));
    aead->set_key(hkdf.expand_label(traffic_secret, "key", {}, suite.key_bytes));
    return std::make_unique<Tls13Cipher>(std::move(aead),
                                         hkdf.expand_label(traffic_secret, "iv", {}, nonce_size));
  } catch (const Botan::Exception&) {
    return nullptr;
  }
}

RecordKeySizes record_key_sizes(const SuiteParameters& suite, uint16_t version) {
  RecordKeySizes sizes;
  sizes.key = suite.key_bytes;
  if (suite.mode == Mode::aead) sizes.iv = implicit_nonce_size;
  if (suite.mode == Mode::chacha20) sizes.iv = nonce_size;
  // RFC 4346 6.3: from TLS 1.1 on each record brings its own IV.
  if (suite.mode == Mode::cbc && version < tls11_version) sizes.iv = suite.block_bytes;
  if (!suite.mac.empty()) {
    if (const auto hash = Botan::HashFunction::create(suite.mac)) sizes.mac_key = hash->output_length();
  }
  return sizes;
}

std::unique_ptr<RecordCipher> tls12_record_cipher(const SuiteParameters& suite, uint16_t version,
                                                  bool encrypt_then_mac, const RecordKeys& keys, Use use) {
  try {
    if (suite.mode == Mode::aead || suite.mode == Mode::chacha20) {
      auto aead = Botan::AEAD_Mode::create_or_throw(suite.cipher, direction(use));
      aead->set_key(keys.key);
      return std::make_unique<Tls12Aead>(std::move(aead), keys.iv, version);
    }
    if (suite.mode == Mode::unknown || suite.mac.empty()) return nullptr;
    MacCipher::Parts parts;
    parts.mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + std::string(suite.mac) + ")");
    parts.mac->set_key(keys.mac_key);
    parts.version = version;
    parts.encrypt_then_mac = encrypt_then_mac;
    parts.block = suite.block_bytes;
    if (suite.mode == Mode::cbc) {
      parts.cbc = Botan::Cipher_Mode::create_or_throw(suite.cipher, direction(use));
      parts.cbc->set_key(keys.key);
      if (version < tls11_version) parts.chained_iv = keys.iv;
    } else if (suite.mode == Mode::stream) {
      parts.stream = Botan::StreamCipher::create_or_throw(suite.cipher);
      parts.stream->set_key(keys.key);
    }
    return std::make_unique<MacCipher>(std::move(parts));
  } catch (const Botan::Exception&) {
    return nullptr;
  }
}

}  // namespace certcheck::net
