#include "certcheck/net/proxy/proxy.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/ip_network.h"
#include "certcheck/net/proxy/detail/dialogue.h"
#include "certcheck/net/target.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace certcheck::net {

namespace {

struct ProxyScheme {
  std::string_view name;
  Proxy::Kind kind;
  uint16_t port;
};
constexpr std::array proxy_schemes{
    ProxyScheme{"http", Proxy::Kind::http, 80}, ProxyScheme{"https", Proxy::Kind::https, 443},
    ProxyScheme{"socks5", Proxy::Kind::socks5, 1080}, ProxyScheme{"socks5h", Proxy::Kind::socks5h, 1080}};

constexpr std::string_view takes =
    "takes http://, https://, socks5:// or socks5h:// with [user:password@]host[:port]";

Error wrong(std::string_view problem) {
  return {Error::Kind::usage, std::string(problem) + "; it " + std::string(takes)};
}

/// RFC 3986 section 2.1. A percent sign with anything else after it stands for itself, as people forget to
/// encode it.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte =
        text[at] == '%' && at + 2 < text.size() ? hex_decode(text.substr(at + 1, 2)) : std::nullopt;
    decoded += byte ? static_cast<char>(byte->front()) : text[at];
    if (byte) at += 2;
  }
  return decoded;
}

/// RFC 1929 section 2: lengths of one byte. RFC 7617 has no limit, but no longer ones either.
bool fit(const proxy::Credentials& credentials) {
  constexpr size_t bytes_max = 255;
  return !credentials.user.empty() && credentials.user.size() <= bytes_max &&
         credentials.password.size() <= bytes_max;
}

/// Takes the port off "host:port", "[v6]:port" and the brackets off an address.
std::pair<std::string_view, std::optional<std::string_view>> split_port(std::string_view entry) {
  if (entry.starts_with('[')) {
    const size_t end = entry.find(']');
    if (end == std::string_view::npos) return {entry, std::nullopt};
    const std::string_view after = entry.substr(end + 1);
    const std::string_view host = entry.substr(1, end - 1);
    if (after.starts_with(':')) return {host, after.substr(1)};
    return {host, std::nullopt};
  }
  if (std::count(entry.begin(), entry.end(), ':') != 1) return {entry, std::nullopt};
  const size_t colon = entry.find(':');
  return {entry.substr(0, colon), entry.substr(colon + 1)};
}

/// As curl and Go read no_proxy: "*", a name with all below it (with or without a dot before it), an address,
/// a network; each with a port if it is only about that.
bool is_exception(std::string_view entry, std::string_view host, uint16_t port) {
  if (entry == "*") return true;
  const auto [pattern, only_port] = split_port(entry);
  if (only_port && *only_port != std::to_string(port)) return false;
  if (const auto address = parse_ip_address(host)) {
    const auto network = parse_ip_network(pattern);
    return network && network->contains(*address);
  }
  std::string_view base = without_final_dot(pattern);
  if (base.starts_with('*')) base.remove_prefix(1);
  if (base.starts_with('.')) base.remove_prefix(1);
  if (base.empty() || !host.ends_with(base)) return false;
  return host.size() == base.size() || host[host.size() - base.size() - 1] == '.';
}

}  // namespace

std::string Proxy::url() const {
  const auto* scheme = std::find_if(proxy_schemes.begin(), proxy_schemes.end(),
                                    [this](const ProxyScheme& each) { return each.kind == kind; });
  return std::string(scheme->name) + "://" + proxy::Destination{host, port}.text();
}

std::unique_ptr<proxy::Dialogue> Proxy::start(const proxy::Destination& destination) const {
  const proxy::Options options{.destination = destination, .credentials = credentials, .limits = {}};
  const bool http = kind == Kind::http || kind == Kind::https;
  return http ? proxy::start_http_connect(options) : proxy::start_socks5(options);
}

std::optional<proxy::Credentials> parse_credentials(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  proxy::Credentials credentials{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
  if (!fit(credentials)) return std::nullopt;
  return credentials;
}

Result<Proxy> parse_proxy(std::string_view url) {
  Proxy proxy;
  const size_t mark = url.find("://");
  const std::string name = mark == std::string_view::npos ? "http" : to_lower(url.substr(0, mark));
  const auto* scheme = std::find_if(proxy_schemes.begin(), proxy_schemes.end(),
                                    [&](const ProxyScheme& each) { return each.name == name; });
  if (scheme == proxy_schemes.end()) return wrong("its scheme is unknown");
  proxy.kind = scheme->kind;
  std::string_view rest = mark == std::string_view::npos ? url : url.substr(mark + 3);
  // The last "@" ends the credentials, as a password may hold others, and slashes.
  if (const size_t at = rest.rfind('@'); at != std::string_view::npos) {
    const std::string_view given = rest.substr(0, at);
    const size_t colon = std::min(given.find(':'), given.size());
    // Decoded part by part: a password may hold an encoded colon.
    proxy::Credentials credentials{percent_decoded(given.substr(0, colon)),
                                   percent_decoded(given.substr(std::min(colon + 1, given.size())))};
    if (!fit(credentials))
      return wrong("its user name must have from 1 to 255 bytes, its password at most 255");
    proxy.credentials = std::move(credentials);
    rest = rest.substr(at + 1);
  }
  const auto target =
      parse_target(rest.substr(0, rest.find_first_of("/?#")), {.port = scheme->port, .starttls = ""});
  if (!target) return wrong("its host or port is not valid");
  proxy.host = target->host;
  proxy.port = target->port;
  return proxy;
}

const Proxy* ProxyRules::proxy_for(std::string_view host, uint16_t port) const {
  if (!proxy) return nullptr;
  const std::string name = to_lower(without_final_dot(host.substr(0, host.find('%'))));
  const bool excepted = std::any_of(exceptions.begin(), exceptions.end(), [&](const std::string& entry) {
    return is_exception(to_lower(entry), name, port);
  });
  return excepted ? nullptr : proxy.get();
}

ProxyRules ProxyRules::decided_for(std::string_view host, uint16_t port) const {
  return {.proxy = proxy_for(host, port) != nullptr ? proxy : nullptr, .exceptions = {}};
}

Result<ProxyRules> proxies_of_environment(const std::function<std::string(const char* name)>& variable,
                                          ProxiedScheme scheme) {
  constexpr std::array https{"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
  constexpr std::array http{"http_proxy", "all_proxy", "ALL_PROXY"};
  ProxyRules rules;
  for (const char* name : scheme == ProxiedScheme::https ? std::span<const char* const>(https) : http) {
    const std::string value = variable(name);
    if (value.empty()) continue;
    auto proxy = parse_proxy(value);
    if (!proxy)
      return Error{Error::Kind::usage, std::string("environment variable ") + name + ": " +
                                           proxy.error().message + "; --proxy none connects without one"};
    proxy->named_by = name;
    rules.proxy = std::make_shared<const Proxy>(*std::move(proxy));
    break;
  }
  std::string list = variable("no_proxy");
  if (list.empty()) list = variable("NO_PROXY");
  constexpr std::string_view separators = ", \t";
  for (size_t begin = 0; (begin = list.find_first_not_of(separators, begin)) != std::string::npos;) {
    const size_t end = std::min(list.find_first_of(separators, begin), list.size());
    rules.exceptions.push_back(list.substr(begin, end - begin));
    begin = end;
  }
  return rules;
}

}  // namespace certcheck::net
