#include "connection/connection.h"

#include "certcheck/base/ip_address.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/files/files.h"
#include "certcheck/files/pkcs12_key.h"
#include "certcheck/files/read_file.h"
#include "certcheck/files/recognise.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/net/client/choices.h"
#include "certcheck/net/client/client_identity.h"
#include "certcheck/request/option.h"
#include "certcheck/scan/scan.h"

#include "common/seconds.h"
#include "connection/proxy_trust.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace certcheck::tools {
namespace {

using request::Settings;

std::string name_of(const request::Member& member, const Settings& settings) {
  return request::name_of(member, settings, request::Spelling::command_line);
}

Error usage(const request::Member& member, const Settings& settings, const std::string& message) {
  return {Error::Kind::usage, name_of(member, settings) + message};
}

Result<Bytes> read_file(const std::string& path, const request::Member& member, const Settings& settings) {
  auto file = files::read_file(path);
  if (!file) return Error{file.error().kind, name_of(member, settings) + ": " + file.error().message};
  return file;
}

/// The client's certificate and key; null if there is none.
Result<std::shared_ptr<const net::ClientIdentity>> read_identity(const Settings& settings) {
  if (settings.certificate.empty()) {
    if (!settings.key.empty())
      return usage(&Settings::key, settings, ": missing option --cert, the certificate of this key");
    if (!settings.key_passphrase.empty())
      return usage(&Settings::key_passphrase, settings,
                   " has no effect without --key, or a PKCS#12 file as --cert");
    return std::shared_ptr<const net::ClientIdentity>();
  }
  const auto certificate = read_file(settings.certificate, &Settings::certificate, settings);
  if (!certificate) return certificate.error();
  std::string passphrase;
  if (!settings.key_passphrase.empty()) {
    const auto file = read_file(settings.key_passphrase, &Settings::key_passphrase, settings);
    if (!file) return file.error();
    const std::string_view text = as_text(*file);
    passphrase = text.substr(0, text.find_first_of("\r\n"));
  }
  if (files::recognise_binary(*certificate) == files::Kind::pkcs12) {
    if (!settings.key.empty())
      return usage(&Settings::key, settings,
                   " cannot be combined with a PKCS#12 file as --cert, which has the key itself");
    auto opened = files::read_pkcs12_key(*certificate, passphrase, "--key-passphrase");
    if (!opened) return usage(&Settings::certificate, settings, ": " + opened.error().message);
    auto identity = net::ClientIdentity::from_der(opened->chain, opened->private_key);
    return identity ? std::move(identity)
                    : usage(&Settings::certificate, settings, ": " + identity.error().message);
  }
  if (settings.key.empty())
    return usage(&Settings::certificate, settings,
                 ": missing option --key, the key of this certificate (a PKCS#12 file has both in one)");
  const auto key = read_file(settings.key, &Settings::key, settings);
  if (!key) return key.error();
  auto identity = net::ClientIdentity::from_pem(as_text(*certificate), as_text(*key), passphrase);
  return identity ? std::move(identity)
                  : usage(&Settings::certificate, settings,
                          "/" + name_of(&Settings::key, settings) + ": " + settings.certificate + ", " +
                              settings.key + ": " + identity.error().message);
}

/// --tls-versions, --groups, --ciphers and --alpn; what is wrong with them.
std::optional<Error> read_offer(const Settings& settings, net::ConnectOptions& options) {
  const auto read = [&](std::string Settings::*member, auto reader, std::vector<uint16_t>& list) {
    std::optional<Error> problem;
    if ((settings.*member).empty()) return problem;
    auto values = reader(settings.*member);
    if (values)
      list = *std::move(values);
    else
      problem = usage(member, settings, ": " + values.error().message);
    return problem;
  };
  if (auto problem = read(&Settings::tls_versions, net::read_versions, options.versions)) return problem;
  if (auto problem = read(&Settings::groups, net::read_groups, options.groups)) return problem;
  if (auto problem = read(&Settings::cipher_suites, net::read_cipher_suites, options.cipher_suites))
    return problem;
  const std::string& alpn = settings.alpn;
  if (alpn.empty()) return std::nullopt;
  options.alpn.emplace();
  if (alpn == "none") return std::nullopt;
  for (size_t at = 0; at <= alpn.size();) {
    const size_t end = std::min(alpn.find(',', at), alpn.size());
    // RFC 7301 3.1: an opaque name of 1 to 255 bytes.
    if (end == at || end - at > 255)
      return usage(&Settings::alpn, settings, ": a protocol's name has from 1 to 255 bytes");
    options.alpn->push_back(alpn.substr(at, end - at));
    at = end + 1;
  }
  return std::nullopt;
}

std::optional<Error> read_timeout(const Settings& settings, net::ConnectOptions& options) {
  const auto timeout = parse_seconds(settings.timeout, 86'400);
  if (!timeout) return usage(&Settings::timeout, settings, " " + timeout.error().message);
  options.timeout = *timeout;
  // Who allows more time in all allows a slow server more for each answer.
  options.step_timeout = std::max(std::min(options.step_timeout, options.timeout), options.timeout * 2 / 3);
  return std::nullopt;
}

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets any
  return value == nullptr ? std::string() : value;
}

/// By the XDG Base Directory Specification; empty: there is none.
std::string cache_of_user() {
  const std::string base = environment_variable("XDG_CACHE_HOME"), home = environment_variable("HOME");
  // A relative path is to be ignored.
  if (base.starts_with('/')) return base + "/certcheck";
  return home.starts_with('/') ? home + "/.cache/certcheck" : std::string();
}

/// `scheme`: of what is connected to, where the environment says which proxy that is for.
Result<net::ProxyRules> read_proxy_rules(const Settings& settings, net::ProxiedScheme scheme) {
  if (settings.proxy == "none") return net::ProxyRules();
  if (settings.proxy.empty()) return net::proxies_of_environment(environment_variable, scheme);
  auto proxy = net::parse_proxy(settings.proxy);
  if (!proxy) return usage(&Settings::proxy, settings, ": " + proxy.error().message + ", or none");
  proxy->named_by = name_of(&Settings::proxy, settings);
  return net::ProxyRules{.proxy = std::make_shared<const net::Proxy>(*std::move(proxy)), .exceptions = {}};
}

/// --proxy-credentials; never quotes what is in the file.
std::optional<Error> read_proxy_credentials(const Settings& settings, net::ProxyRules& rules) {
  const auto member = &Settings::proxy_credentials;
  if (settings.proxy_credentials.empty()) return std::nullopt;
  if (!rules.proxy) return usage(member, settings, " has no effect without a proxy; see --proxy");
  const auto file = read_file(settings.proxy_credentials, member, settings);
  if (!file) return file.error();
  const std::string_view text = as_text(*file);
  auto credentials = net::parse_credentials(text.substr(0, text.find_first_of("\r\n")));
  if (!credentials)
    return usage(member, settings,
                 ": " + settings.proxy_credentials +
                     ": the first line must be user:password, of at most 255 bytes each");
  net::Proxy proxy = *rules.proxy;
  proxy.credentials = *std::move(credentials);
  rules.proxy = std::make_shared<const net::Proxy>(std::move(proxy));
  return std::nullopt;
}

/// --source; what is wrong with it.
std::optional<Error> read_source(const Settings& settings, net::ConnectOptions& options) {
  const std::string& source = settings.source;
  if (source.empty()) return std::nullopt;
  // RFC 4007 section 11: a link-local address may name its zone after a percent sign.
  const auto address = parse_ip_address(source.substr(0, source.find('%')));
  if (!address) return usage(&Settings::source, settings, ": \"" + source + "\" is not an IP address");
  using Family = net::ConnectOptions::Family;
  const Family family = address->size() == ipv4_size ? Family::ipv4 : Family::ipv6;
  if (options.family != Family::any && options.family != family)
    return usage(&Settings::source, settings, ": " + source + " is not an address of the family asked for");
  options.source_address = source;
  return std::nullopt;
}

/// --proxy-ca, and what a proxy by TLS is trusted for without; what is wrong with it.
std::optional<Error> read_proxy_trust(const Settings& settings, net::ProxyRules& rules) {
  if (!rules.proxy) {
    if (settings.proxy_ca.empty()) return std::nullopt;
    return usage(&Settings::proxy_ca, settings, " has no effect without a proxy; see --proxy");
  }
  net::Proxy proxy = *rules.proxy;
  if (auto problem = trust_proxy(settings, proxy)) return problem;
  rules.proxy = std::make_shared<const net::Proxy>(std::move(proxy));
  return std::nullopt;
}

/// --resolver, --proxy, --proxy-credentials and --proxy-ca; what is wrong with them.
std::optional<Error> read_way(const Settings& settings, net::ProxiedScheme scheme,
                              net::ConnectOptions& options) {
  if (!settings.resolver.empty()) {
    const auto server = net::parse_target(settings.resolver, {.port = 53, .starttls = ""});
    if (!server || !server->is_address())
      return usage(&Settings::resolver, settings,
                   ": \"" + settings.resolver + "\" is not the address of a name server, ADDR or ADDR:PORT");
    options.name_server = net::proxy::Destination{server->host, server->port}.text();
  }
  auto rules = read_proxy_rules(settings, scheme);
  if (!rules) return rules.error();
  if (auto problem = read_proxy_credentials(settings, *rules)) return problem;
  if (auto problem = read_proxy_trust(settings, *rules)) return problem;
  options.proxies = *std::move(rules);
  return std::nullopt;
}

/// The way to the targets, with what the environment says of proxies; what is wrong with it.
std::optional<Error> read_route(const Settings& settings, net::ConnectOptions& options) {
  if (!settings.connect.empty()) {
    const auto address = scan::read_target(settings.connect, {.port = 0, .starttls = ""});
    if (!address) return usage(&Settings::connect, settings, ": " + address.error().message);
    options.connect_host = address->host;
    options.connect_port = address->port;
  }
  if (auto problem = read_way(settings, net::ProxiedScheme::https, options)) return problem;
  if (settings.proxy_protocol == "v1") {
    options.proxy_protocol = net::ProxyProtocol::v1;
  } else if (settings.proxy_protocol == "v2") {
    options.proxy_protocol = net::ProxyProtocol::v2;
  } else if (!settings.proxy_protocol.empty()) {
    return usage(&Settings::proxy_protocol, settings,
                 ": \"" + settings.proxy_protocol + "\" is neither v1 nor v2");
  }
  return read_source(settings, options);
}

}  // namespace

Result<net::ConnectOptions> to_connect_options(const Settings& settings) {
  net::ConnectOptions options;
  if (settings.ipv4) options.family = net::ConnectOptions::Family::ipv4;
  if (settings.ipv6) options.family = net::ConnectOptions::Family::ipv6;
  options.send_request = !settings.no_request;
  options.tlsa = settings.dane;
  options.caa = settings.caa;
  options.retries = static_cast<unsigned>(settings.retries.value_or(0));
  if (auto problem = read_timeout(settings, options)) return *std::move(problem);
  if (auto problem = read_route(settings, options)) return *std::move(problem);
  if (settings.sni == "none") {
    options.sni = "";
  } else if (!settings.sni.empty()) {
    const auto name = names::make_reference_name(names::ReferenceName::Kind::dns, settings.sni);
    if (!name) return usage(&Settings::sni, settings, ": " + name.error().message);
    options.sni = name->value;
  }
  if (auto problem = read_offer(settings, options)) return *std::move(problem);
  auto identity = read_identity(settings);
  if (!identity) return identity.error();
  options.identity = *std::move(identity);
  return options;
}

Result<fetch::Rules> to_fetch_rules(const Settings& settings) {
  fetch::Rules rules;
  for (const auto& [member, list] :
       {std::pair{&Settings::fetch_allow, &rules.allowed}, std::pair{&Settings::fetch_deny, &rules.denied}}) {
    for (const std::string& text : settings.*member) {
      auto rule = fetch::parse_rule(text);
      if (!rule) return usage(member, settings, ": " + rule.error().message);
      list->push_back(*std::move(rule));
    }
  }
  return rules;
}

