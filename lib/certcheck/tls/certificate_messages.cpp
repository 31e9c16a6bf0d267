#include "certcheck/tls/certificate_messages.h"

#include "certcheck/tls/hello.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"

#include <algorithm>

namespace certcheck::tls {

namespace {

std::vector<Bytes> read_names(ByteView vector) {
  std::vector<Bytes> names;
  WireReader list(WireReader(vector).vector16().value_or(ByteView{}));
  while (const auto name = list.vector16()) {
    if (names.size() == listed_names_max) break;
    names.push_back(to_bytes(*name));
  }
  return names;
}

}  // namespace

CertificateMessage read_certificate_message(ByteView body, bool tls13) {
  CertificateMessage message;
  WireReader reader(body);
  if (tls13) {
    const auto context = reader.vector8();
    if (!context) {
      message.whole = false;
      return message;
    }
    message.context = to_bytes(*context);
  }
  // A list that claims more than there is still yields the certificates that are there.
  const ByteView unread = reader.rest();
  const auto announced = reader.vector24();
  message.whole = announced && reader.empty();
  WireReader list(announced ? *announced : unread.subspan(unread.size() < 3 ? unread.size() : 3));
  while (!list.empty()) {
    const auto certificate = list.vector24();
    if (!certificate) {
      message.whole = false;
      break;
    }
    if (message.certificates.size() == listed_certificates_max) {
      message.whole = false;
      ++message.left_out;
      if (tls13 && !list.vector16()) break;
      continue;
    }
    message.certificates.push_back(to_bytes(*certificate));
    if (!tls13) continue;
    const ByteView block = list.rest();
    if (!list.vector16()) {
      message.whole = false;
      break;
    }
    Bytes staple, scts;
    bool whole = false;
    const auto extensions = read_tls_extensions(block.first(block.size() - list.rest().size()), &whole);
    message.extensions_whole = message.extensions_whole && whole;
    std::vector<uint16_t> types = extension_types(extensions);
    std::sort(types.begin(), types.end());
    if (const auto twice = std::adjacent_find(types.begin(), types.end()); twice != types.end())
      message.repeated_extension = *twice;
    for (const TlsExtension& extension : extensions) {
      if (message.extensions.size() < listed_certificates_max) message.extensions.push_back(extension.type);
      if (extension.type == tls_extension::status_request) {
        const auto response = read_certificate_status(extension.data);
        staple = response.value_or(Bytes{});
        if (!response) message.malformed_staples.push_back(message.certificates.size() - 1);
      } else if (extension.type == tls_extension::signed_certificate_timestamp)
        scts = to_bytes(extension.data);
    }
    message.ocsp_staples.push_back(std::move(staple));
    message.sct_lists.push_back(std::move(scts));
  }
  return message;
}

CertificateRequest read_certificate_request(ByteView body, uint16_t version) {
  CertificateRequest request;
  WireReader reader(body);
  if (version >= tls13_version) {
    const auto context = reader.vector8();
    request.whole = context.has_value();
    if (!context) return request;
    request.context = to_bytes(*context);
    const auto extensions = read_tls_extensions(reader.rest(), &request.whole);
    request.extensions = extension_types(extensions);
    for (const TlsExtension& extension : extensions)
      if (extension.type == tls_extension::signature_algorithms)
        request.signature_schemes = read_u16_list(extension.data);
      else if (extension.type == tls_extension::certificate_authorities)
        request.acceptable_cas = read_names(extension.data);
    return request;
  }
  const auto types = reader.vector8();
  if (types) request.certificate_types = to_bytes(*types);
  request.whole = types.has_value();
  if (version >= tls12_version) {  // RFC 4346 has no list of schemes
    request.signature_schemes = read_u16_list(reader.rest());
    request.whole = reader.vector16() && request.whole;
  }
  request.acceptable_cas = read_names(reader.rest());
  request.whole = reader.vector16() && reader.empty() && request.whole;
  return request;
}

std::optional<Bytes> read_certificate_status(ByteView body) {
  WireReader reader(body);
  constexpr uint8_t ocsp = 1;
  if (reader.u8() != ocsp) return std::nullopt;
  const auto response = reader.vector24();
  return response && !response->empty() ? std::optional(to_bytes(*response)) : std::nullopt;
}

}  // namespace certcheck::tls
