#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client_identity.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck {

/// The client's side of TLS 1.2 and 1.3 without any I/O, accepting every certificate. Nothing is thrown; what
/// went wrong stands in problem(), and afterwards only take_output() has an effect.
class TlsEngine {
 public:
  struct Settings {
    std::string server_name;  ///< empty: none is sent
    uint16_t port = 0;
    std::vector<std::string> alpn;
    std::shared_ptr<const ClientIdentity> identity;  ///< may be null
    bool tls12 = true;
    bool tls13 = true;
    size_t message_bytes_max = 0;
  };

  /// Called from within the functions below.
  struct Events {
    std::function<void(std::string_view label, ByteView secret)> secret;  ///< labels of the NSS key log
    std::function<void(bool valid)> signature;  ///< the server's handshake signature was checked
    std::function<void(uint8_t level, uint8_t description)> alert;  ///< from the server
    std::function<void(ByteView data)> data;                        ///< decrypted, from the server
  };

  struct Problem {
    std::string message;
    std::optional<uint8_t> alert;  ///< description that the engine sent, or would have sent
  };

  TlsEngine(Settings settings, Events events);
  ~TlsEngine();
  TlsEngine(const TlsEngine&) = delete;
  TlsEngine& operator=(const TlsEngine&) = delete;

  /// Makes the first output, too.
  void start();
  void receive(ByteView from_server);
  void send(ByteView data);
  void close();
  /// What is to be sent to the server.
  Bytes take_output();

  bool handshake_done() const;
  /// The server ended the connection by an alert, or close() was called.
  bool closed() const;
  const std::optional<Problem>& problem() const;
  struct Message {
    uint8_t type;
    size_t count;  ///< of its type so far, itself included
  };
  /// The last handshake message that was looked at; nullopt before the server's first.
  std::optional<Message> last_message() const;
  /// Every certificate of the server could be read, and its key used.
  bool certificate_understood() const;
  /// Size of the key in the server's certificate.
  std::optional<unsigned> peer_key_bits() const;
  /// Whether handshake signatures of a scheme can be verified at all.
  static bool can_verify(uint16_t signature_scheme);
  /// Whether a handshake with a cipher suite can be completed at all.
  static bool implements(uint16_t cipher_suite);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck
