#include "certcheck/lint/support/mailbox.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

namespace certcheck::lint {
namespace {

constexpr size_t max_domain = 253;

/// RFC 5321 4.1.3: "[192.0.2.1]", "[IPv6:2001:db8::1]".
bool is_address_literal(std::string_view domain) {
  if (domain.size() < 2 || domain.front() != '[' || domain.back() != ']') return false;
  constexpr std::string_view ipv6 = "IPv6:";
  std::string_view address = domain.substr(1, domain.size() - 2);
  const bool long_form = equal_ignoring_case(address.substr(0, ipv6.size()), ipv6);
  if (long_form) address.remove_prefix(ipv6.size());
  const auto octets = parse_ip_address(address);
  return octets && octets->size() == (long_form ? 16 : 4);
}

std::string_view address_fault(const names::EmailAddress& address) {
  const std::string_view local = address.local_part;
  // Dot-string = Atom *("." Atom)
  const bool quoted = local.front() == '"';
  if (!quoted && (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos))
    return "has a local part that begins or ends with a dot or has two in a row";
  return mailbox_domain_fault(address.domain);
}

}  // namespace

std::string_view mailbox_domain_fault(std::string_view domain) {
  if (is_address_literal(domain) || !x509::is_ascii(as_bytes(domain))) return {};
  if (domain.size() > max_domain) return "has a domain of more than 253 bytes";
  if (const std::string_view fault = names::dns_name_fault(domain); !fault.empty()) return fault;
  return domain.find('_') != std::string_view::npos ? "has an underscore in its domain" : std::string_view();
}

std::string_view decoration_fault(std::string_view text) {
  if (text.front() == '<' || text.back() == '>') return "is surrounded by angle brackets";
  if (text.back() == ')') return "has a comment after the address";
  return text.find(' ') != std::string_view::npos ? "has a phrase or a space before or after the address"
                                                  : std::string_view();
}

std::string_view mailbox_fault(std::string_view text) {
  if (text.empty()) return "is empty";
  const auto address = names::split_email_address(text);
  const std::string_view fault = address ? address_fault(*address) : "is not of the form local-part@domain";
  if (fault.empty()) return {};
  // The likelier reason.
  const std::string_view added = decoration_fault(text);
  return added.empty() ? fault : added;
}

}  // namespace certcheck::lint
