#include "certcheck/net/application_request.h"

#include <algorithm>
#include <array>

namespace certcheck::net {

namespace {

// IANA ports of protocols over TLS that are not HTTP: mail, directories, name service, telephony, messaging,
// chat, file transfer, data bases.
constexpr std::array<uint16_t, 21> other_protocols{465,  563,  587,  636,  853,  989,  990,
                                                   992,  993,  994,  995,  2484, 3269, 3306,
                                                   5061, 5223, 5269, 5432, 5671, 6697, 8883};

}  // namespace

std::string first_request(std::string_view alpn, std::string_view host, uint16_t port) {
  if (alpn == "h2") {
    // RFC 9113 3.4: the preface and an empty SETTINGS frame.
    std::string preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    constexpr std::array<char, 9> settings{0, 0, 0, 4, 0, 0, 0, 0, 0};
    preface.append(settings.data(), settings.size());
    return preface;
  }
  const bool http = alpn == "http/1.1" || alpn == "http/1.0";
  const bool guess = alpn.empty() &&
                     std::find(other_protocols.begin(), other_protocols.end(), port) == other_protocols.end();
  if (!http && !guess) return {};
  std::string name(host.substr(0, host.find('%')));  // an IPv6 zone means nothing to others
  if (name.find(':') != std::string::npos) name = "[" + name + "]";
  if (port != 443) name += ":" + std::to_string(port);
  return "HEAD / HTTP/1.1\r\nHost: " + name + "\r\nUser-Agent: certcheck\r\nConnection: close\r\n\r\n";
}

}  // namespace certcheck::net
