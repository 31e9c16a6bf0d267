#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::net {

namespace proxy {

/// Where the proxy is to connect to.
struct Destination {
  std::string host;  ///< a name, or an address without brackets
  uint16_t port = 0;

  /// "server.test:443", "[2001:db8::1]:443"
  std::string text() const;
};

/// Never part of a problem.
struct Credentials {
  std::string user, password;
};

class Dialogue;

}  // namespace proxy

/// A proxy as users and environments name it.
struct Proxy {
  enum class Kind : uint8_t {
    http,     ///< CONNECT
    https,    ///< CONNECT, by TLS
    socks5,   ///< with the addresses that are looked up here
    socks5h,  ///< with the name
  };
  Kind kind = Kind::http;
  std::string host;  ///< a name, or an address without brackets
  uint16_t port = 0;
  std::optional<proxy::Credentials> credentials;
  std::string named_by;  ///< for reports: "--proxy", "https_proxy"
  /// https: why the certificates that the proxy presents, leaf first and as sent, are not to be trusted for
  /// its name: a clause; nullopt if they are. Called by several threads at once. Without it no proxy is
  /// trusted.
  std::function<std::optional<std::string>(const std::vector<Bytes>& certificates)> distrusts = nullptr;

  bool looks_names_up() const { return kind != Kind::socks5; }
  /// "http://proxy.test:3128": without credentials, fit for reports.
  std::string url() const;
  std::unique_ptr<proxy::Dialogue> start(const proxy::Destination& destination) const;
};

/// Reads "http://user:password@host:port", also with https, socks5 and socks5h, and "host:port", which is
/// HTTP's. Without a port it is 80, 443 or 1080. Errors are of kind usage and quote nothing, as there may be
/// a password in anything.
Result<Proxy> parse_proxy(std::string_view url);

/// Reads "user:password"; nullopt if there is no colon or either is longer than 255 bytes (RFC 1929).
std::optional<proxy::Credentials> parse_credentials(std::string_view text);

/// Which targets are reached through a proxy.
struct ProxyRules {
  std::shared_ptr<const Proxy> proxy;   ///< null: none are
  std::vector<std::string> exceptions;  ///< as in no_proxy, without the commas

  /// Null where the connection is to be made without one.
  const Proxy* proxy_for(std::string_view host, uint16_t port) const;
  /// What they say of this host, for connections to any of its addresses.
  ProxyRules decided_for(std::string_view host, uint16_t port) const;
};

/// Of what the environment names proxies for.
enum class ProxiedScheme : uint8_t { http, https };

/// What the variables https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY (the first that is set), no_proxy and
/// NO_PROXY say; for HTTP without TLS http_proxy instead of the first two, and not HTTP_PROXY, which in a CGI
/// program is a field of the request. `variable` gives the value of one, empty if it is not set. Errors name
/// the variable.
Result<ProxyRules> proxies_of_environment(const std::function<std::string(const char* name)>& variable,
                                          ProxiedScheme scheme = ProxiedScheme::https);

}  // namespace certcheck::net
