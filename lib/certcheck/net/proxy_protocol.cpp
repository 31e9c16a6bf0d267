#include "certcheck/net/proxy_protocol.h"

#include "certcheck/base/ip_address.h"

#include <string>

namespace certcheck::net {

namespace {

bool are_known(const ConnectionEnds& ends) {
  return ends.source.size() == ends.destination.size() &&
         (ends.source.size() == ipv4_size || ends.source.size() == ipv6_size);
}

void append(Bytes& bytes, uint16_t number) {
  bytes.push_back(static_cast<uint8_t>(number >> 8));
  bytes.push_back(static_cast<uint8_t>(number & 0xff));
}

// Section 2.1: a line of text.
Bytes header_v1(const ConnectionEnds& ends) {
  if (!are_known(ends)) return to_bytes(as_bytes("PROXY UNKNOWN\r\n"));
  const std::string_view family = ends.source.size() == ipv4_size ? "TCP4" : "TCP6";
  const std::string line = "PROXY " + std::string(family) + " " + format_ip_address(ends.source) + " " +
                           format_ip_address(ends.destination) + " " + std::to_string(ends.source_port) +
                           " " + std::to_string(ends.destination_port) + "\r\n";
  return to_bytes(as_bytes(line));
}

// Section 2.2: a signature, version and command, family and protocol, the length of what follows, addresses.
Bytes header_v2(const ConnectionEnds& ends) {
  constexpr uint8_t command_local = 0x20, command_proxy = 0x21;
  constexpr uint8_t unspecified = 0x00, tcp_over_ipv4 = 0x11, tcp_over_ipv6 = 0x21;
  Bytes header{0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
  if (!are_known(ends)) {
    header.insert(header.end(), {command_local, unspecified});
    append(header, 0);
    return header;
  }
  const size_t size = ends.source.size();
  header.insert(header.end(), {command_proxy, size == ipv4_size ? tcp_over_ipv4 : tcp_over_ipv6});
  append(header, static_cast<uint16_t>(2 * size + 2 * sizeof(uint16_t)));
  header.insert(header.end(), ends.source.begin(), ends.source.end());
  header.insert(header.end(), ends.destination.begin(), ends.destination.end());
  append(header, ends.source_port);
  append(header, ends.destination_port);
  return header;
}

}  // namespace

std::string_view to_string(ProxyProtocol version) {
  switch (version) {
    case ProxyProtocol::v1:
      return "v1";
    case ProxyProtocol::v2:
      return "v2";
    case ProxyProtocol::none:
      break;
  }
  return "none";
}

Bytes proxy_protocol_header(ProxyProtocol version, const ConnectionEnds& ends) {
  switch (version) {
    case ProxyProtocol::v1:
      return header_v1(ends);
    case ProxyProtocol::v2:
      return header_v2(ends);
    case ProxyProtocol::none:
      break;
  }
  return {};
}

}  // namespace certcheck::net
