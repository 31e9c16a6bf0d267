#include "certcheck/net/plaintext_probe.h"

#include "certcheck/net/hello.h"
#include "certcheck/net/tls_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace certcheck {

namespace {

constexpr uint16_t ssl3_version = 0x0300, tls10_version = 0x0301;
constexpr std::array offered_versions{tls12_version, tls10_version, ssl3_version};

void put8(Bytes& out, size_t value) { out.push_back(static_cast<uint8_t>(value)); }
void put16(Bytes& out, size_t value) {
  put8(out, value >> 8);
  put8(out, value);
}
void put(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

Bytes vector16(ByteView content) {
  Bytes out;
  out.reserve(2 + content.size());
  put16(out, content.size());
  put(out, content);
  return out;
}

Bytes u16s(std::span<const uint16_t> values) {
  Bytes out;
  for (const uint16_t value : values) put16(out, value);
  return out;
}

void put_extension(Bytes& out, uint16_t type, ByteView data) {
  put16(out, type);
  put(out, vector16(data));
}

// Every suite of old TLS under which the server shows a certificate; the stronger ones first.
std::vector<uint16_t> probe_suites() {
  std::vector<uint16_t> strong, weak;
  for (uint32_t id = 1; id <= 0xffff; ++id) {
    const auto suite = static_cast<uint16_t>(id);
    const std::string_view stem = cipher_suite_stem(suite);
    using Kind = KeyExchange::Kind;
    const Kind kind = cipher_suite_key_exchange(suite);
    const bool shows_certificate =
        kind == Kind::static_rsa || kind == Kind::dhe || kind == Kind::ecdhe || kind == Kind::static_dh;
    if (!shows_certificate || stem.find("PSK") != std::string_view::npos ||
        stem.find("ECCPWD") != std::string_view::npos) {
      continue;
    }
    const auto has = [&](std::string_view part) { return stem.find(part) != std::string_view::npos; };
    const bool is_weak =
        has("NULL") || has("EXPORT") || has("RC4") || has("DES_CBC") || has("RC2") || has("anon");
    (is_weak ? weak : strong).push_back(suite);
  }
  strong.insert(strong.end(), weak.begin(), weak.end());
  constexpr uint16_t renegotiation_info_scsv = 0x00ff;  // RFC 5746 3.3
  strong.push_back(renegotiation_info_scsv);
  return strong;
}

Bytes probe_extensions(uint16_t version, std::string_view server_name) {
  Bytes out;
  if (!server_name.empty()) {  // RFC 6066 section 3
    Bytes entry{0};
    put(entry, vector16(as_bytes(server_name)));
    put_extension(out, tls_extension::server_name, vector16(entry));
  }
  constexpr std::array<uint16_t, 13> groups{29, 23, 24, 25, 30, 26, 27, 28, 22, 21, 19, 14, 13};
  put_extension(out, tls_extension::supported_groups, vector16(u16s(groups)));
  constexpr uint16_t ec_point_formats = 11;
  put_extension(out, ec_point_formats, Bytes{1, 0});
  if (version >= tls12_version) {
    constexpr std::array<uint16_t, 22> schemes{0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0808,
                                               0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0303, 0x0301,
                                               0x0203, 0x0201, 0x0402, 0x0302, 0x0202, 0x0101};
    put_extension(out, tls_extension::signature_algorithms, vector16(u16s(schemes)));
  }
  return out;
}

}  // namespace

std::span<const uint16_t> probe_versions() { return offered_versions; }

Bytes probe_client_hello(uint16_t version, std::string_view server_name, ByteView random) {
  static const std::vector<uint16_t> suites = probe_suites();
  Bytes body;
  put16(body, version);
  put(body, random);
  put8(body, 0);  // no session to resume
  put(body, vector16(u16s(suites)));
  put(body, Bytes{1, 0});  // no compression
  if (version > ssl3_version) put(body, vector16(probe_extensions(version, server_name)));

  constexpr uint8_t client_hello = 1;
  // RFC 5246 E.1: the record says the oldest version, for servers that stumble over a new one.
  Bytes record{handshake_content, 3, static_cast<uint8_t>(version > ssl3_version ? 1 : 0)};
  put16(record, body.size() + 4);
  put8(record, client_hello);
  put8(record, body.size() >> 16);
  put16(record, body.size() & 0xffff);
  put(record, body);
  return record;
}

Bytes probe_close(uint16_t version) {
  constexpr uint8_t alert_record = 21, warning = 1, close_notify = 0;
  Bytes record{alert_record};
  put16(record, version);
  put(record, Bytes{0, 2, warning, close_notify});
  return record;
}

}  // namespace certcheck