Result<fetch::Options> to_fetch_options(const Settings& settings) {
  fetch::Options options;
  auto rules = to_fetch_rules(settings);
  if (!rules) return rules.error();
  options.rules = *std::move(rules);
  net::ConnectOptions& connect = options.connect;
  if (settings.ipv4) connect.family = net::ConnectOptions::Family::ipv4;
  if (settings.ipv6) connect.family = net::ConnectOptions::Family::ipv6;
  if (auto problem = read_timeout(settings, connect)) return *std::move(problem);
  options.limits.time = connect.timeout;
  options.limits.step_time = connect.step_timeout;
  if (auto problem = read_way(settings, net::ProxiedScheme::http, connect)) return *std::move(problem);
  if (auto problem = read_source(settings, connect)) return *std::move(problem);
  if (settings.no_cache) return options;
  options.cache_folder = settings.cache.empty() ? cache_of_user() : settings.cache;
  std::error_code failed;
  if (!settings.cache.empty() && (std::filesystem::create_directories(settings.cache, failed), failed))
    return usage(&Settings::cache, settings, ": " + settings.cache + ": " + failed.message());
  return options;
}

std::optional<Error> check_without_fetching(const Settings& settings,
                                            std::span<const request::Option* const> given, bool connects) {
  for (const request::Option& option : request::options()) {
    const bool is_given = settings.places.contains(option.name) ||
                          std::find(given.begin(), given.end(), &option) != given.end();
    if (is_given && option.fetching && !(option.connection && connects))
      return usage(option.member, settings, " has no effect without --aia or --online-revocation");
  }
  return std::nullopt;
}

Result<net::TargetDefaults> to_target_defaults(const Settings& settings) {
  net::TargetDefaults defaults;
  if (!settings.starttls) return defaults;
  auto starttls = net::parse_starttls(*settings.starttls);
  if (!starttls) return usage(&Settings::starttls, settings, ": " + starttls.error().message);
  defaults.starttls = *std::move(starttls);
  return defaults;
}

}  // namespace certcheck::tools
