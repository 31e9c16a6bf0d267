#pragma once

#include "certcheck/net/client/detail/client.h"
#include "certcheck/tls/code_points.h"

#include <cstdint>
#include <span>

namespace certcheck::test {

/// The same numbers each time: what recorded handshakes were made with. None is zero.
inline std::function<void(std::span<uint8_t>)> given_random() {
  return [state = uint32_t{1}](std::span<uint8_t> out) mutable {
    for (uint8_t& byte : out) {
      state = state * 1'664'525 + 1'013'904'223;
      byte = static_cast<uint8_t>((state >> 24) | 1);
    }
  };
}

/// The client that recorded.h was recorded with: one version, one suite, and X25519 before P-256.
inline net::ClientOptions recorded_options(uint16_t version, uint16_t suite) {
  namespace ext = tls::tls_extension;
  net::ClientOptions options;
  options.server_name = "server.test";
  options.random = given_random();
  options.offer.versions = {version};
  options.offer.cipher_suites = {suite};
  options.offer.groups = {29, 23};
  options.offer.key_shares.clear();
  options.offer.signature_schemes = {0x0403, 0x0804, 0x0401};
  options.offer.extensions = {ext::server_name,      ext::extended_master_secret, ext::renegotiation_info,
                              ext::supported_groups, ext::ec_point_formats,       ext::signature_algorithms,
                              ext::encrypt_then_mac};
  options.offer.compatibility_mode = false;
  return options;
}

}  // namespace certcheck::test
