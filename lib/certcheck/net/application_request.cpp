#include "certcheck/net/detail/application_request.h"

#include "certcheck/net/starttls/detail/protocols.h"

#include <array>

namespace certcheck::net {

namespace {

using starttls::Protocol;

bool speaks_http(const Protocol* protocol) {
  return protocol != nullptr && protocol->after_handshake == Protocol::AfterHandshake::http_request;
}

// By its scheme or, without one, its port.
bool speaks_http(std::string_view scheme, uint16_t port) {
  if (scheme.empty()) return speaks_http(starttls::protocol_of_tls_port(port));
  const auto found = starttls::find_scheme(scheme);
  return found && speaks_http(found->protocol);
}

}  // namespace

std::string first_request(std::string_view alpn, std::string_view scheme, std::string_view host,
                          uint16_t port) {
  if (alpn == "h2") {
    // RFC 9113 3.4: the preface and an empty SETTINGS frame.
    std::string preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    constexpr std::array<char, 9> settings{0, 0, 0, 4, 0, 0, 0, 0, 0};
    preface.append(settings.data(), settings.size());
    return preface;
  }
  // To others nothing is said: a protocol that is not HTTP takes a request for an attack.
  if (alpn != "http/1.1" && alpn != "http/1.0" && !(alpn.empty() && speaks_http(scheme, port))) return {};
  std::string name(host.substr(0, host.find('%')));  // an IPv6 zone means nothing to others
  if (name.find(':') != std::string::npos) name = "[" + name + "]";
  if (port != 443) name += ":" + std::to_string(port);
  return "HEAD / HTTP/1.1\r\nHost: " + name + "\r\nUser-Agent: certcheck\r\nConnection: close\r\n\r\n";
}

}  // namespace certcheck::net
