#include "certcheck/tls/hello.h"

#include "certcheck/tls/wire_reader.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace certcheck::tls {

namespace {

constexpr size_t random_size = 32;

// RFC 8446 4.1.3: SHA-256 of "HelloRetryRequest" in place of the random.
constexpr std::array<uint8_t, random_size> hello_retry_random{
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

std::vector<uint16_t> read_u16s(ByteView bytes) {
  std::vector<uint16_t> values;
  WireReader reader(bytes);
  while (const auto value = reader.u16()) values.push_back(*value);
  return values;
}

std::vector<std::string> read_alpn_list(ByteView data) {
  std::vector<std::string> names;
  WireReader list(WireReader(data).vector16().value_or(ByteView{}));
  while (const auto name = list.vector8()) names.emplace_back(as_text(*name));
  return names;
}

std::string read_host_name(ByteView data) {
  WireReader list(WireReader(data).vector16().value_or(ByteView{}));
  while (const auto type = list.u8()) {
    const auto name = list.vector16();
    if (!name) break;
    if (*type == 0) return std::string(as_text(*name));
  }
  return {};
}

void read_client_extension(ClientHello& hello, const TlsExtension& extension) {
  switch (extension.type) {
    case tls_extension::server_name:
      hello.server_name = read_host_name(extension.data);
      break;
    case tls_extension::alpn:
      hello.alpn = read_alpn_list(extension.data);
      break;
    case tls_extension::supported_versions:
      hello.versions = read_u16s(WireReader(extension.data).vector8().value_or(ByteView{}));
      break;
    case tls_extension::supported_groups:
      hello.groups = read_u16_list(extension.data);
      break;
    case tls_extension::signature_algorithms:
      hello.signature_schemes = read_u16_list(extension.data);
      break;
    case tls_extension::key_share: {
      WireReader shares(WireReader(extension.data).vector16().value_or(ByteView{}));
      while (const auto group = shares.u16()) {
        if (!shares.vector16()) break;
        hello.key_shares.push_back(*group);
      }
      break;
    }
    default:
      break;
  }
}

void read_server_extension(ServerHello& hello, const TlsExtension& extension) {
  WireReader reader(extension.data);
  switch (extension.type) {
    case tls_extension::supported_versions: {
      const auto version = reader.u16();
      hello.whole = hello.whole && version && reader.empty();
      hello.version = version.value_or(hello.version);
      break;
    }
    case tls_extension::key_share:
      hello.group = reader.u16();
      if (!hello.is_hello_retry_request) {
        const auto share = reader.vector16();
        hello.whole = hello.whole && share;
        hello.key_share = share.value_or(ByteView{});
      }
      hello.whole = hello.whole && hello.group && reader.empty();
      break;
    case tls_extension::cookie: {
      const auto cookie = reader.vector16();
      hello.whole = hello.whole && cookie && !cookie->empty() && reader.empty();
      hello.cookie = cookie.value_or(ByteView{});
      break;
    }
    case tls_extension::pre_shared_key:
      hello.chosen_psk = reader.u16();
      break;
    default:
      break;
  }
}

// What the extensions take in their block: less than the block, if a type is there without its data.
size_t extension_bytes(const std::vector<TlsExtension>& extensions) {
  size_t bytes = 0;
  for (const TlsExtension& extension : extensions) bytes += 4 + extension.data.size();
  return bytes;
}

}  // namespace

std::vector<uint16_t> read_u16_list(ByteView vector) {
  return read_u16s(WireReader(vector).vector16().value_or(ByteView{}));
}

std::vector<TlsExtension> read_tls_extensions(ByteView block, bool* whole) {
  std::vector<TlsExtension> extensions;
  WireReader outer(block);
  const auto list = outer.vector16();
  WireReader reader(list.value_or(ByteView{}));
  while (const auto type = reader.u16()) {
    const auto data = reader.vector16();
    if (!data) break;
    extensions.push_back({*type, *data});
  }
  if (whole) *whole = list && outer.empty() && reader.empty() && extension_bytes(extensions) == list->size();
  return extensions;
}

const TlsExtension* find_tls_extension(const std::vector<TlsExtension>& extensions, uint16_t type) {
  const auto found = std::find_if(extensions.begin(), extensions.end(),
                                  [type](const TlsExtension& extension) { return extension.type == type; });
  return found == extensions.end() ? nullptr : &*found;
}

std::vector<uint16_t> extension_types(const std::vector<TlsExtension>& extensions) {
  std::vector<uint16_t> types;
  types.reserve(extensions.size());
  std::transform(extensions.begin(), extensions.end(), std::back_inserter(types),
                 [](const TlsExtension& extension) { return extension.type; });
  return types;
}

std::optional<uint16_t> downgrade_mark(ByteView random) {
  constexpr size_t mark_size = 8;
  if (random.size() < mark_size) return std::nullopt;
  const std::string_view tail = as_text(random.last(mark_size));
  if (tail == std::string_view("DOWNGRD\x01", mark_size)) return tls13_version;
  if (tail == std::string_view("DOWNGRD\x00", mark_size)) return tls12_version;
  return std::nullopt;
}

std::string read_chosen_alpn(const std::vector<TlsExtension>& extensions) {
  const TlsExtension* extension = find_tls_extension(extensions, tls_extension::alpn);
  if (!extension) return {};
  const auto names = read_alpn_list(extension->data);
  return names.empty() ? std::string() : names.front();
}

std::optional<ClientHello> read_client_hello(ByteView body) {
  WireReader reader(body);
  const auto version = reader.u16();
  const auto random = reader.take(random_size);
  const auto session_id = reader.vector8();
  const auto suites = reader.vector16();
  const auto compressions = reader.vector8();
  if (!version || !random || !session_id || !suites || !compressions) return std::nullopt;
  ClientHello hello;
  hello.legacy_version = *version;
  hello.random = *random;
  hello.session_id = *session_id;
  hello.cipher_suites = read_u16s(*suites);
  hello.versions = {*version};
  hello.extensions = read_tls_extensions(reader.rest());
  for (const TlsExtension& extension : hello.extensions) read_client_extension(hello, extension);
  return hello;
}

std::optional<ServerHello> read_server_hello(ByteView body) {
  WireReader reader(body);
  const auto version = reader.u16();
  const auto random = reader.take(random_size);
  const auto session_id = reader.vector8();
  const auto suite = reader.u16();
  const auto compression = reader.u8();
  if (!version || !random || !session_id || !suite || !compression) return std::nullopt;
  ServerHello hello;
  hello.version = hello.legacy_version = *version;
  hello.random = *random;
  hello.session_id = *session_id;
  hello.cipher_suite = *suite;
  hello.compression = *compression;
  hello.is_hello_retry_request = same_bytes(*random, hello_retry_random);
  // RFC 5246 7.4.1.3: the extensions may be left out altogether.
  if (!reader.empty()) hello.extensions = read_tls_extensions(reader.rest(), &hello.whole);
  for (const TlsExtension& extension : hello.extensions) read_server_extension(hello, extension);
  hello.alpn = read_chosen_alpn(hello.extensions);
  return hello;
}

}  // namespace certcheck::tls
