#include "certcheck/names/reference_name.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/uri.h"
#include "certcheck/names/detail/uri_identity.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/names/idna.h"
#include "certcheck/names/service_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::names {

namespace {

/// The name as people typed it, for messages: unprintable characters would act on their terminal.
std::string quoted(std::string_view input) {
  std::string text = "\"";
  for (const char c : input.substr(0, 300)) {
    const auto octet = static_cast<unsigned char>(c);
    text += octet < 0x20 || octet == 0x7f || c == '"' ? '?' : c;
  }
  return text + (input.size() > 300 ? "...\"" : "\"");
}

Error usage(std::string_view input, std::string_view why) {
  return {Error::Kind::usage, quoted(input) + " " + std::string(why)};
}

/// Why the text, which is meant as a host, shows that something else was given; empty if it does not.
std::string host_fault(std::string_view text) {
  if (text.find("://") != std::string_view::npos) {
    const Uri uri = split_uri(text);
    return "is a URL; give only its host: \"" + std::string(host_of(uri.authority.value_or(""))) + "\"";
  }
  if (const size_t slash = text.find('/'); slash != std::string_view::npos)
    return "has a path; give only the host: \"" + std::string(text.substr(0, slash)) + "\"";
  if (const size_t colon = text.find(':'); colon != std::string_view::npos)
    return "has a port, which certificates do not contain; give only the host: \"" +
           std::string(text.substr(0, colon)) + "\"";
  if (text.find('*') != std::string_view::npos)
    return "has a wildcard; the name to match is that of one host, such as \"www.example.com\"";
  return {};
}

Result<std::string> make_domain(std::string_view input, std::string_view domain) {
  if (const std::string fault = host_fault(domain); !fault.empty()) return usage(input, fault);
  auto ascii = to_a_labels(domain);
  if (!ascii) return usage(input, "is " + ascii.error().message);
  // One final dot says that the name is complete (RFC 1034 3.1); certificates leave it out.
  if (!ascii->empty() && ascii->back() == '.') ascii->pop_back();
  const std::string_view fault = reference_name_fault(*ascii);
  if (!fault.empty()) return usage(input, fault);
  if (is_address_in_urls(*ascii)) return usage(input, "ends with a number and is not a host name");
  return ascii;
}

/// Schemes whose URLs people copy from a browser or a configuration, and whose servers certificates name by
/// DNS-ID (RFC 9525 4.1: no URI-ID is specified for HTTP).
bool is_url_of_host(std::string_view scheme) {
  constexpr std::array<std::string_view, 9> schemes{"http",  "https", "ws",    "wss",  "ftps",
                                                    "ldaps", "imaps", "pop3s", "smtps"};
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](std::string_view one) { return equal_ignoring_case(scheme, one); });
}

/// Ports go by these names, too (RFC 6335): who gives "localhost:https" has left the host of a URL.
bool is_service(std::string_view word) {
  constexpr std::array<std::string_view, 8> others{"domain-s", "ftp",        "imap",        "ldap",
                                                   "pop3",     "postgresql", "submissions", "smtp"};
  return is_url_of_host(word) || std::any_of(others.begin(), others.end(), [&](std::string_view one) {
           return equal_ignoring_case(word, one);
         });
}

/// A colon that is before a port, or an address in brackets with a port after it.
bool has_port(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find(':') == colon &&
      (is_service(text.substr(colon + 1)) || equal_ignoring_case(text.substr(0, colon), "localhost")))
    return true;
  return colon != std::string_view::npos && colon + 1 != text.size() &&
         text.find_first_not_of("0123456789", colon + 1) == std::string_view::npos &&
         (text.find(':') == colon || (colon != 0 && text[colon - 1] == ']'));
}

Result<ReferenceName> make_ip(std::string_view input) {
  if (const size_t end = input.find(']'); input.starts_with('[') && end != std::string_view::npos)
    return usage(input, std::string(has_port(input) ? "has a port" : "has brackets around the address") +
                            "; give only the address: \"" + std::string(input.substr(1, end - 1)) + "\"");
  if (input.find('%') != std::string_view::npos)
    return usage(input, "has a zone, which certificates cannot express");
  auto address = parse_ip_address(input);
  if (!address) return usage(input, "is not an IP address");
  return ReferenceName{ReferenceName::Kind::ip, format_ip_address(*address), std::move(*address)};
}

