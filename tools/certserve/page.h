#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <functional>
#include <string>

namespace certcheck::certserve {

/// What a scenario publishes by HTTP: its CA's certificates and CRLs, its responder.
struct Page {
  enum class Manner : uint8_t {
    whole,  ///< at once
    slow,   ///< a byte a second
    huge,   ///< 1 GiB of zeros instead of the body
  };
  std::string path;  ///< below the scenario's own, "/issuing.crl"
  std::string content_type = {};
  Bytes body = {};
  /// Answers OCSP requests, by POST to the path and by GET below it (RFC 6960 A.1), instead of the body.
  std::function<Bytes(ByteView request)> respond = {};
  std::string location = {};  ///< whoever asks is redirected there
  Manner manner = Manner::whole;
};

}  // namespace certcheck::certserve
