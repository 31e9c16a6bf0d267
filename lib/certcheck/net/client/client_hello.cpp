#include "certcheck/net/client/detail/client_hello.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_writer.h"

#include <algorithm>
#include <optional>

namespace certcheck::net {

using namespace tls;

namespace {

std::vector<uint16_t> with_grease(std::vector<uint16_t> values, const Offer& offer, uint16_t grease) {
  if (offer.grease && !values.empty()) values.insert(values.begin(), grease);
  return values;
}

Bytes u16_list(const std::vector<uint16_t>& values) {
  return WireWriter().vector16(WireWriter().u16s(values).written()).take();
}

// RFC 8446 4.2.8.
Bytes key_share_list(const Offer& offer, const HelloInputs& inputs) {
  WireWriter shares;
  if (offer.grease) shares.u16(inputs.grease).vector16(Bytes{0});
  for (const auto& [group, share] : inputs.key_shares) shares.u16(group).vector16(share);
  return WireWriter().vector16(shares.written()).take();
}

Bytes alpn_list(const std::vector<std::string>& names) {
  WireWriter list;
  for (const std::string& name : names) list.vector8(as_bytes(name));
  return WireWriter().vector16(list.written()).take();
}

// What the extension says; nullopt if it has nothing to say in this hello.
std::optional<Bytes> extension_data(uint16_t type, const Offer& offer, const HelloInputs& inputs) {
  const bool tls13 = offer.has_version(tls13_version);
  const bool old = !offer.versions.empty() && offer.versions.back() < tls13_version;
  switch (type) {
    case tls_extension::server_name: {  // RFC 6066 section 3
      if (inputs.server_name.empty()) return std::nullopt;
      const Bytes entry = WireWriter().u8(0).vector16(as_bytes(inputs.server_name)).take();
      return WireWriter().vector16(entry).take();
    }
    case tls_extension::status_request:  // RFC 6066 section 8: OCSP, any responder, no extensions
      return Bytes{1, 0, 0, 0, 0};
    case tls_extension::supported_groups:
      if (offer.groups.empty()) return std::nullopt;
      return u16_list(with_grease(offer.groups, offer, inputs.grease));
    case tls_extension::ec_point_formats:
      return old ? std::optional(Bytes{1, 0}) : std::nullopt;
    case tls_extension::signature_algorithms:
      // RFC 5246 7.4.1.4.1: clients of older versions MUST NOT send it.
      if (offer.signature_schemes.empty() || offer.newest() < tls12_version) return std::nullopt;
      return u16_list(offer.signature_schemes);
    case tls_extension::signature_algorithms_cert:
      if (offer.certificate_signature_schemes.empty() || offer.newest() < tls12_version) return std::nullopt;
      return u16_list(offer.certificate_signature_schemes);
    case tls_extension::alpn:
      return offer.alpn.empty() ? std::nullopt : std::optional(alpn_list(offer.alpn));
    case tls_extension::compress_certificate:
      if (!tls13 || offer.certificate_compression.empty()) return std::nullopt;
      return WireWriter().vector8(WireWriter().u16s(offer.certificate_compression).written()).take();
    case tls_extension::record_size_limit:
      return WireWriter().u16(offer.record_size_limit).take();
    case tls_extension::supported_versions:
      // RFC 8446 4.2.1: for those who cannot say all of it by the field of old.
      if (!tls13) return std::nullopt;
      return WireWriter()
          .vector8(WireWriter().u16s(with_grease(offer.versions, offer, inputs.grease)).written())
          .take();
    case tls_extension::psk_key_exchange_modes:  // psk_dhe_ke, for tickets
      return tls13 ? std::optional(Bytes{1, 1}) : std::nullopt;
    case tls_extension::key_share:
      return tls13 ? std::optional(key_share_list(offer, inputs)) : std::nullopt;
    case tls_extension::cookie:
      return inputs.cookie.empty() ? std::nullopt
                                   : std::optional(WireWriter().vector16(inputs.cookie).take());
    case tls_extension::renegotiation_info:
      return Bytes{0};
    case tls_extension::encrypt_then_mac:
    case tls_extension::extended_master_secret:
      return old ? std::optional(Bytes{}) : std::nullopt;
    case tls_extension::padding:
      return std::nullopt;  // at the end
    default:
      return Bytes{};
  }
}

}  // namespace

Bytes client_hello_message(const Offer& offer, const HelloInputs& inputs) {
  WireWriter extensions;
  const auto add = [&](uint16_t type) {
    if (const auto data = extension_data(type, offer, inputs)) extensions.u16(type).vector16(*data);
  };
  if (offer.grease) add(inputs.grease);
  for (const uint16_t type : offer.extensions) add(type);
  const auto listed = [&](uint16_t type) {
    return std::find(offer.extensions.begin(), offer.extensions.end(), type) != offer.extensions.end();
  };
  // RFC 8446 4.1.2: a retry adds the cookie, whether or not the offer has a place for it.
  if (!listed(tls_extension::cookie)) add(tls_extension::cookie);

  const uint16_t newest = std::min(offer.newest(), tls12_version);
  WireWriter body;
  body.u16(newest)
      .bytes(inputs.random)
      .vector8(inputs.session_id)
      .vector16(WireWriter().u16s(with_grease(offer.cipher_suites, offer, inputs.grease)).written())
      .vector8(Bytes{0});  // no compression
  // RFC 7685: type and length of the extension, and the length of all of them, count as well.
  const size_t unpadded = 4 + body.size() + 2 + extensions.size();
  if (listed(tls_extension::padding) && unpadded + 4 < offer.padded_bytes)
    extensions.u16(tls_extension::padding).vector16(Bytes(offer.padded_bytes - unpadded - 4, 0));
  if (extensions.size() != 0) body.vector16(extensions.written());
  return handshake_message(message_type::client_hello, body.written());
}

}  // namespace certcheck::net
