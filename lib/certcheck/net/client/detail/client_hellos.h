#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/hello.h"

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace certcheck::net {

struct ClientState;

/// The hellos of both sides, in every version: what is offered and what the server chose of it. Belongs to
/// the state of a client, which outlives it.
class ClientHellos {
 public:
  explicit ClientHellos(ClientState& client) : client_(client) {}

  /// The first one, or the one that answers a HelloRetryRequest.
  void write();
  /// The server's, by which the handshake of its version starts, or a HelloRetryRequest.
  void read(ByteView body, ByteView message);

  /// Notes what is wrong with the extensions of the message being read (RFC 8446 4.2). `allowed`: those that
  /// may be in it; empty: any.
  void check_extensions(const std::vector<uint16_t>& types, std::initializer_list<uint16_t> allowed);
  /// Notes what is wrong inside the server's answers to the extensions that were offered.
  void check_answers(const std::vector<tls::TlsExtension>& extensions);
  bool offered_extension(uint16_t type) const;

 private:
  void read_retry(const tls::ServerHello& hello, ByteView message);
  bool accept_choices(const tls::ServerHello& hello);

  ClientState& client_;
};

}  // namespace certcheck::net
