#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace certcheck {

/// The highest versions that the probe's hellos offer, in the order to try them: a sound server answers the
/// first with what it has (RFC 5246 E.1), an intolerant one needs to be asked for the old version itself.
std::span<const uint16_t> probe_versions();

/// The record with a ClientHello of TLS up to `version` that offers what ordinary clients no longer do: every
/// suite with a certificate, however weak. Nobody can finish this handshake, the probe included; it is there
/// to see the server's certificate, which up to TLS 1.2 comes in the clear. `random` must hold 32 bytes.
Bytes probe_client_hello(uint16_t version, std::string_view server_name, ByteView random);

/// The warning alert close_notify in the clear.
Bytes probe_close(uint16_t version);

}  // namespace certcheck
