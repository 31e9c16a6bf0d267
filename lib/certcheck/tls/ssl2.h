#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace certcheck::tls {

/// The first two messages of SSL 2.0 (draft-hickman-netscape-ssl-00), as far as a server's certificate is
/// concerned: their form is another than that of everything since, so a server that speaks nothing newer
/// cannot read a hello of TLS.

/// With its record; `challenge` takes 16 to 32 bytes. Offers every cipher of SSL 2.0.
Bytes ssl2_client_hello(ByteView challenge);

struct Ssl2ServerHello {
  uint16_t version = 0;
  ByteView certificate;  ///< of the bytes read; X.509 is the only type there ever was
  std::vector<uint32_t> cipher_kinds;
};

/// The bytes that a record takes which begins so, its header included; nullopt if it is not a record of
/// SSL 2.0. At least two bytes are needed.
std::optional<size_t> ssl2_record_bytes(ByteView begin);

/// Of a whole record. nullopt if it holds another message, or one that is cut short.
std::optional<Ssl2ServerHello> read_ssl2_server_hello(ByteView record);

}  // namespace certcheck::tls
