#include "certcheck/files/detail/java_keystore.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/files/detail/unpacked.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/text.h"

#include <utility>

namespace certcheck::files {
namespace {

std::string cut_off_text(ByteView bytes) {
  return "the Java keystore is cut off at byte " + std::to_string(bytes.size());
}

/// Numbers of the format are in network order (java.io.DataOutput).
class Stream {
 public:
  explicit Stream(ByteView bytes) : rest_(bytes), size_(bytes.size()) {}

  bool failed() const { return failed_; }
  size_t offset() const { return size_ - rest_.size(); }

  ByteView bytes(size_t count) {
    if (failed_ || count > rest_.size()) {
      failed_ = true;
      return {};
    }
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  uint64_t number(size_t size) {
    uint64_t value = 0;
    for (const uint8_t byte : bytes(size)) value = value << 8 | byte;
    return value;
  }
  std::string_view text() { return as_text(bytes(number(2))); }

 private:
  ByteView rest_;
  size_t size_;
  bool failed_ = false;
};

/// SHA-1 over the passphrase in UTF-16, these words and the keystore (sun.security.provider.JavaKeyStore).
bool digest_matches(ByteView content, ByteView wanted, std::string_view passphrase) {
  constexpr std::string_view words = "Mighty Aphrodite";
  Bytes input = utf16_of(passphrase);
  input.insert(input.end(), words.begin(), words.end());
  input.insert(input.end(), content.begin(), content.end());
  const auto found = crypto::digest(crypto::Digest::sha1, input);
  return found && same_bytes(*found, wanted);
}

}  // namespace

Unpacked unpack_java_keystore(ByteView bytes, std::string_view passphrase) {
  constexpr uint64_t private_key = 1, trusted_certificate = 2, secret_key = 3;
  constexpr size_t digest_size = 20;
  Unpacked unpacked;
  Stream stream(bytes);
  stream.number(4);
  const uint64_t version = stream.number(4), entries = stream.number(4);
  if (version != 1 && version != 2) {
    unpacked.fault = stream.failed()
                         ? cut_off_text(bytes)
                         : "a Java keystore of version " + std::to_string(version) + " is not supported";
    return unpacked;
  }
  const auto certificate = [&](Role role) {
    if (version == 2) stream.text();  // "X.509"
    const ByteView der = stream.bytes(stream.number(4));
    if (!stream.failed() && unpacked.parts.size() < limits.parts)
      unpacked.parts.push_back({.kind = Kind::certificate, .der = to_bytes(der), .role = role});
  };
  for (uint64_t i = 0; i < entries && !stream.failed(); ++i) {
    const uint64_t kind = stream.number(4);
    const std::string_view alias = stream.text();
    stream.number(8);  // date
    if (kind == trusted_certificate) {
      certificate(Role::anchor);
    } else if (kind == private_key) {
      stream.bytes(stream.number(4));
      const uint64_t chain = stream.number(4);
      for (uint64_t n = 0; n < chain && !stream.failed(); ++n)
        certificate(n == 0 ? Role::end_entity : Role::chain);
    } else if (!stream.failed()) {
      // A secret key is a serialised Java object, whose end only Java knows.
      unpacked.fault = (kind == secret_key ? "the secret key " : "the entry of unknown kind ") +
                       std::string(alias) +
                       " cannot be skipped, so the rest of the Java keystore is not read";
      unpacked.offset = stream.offset();
      return unpacked;
    }
  }
  const size_t end = stream.offset();
  const ByteView digest = stream.bytes(digest_size);
  if (stream.failed()) {
    unpacked.fault = cut_off_text(bytes);
    unpacked.offset = bytes.size();
  } else if (!passphrase.empty() && !digest_matches(bytes.first(end), digest, passphrase)) {
    unpacked.fault =
        "the digest of the Java keystore does not match: the passphrase is wrong or the file was changed";
    unpacked.parts.clear();
  }
  return unpacked;
}

}  // namespace certcheck::files