Result<ReferenceName> make_email(std::string_view input) {
  const auto address = split_email_address(input);
  if (!address) return usage(input, "is not an email address");
  auto domain = make_domain(input, address->domain);
  if (!domain) return domain.error();
  return ReferenceName{ReferenceName::Kind::email, std::string(address->local_part) + "@" + *domain, {}};
}

Result<ReferenceName> make_uri(std::string_view input) {
  const std::string_view fault = identity_uri_fault(input);
  if (!fault.empty()) return usage(input, fault);
  return ReferenceName{ReferenceName::Kind::uri, comparable_uri(input), {}};
}

Result<ReferenceName> make_srv(std::string_view input) {
  const auto name = split_service_name(input);
  if (!name) return usage(input, "is not an SRV-ID such as _imaps.example.com");
  // DNS has records of services below "_service._tcp", SRV-IDs leave the protocol out (RFC 4985 2).
  if (name->domain.starts_with("_tcp.") || name->domain.starts_with("_udp."))
    return usage(input, "has a protocol, which SRV-IDs omit; give \"_" + std::string(name->service) + "." +
                            std::string(name->domain.substr(5)) + "\"");
  auto domain = make_domain(input, name->domain);
  if (!domain) return domain.error();
  return ReferenceName{ReferenceName::Kind::srv, "_" + to_lower(name->service) + "." + *domain, {}};
}

constexpr std::array kinds{ReferenceName::Kind::dns, ReferenceName::Kind::ip, ReferenceName::Kind::email,
                           ReferenceName::Kind::uri, ReferenceName::Kind::srv};

}  // namespace

std::string_view to_string(ReferenceName::Kind kind) {
  switch (kind) {
    case ReferenceName::Kind::dns:
      return "dns";
    case ReferenceName::Kind::ip:
      return "ip";
    case ReferenceName::Kind::email:
      return "email";
    case ReferenceName::Kind::uri:
      return "uri";
    case ReferenceName::Kind::srv:
      return "srv";
  }
  return "dns";
}

std::optional<ReferenceName::Kind> parse_kind(std::string_view word) {
  const auto* const kind = std::find_if(kinds.begin(), kinds.end(), [&](ReferenceName::Kind one) {
    return equal_ignoring_case(word, to_string(one));
  });
  return kind == kinds.end() ? std::nullopt : std::optional(*kind);
}

Result<ReferenceName> make_reference_name(ReferenceName::Kind kind, std::string_view input) {
  switch (kind) {
    case ReferenceName::Kind::ip:
      return make_ip(input);
    case ReferenceName::Kind::email:
      return make_email(input);
    case ReferenceName::Kind::uri:
      return make_uri(input);
    case ReferenceName::Kind::srv:
      return make_srv(input);
    case ReferenceName::Kind::dns:
      break;
  }
  if (parse_ip_address(input)) return usage(input, "is an IP address, not a host name");
  auto domain = make_domain(input, input);
  if (!domain) return domain.error();
  return ReferenceName{ReferenceName::Kind::dns, std::move(*domain), {}};
}

Result<ReferenceName> make_host_name(std::string_view input) {
  // Two colons, a bracket or a percent sign can only be meant as part of an address.
  const bool address = parse_ip_address(input) || input.find_first_of("[]%") != std::string_view::npos ||
                       std::count(input.begin(), input.end(), ':') > 1;
  return make_reference_name(address && input.find('/') == std::string_view::npos ? ReferenceName::Kind::ip
                                                                                  : ReferenceName::Kind::dns,
                             input);
}

Result<ReferenceName> make_name(std::string_view input) {
  // Hexadecimal digits up to "::" begin an address, if perhaps a wrong one, and not a scheme.
  const size_t gap = input.find("::");
  if (parse_ip_address(input) ||
      (gap != std::string_view::npos && input.find_first_not_of("0123456789abcdefABCDEF:") > gap))
    return make_ip(input);
  const std::string_view scheme = split_uri(input).scheme;
  if (const auto kind = parse_kind(scheme))
    return make_reference_name(*kind, input.substr(scheme.size() + 1));
  // "localhost:8443" is a host with a port, as is "example.com:https".
  const bool uri =
      !scheme.empty() && !is_url_of_host(scheme) && !has_port(input) &&
      (scheme.find('.') == std::string_view::npos || input.find("://") != std::string_view::npos);
  if (uri) return make_uri(input);
  if (input.find("://") == std::string_view::npos && input.find('@') != std::string_view::npos)
    return make_email(input);
  if (input.starts_with('_')) return make_srv(input);
  return make_host_name(input);
}

}  // namespace certcheck::names
