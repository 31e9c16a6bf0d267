#include "certcheck/net/application_request.h"

#include <algorithm>
#include <array>

namespace certcheck::net {

namespace {

// Of HTTP over TLS: IANA's, and those where servers for test and administration stand by custom.
constexpr std::array<uint16_t, 4> http_ports{443, 8443, 9443, 10443};

}  // namespace

std::string first_request(std::string_view alpn, std::string_view scheme, std::string_view host, uint16_t port) {
  if (alpn == "h2") {
    // RFC 9113 3.4: the preface and an empty SETTINGS frame.
    std::string preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    constexpr std::array<char, 9> settings{0, 0, 0, 4, 0, 0, 0, 0, 0};
    preface.append(settings.data(), settings.size());
    return preface;
  }
  // To others nothing is said: a protocol that is not HTTP takes a request for an attack.
  const bool by_scheme = scheme == "https" || scheme == "wss";
  const bool by_port =
      scheme.empty() && std::find(http_ports.begin(), http_ports.end(), port) != http_ports.end();
  if (alpn != "http/1.1" && alpn != "http/1.0" && !(alpn.empty() && (by_scheme || by_port))) return {};
  std::string name(host.substr(0, host.find('%')));  // an IPv6 zone means nothing to others
  if (name.find(':') != std::string::npos) name = "[" + name + "]";
  if (port != 443) name += ":" + std::to_string(port);
  return "HEAD / HTTP/1.1\r\nHost: " + name + "\r\nUser-Agent: certcheck\r\nConnection: close\r\n\r\n";
}

}  // namespace certcheck::net
