#pragma once

#include "certcheck/net/starttls/detail/dialogue.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace certcheck::net::starttls {

/// A protocol that TLS protects: how it starts TLS, and how a target implies it.
struct Protocol {
  /// What a client may say first once the handshake is done. Nobody gets a request that he does not expect.
  enum class AfterHandshake : uint8_t { nothing, http_request };

  std::string_view name;
  std::array<std::string_view, 2> aliases;  ///< empty where there are fewer; so below
  // Where the connection begins in the clear: URL schemes and ports that imply it, the usual one first.
  std::array<std::string_view, 2> clear_schemes;
  std::array<uint16_t, 5> clear_ports;  ///< 0 where there are fewer
  // Where the first byte is TLS's.
  std::array<std::string_view, 2> tls_schemes;
  std::array<uint16_t, 5> tls_ports;
  AfterHandshake after_handshake = AfterHandshake::nothing;
  std::unique_ptr<Dialogue> (*start)(const Options& options) =
      nullptr;  ///< null: only with TLS from the first byte
};

std::span<const Protocol> protocols();

/// By name or alias, in either case; null if there is none. The pointers here live for ever.
const Protocol* find_protocol(std::string_view name);

/// The protocol that by convention begins in plaintext on this port; null if none does.
const Protocol* protocol_of_clear_port(uint16_t port);
/// The protocol that by convention uses this port and begins with TLS; null if it is not known.
const Protocol* protocol_of_tls_port(uint16_t port);

struct Scheme {
  const Protocol* protocol = nullptr;
  bool clear = false;  ///< begins in the clear
  uint16_t port = 0;   ///< where the URL names none
};
/// What a URL's scheme (without ":") implies, in either case.
std::optional<Scheme> find_scheme(std::string_view scheme);

}  // namespace certcheck::net::starttls
