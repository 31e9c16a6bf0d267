#pragma once

#include "certcheck/base/bytes.h"

#include <botan/pk_keys.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace certcheck::net {

/// How a signature scheme is computed. Private to this module.
struct Scheme {
  uint16_t id;
  std::string_view algorithm;  ///< of the key, as Botan names it
  std::string_view padding;
  Botan::Signature_Format format;
  std::string_view hash;        ///< of the padding; empty where the scheme has its own
  bool tls13;                   ///< may sign a handshake of TLS 1.3
  std::string_view curve = {};  ///< that TLS 1.3 binds it to, as Botan names it
};

std::span<const Scheme> schemes();
/// Null if we cannot compute it.
const Scheme* find_scheme(uint16_t id);

/// Whether a key may be used with it: by its algorithm and the size of its parameter set.
bool fits(const Scheme& scheme, const Botan::Asymmetric_Key& key, bool bound_curve);

/// What RSA signs up to TLS 1.1: both digests, one after the other.
Bytes md5_sha1(ByteView message);

}  // namespace certcheck::net
