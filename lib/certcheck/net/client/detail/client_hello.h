#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/offer.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::net {

/// What a hello says alongside its Offer.
struct HelloInputs {
  Bytes random;      ///< 32 bytes
  Bytes session_id;  ///< empty, or 32 bytes for middle boxes
  std::string server_name;
  std::vector<std::pair<uint16_t, Bytes>> key_shares;
  Bytes cookie;              ///< of a HelloRetryRequest
  uint16_t grease = 0x0a0a;  ///< the value to use where the offer wants GREASE
};

/// The ClientHello (RFC 8446 4.1.2, RFC 5246 7.4.1.2), with the message's header.
Bytes client_hello_message(const Offer& offer, const HelloInputs& inputs);

}  // namespace certcheck::net
