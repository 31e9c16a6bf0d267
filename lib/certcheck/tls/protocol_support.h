#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::tls {

/// What a server accepts, as far as it was asked: by handshakes that each offer what none before has shown.
struct ProtocolSupport {
  struct Version {
    uint16_t version = 0;                 ///< tls13_version and the like
    std::vector<uint16_t> cipher_suites;  ///< in the order in which they were chosen, of a hundred at once
    /// Of the key exchange, likewise; those without a code point (a prime of the server's own) are not among
    /// them.
    std::vector<uint16_t> groups;
    /// Whether the server chooses by its own order instead of the client's; unset where there is nothing to
    /// choose from.
    std::optional<bool> server_order;
  };
  std::vector<Version> versions;  ///< newest first; only those that the server accepts
  size_t handshakes = 0;          ///< that were made for it
  std::string incomplete;         ///< why it was broken off; empty if everything was asked
};

}  // namespace certcheck::tls
