#pragma once

#include "certserve/session.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace certcheck::certserve {

/// Answers a ClientHello with the plaintext half of a handshake, up to ServerHelloDone, written by hand: for
/// certificates that no TLS library would serve and for versions that none speaks any more. Whatever comes
/// after is refused.
class ScriptedSession final : public Session {
 public:
  enum class Version : uint16_t { tls10 = 0x0301, tls12 = 0x0303 };

  ScriptedSession(Version version, std::shared_ptr<const Presentation> presentation)
      : version_(version), presentation_(std::move(presentation)) {}

  bool receive(ByteView received, Bytes& answer) override;

 private:
  struct ClientHello;

  void answer_hello(const ClientHello& hello, Bytes& answer) const;
  Bytes server_hello(const ClientHello& hello, ByteView server_random) const;
  Bytes certificate() const;
  Bytes server_key_exchange(const ClientHello& hello, ByteView server_random) const;
  void refuse(uint8_t alert, Bytes& answer) const;

  Version version_;
  std::shared_ptr<const Presentation> presentation_;
  Bytes records_;    ///< received, not yet taken apart
  Bytes handshake_;  ///< contents of the handshake records so far
  bool answered_ = false;
};

}  // namespace certcheck::certserve
