#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/cipher_suite.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace certcheck::net {

/// The protection of the records of one direction under one set of keys.
class RecordCipher {
 public:
  enum class Use : uint8_t { open, seal };
  struct Opened {
    uint8_t content_type;  ///< 0 in TLS 1.3 if it is missing
    Bytes content;
    size_t padding = 0;  ///< TLS 1.3: zeros after the content type
  };

  RecordCipher() = default;
  virtual ~RecordCipher() = default;
  RecordCipher(const RecordCipher&) = delete;
  RecordCipher& operator=(const RecordCipher&) = delete;

  /// The content of the next record in order; `header` is the record's five bytes. nullopt if it does not
  /// authenticate; then the sequence number stays. For Use::open.
  virtual std::optional<Opened> open(ByteView header, ByteView body) = 0;
  /// The whole next record around a content of at most 2^14 bytes. For Use::seal.
  virtual Bytes seal(uint8_t content_type, ByteView content) = 0;
  /// How much longer than its content a record's body may be.
  virtual size_t overhead_max() const = 0;
};

/// Under a traffic secret of TLS 1.3 (RFC 8446 5.2, 5.3 and 7.3). Null for other suites than 0x1301 to
/// 0x1305, a secret of a wrong length, or what Botan was built without.
std::unique_ptr<RecordCipher> tls13_record_cipher(uint16_t cipher_suite, ByteView traffic_secret,
                                                  RecordCipher::Use use);

/// Keys of one direction up to TLS 1.2 (RFC 5246 6.3).
struct RecordKeys {
  Bytes mac_key, key;
  Bytes iv;  ///< the implicit part of an AEAD's nonce; the first IV of CBC in TLS 1.0
};

/// How many bytes of the key block each direction takes.
struct RecordKeySizes {
  size_t mac_key = 0, key = 0, iv = 0;
};
RecordKeySizes record_key_sizes(const SuiteParameters& suite, uint16_t version);

/// Up to TLS 1.2 (RFC 5246 6.2.3, RFC 7366 for encrypt-then-MAC, RFC 7905). Null for what Botan was built
/// without.
std::unique_ptr<RecordCipher> tls12_record_cipher(const SuiteParameters& suite, uint16_t version,
                                                  bool encrypt_then_mac, const RecordKeys& keys,
                                                  RecordCipher::Use use);

}  // namespace certcheck::net
