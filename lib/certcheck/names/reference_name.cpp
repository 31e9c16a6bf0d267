#include "certcheck/names/reference_name.h"

#include "certcheck/base/ip_address.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/names/idna.h"

#include <algorithm>

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

Result<std::string> make_domain(std::string_view input, std::string_view domain) {
  auto ascii = to_a_labels(domain);
  if (!ascii) return usage(input, "is " + ascii.error().message);
  // One final dot says that the name is complete (RFC 1034 3.1); certificates leave it out.
  if (!ascii->empty() && ascii->back() == '.') ascii->pop_back();
  const std::string_view fault = dns_name_fault(*ascii);
  if (!fault.empty()) return usage(input, fault);
  if (has_numeric_last_label(*ascii)) return usage(input, "ends with a number and is no host name");
  return ascii;
}

Result<ReferenceName> make_ip(std::string_view input) {
  if (input.find_first_of("[]") != std::string_view::npos)
    return usage(input, "has brackets around the address");
  if (input.find('%') != std::string_view::npos) {
    return usage(input, "has a zone, which certificates cannot express");
  }
  auto address = parse_ip_address(input);
  if (!address) return usage(input, "is no IP address");
  return ReferenceName{ReferenceName::Kind::ip, format_ip_address(*address), std::move(*address)};
}

Result<ReferenceName> make_email(std::string_view input) {
  const auto address = split_email_address(input);
  if (!address) return usage(input, "is no e-mail address");
  auto domain = make_domain(input, address->domain);
  if (!domain) return domain.error();
  return ReferenceName{ReferenceName::Kind::email, std::string(address->local_part) + "@" + *domain, {}};
}

}  // namespace

std::string_view to_string(ReferenceName::Kind kind) {
  switch (kind) {
    case ReferenceName::Kind::dns:
      return "dns";
    case ReferenceName::Kind::ip:
      return "ip";
    case ReferenceName::Kind::email:
      return "email";
  }
  return "dns";
}

Result<ReferenceName> make_reference_name(ReferenceName::Kind kind, std::string_view input) {
  if (kind == ReferenceName::Kind::ip) return make_ip(input);
  if (kind == ReferenceName::Kind::email) return make_email(input);
  if (parse_ip_address(input)) return usage(input, "is an IP address, not a host name");
  auto domain = make_domain(input, input);
  if (!domain) return domain.error();
  return ReferenceName{ReferenceName::Kind::dns, std::move(*domain), {}};
}

Result<ReferenceName> make_host_name(std::string_view input) {
  // A colon, a bracket or a percent sign can only be meant as part of an address.
  if (parse_ip_address(input) || input.find_first_of(":[]%") != std::string_view::npos) return make_ip(input);
  return make_reference_name(ReferenceName::Kind::dns, input);
}

}  // namespace certcheck::names
