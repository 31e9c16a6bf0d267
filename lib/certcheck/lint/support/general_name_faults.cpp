#include "certcheck/lint/support/general_name_faults.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/strings.h"

namespace certcheck::lint {
namespace {

using x509::GeneralName;
using NameKind = GeneralName::Kind;

/// An empty character string as the value of an otherName: two bytes, its tag and the length 0.
bool is_empty_string(ByteView value) {
  return value.size() == 2 && x509::is_string_tag(value[0]) && value[1] == 0;
}

bool is_fully_qualified(std::string_view host) {
  return host.find('.') != std::string_view::npos && names::dns_name_fault(host).empty() &&
         !names::has_numeric_last_label(host);
}

bool is_qualified_uri_host(std::string_view host) {
  // A wildcard is not a name, but it is let pass in certificates, by zlint too.
  if (names::is_wildcard(host)) host.remove_prefix(2);
  // RFC 3986 3.2.2: the name "may be followed by a single '.'".
  host = without_final_dot(host);
  return is_fully_qualified(host);
}

/// What dns_name_fault leaves: names that exist in DNS, but not in the preferred syntax.
std::string_view dns_detail_fault(std::string_view name) {
  if (name.find('_') != std::string_view::npos) return "has an underscore";
  return names::has_numeric_last_label(name) ? "ends with a number, as an IP address does"
                                             : std::string_view();
}

/// A CIDR mask: ones and then zeros.
bool is_contiguous(ByteView mask) {
  bool ended = false;
  for (const uint8_t octet : mask) {
    for (int bit = 7; bit >= 0; --bit) {
      const bool set = (octet >> bit & 1) != 0;
      if (set && ended) return false;
      ended = !set;
    }
  }
  return true;
}

}  // namespace

std::string_view dns_syntax_fault(const GeneralName& general_name) {
  const std::string_view name = general_name.text();
  if (general_name.kind != NameKind::dns_name || name.empty() || name == " " || name.size() > max_dns_name ||
      !x509::is_ascii(general_name.value))
    return {};
  const std::string_view fault = names::presented_dns_name_fault(name);
  return fault.empty() ? dns_detail_fault(name) : fault;
}

std::string_view rfc822_name_fault(const GeneralName& name) {
  if (name.kind != NameKind::rfc822_name || name.value.empty()) return {};
  return x509::is_ascii(name.value) ? mailbox_fault(name.text()) : decoration_fault(name.text());
}

std::string_view uri_format_fault(const GeneralName& name) {
  return name.kind == NameKind::uri ? uri_fault(name.text()) : std::string_view();
}

std::string_view uri_host_fault(const GeneralName& name) {
  if (name.kind != NameKind::uri || name.value.empty()) return {};
  const Uri uri = split_uri(name.text());
  if (!uri.authority) return uri.scheme.empty() ? "names no host" : std::string_view();
  const std::string_view host = host_of(*uri.authority);
  return !x509::is_ascii(as_bytes(host)) || is_qualified_uri_host(host) || is_ip_host(host)
             ? std::string_view()
             : "has a host that is neither a fully qualified domain name nor an IP address";
}

std::string_view ip_address_fault(const GeneralName& name) {
  const size_t size = name.value.size();
  return name.kind != NameKind::ip_address || size == 0 || size == 4 || size == 16
             ? std::string_view()
             : "has neither 4 nor 16 bytes";
}

std::string_view empty_name_fault(const GeneralName& name) {
  constexpr std::string_view fault = "is empty";
  switch (name.kind) {
    case NameKind::registered_id:
      return {};
    case NameKind::other_name:
      return is_empty_string(name.value) ? fault : std::string_view();
    case NameKind::directory_name:
      return !name.directory_name.bytes.empty() && name.directory_name.rdn_count == 0 ? fault
                                                                                      : std::string_view();
    default:
      return name.value.empty() ? fault : std::string_view();
  }
}

std::string_view dns_constraint_fault(const GeneralName& base) {
  std::string_view name = base.text();
  // The empty name is what covers every name; the RFC has no other way to say that.
  if (base.kind != NameKind::dns_name || name.empty() || !x509::is_ascii(base.value)) return {};
  // Erratum 5997, see dns_name_leading_period.
  if (name.size() > 1 && name.front() == '.') name.remove_prefix(1);
  if (name.size() > max_dns_name) return "is longer than 253 bytes";
  if (name.find('*') != std::string_view::npos)
    return "has a wildcard, which a constraint does not need and nothing matches";
  const std::string_view fault = names::dns_name_fault(name);
  return fault.empty() ? dns_detail_fault(name) : fault;
}

std::string_view rfc822_constraint_fault(const GeneralName& base) {
  std::string_view text = base.text();
  if (base.kind != NameKind::rfc822_name || text.empty() || !x509::is_ascii(base.value)) return {};
  if (text.find('@') != std::string_view::npos) {
    // "*" is a mailbox like any other (RFC 5321 4.1.2 atext): the constraint would be on that one alone.
    return text.starts_with("*@") ? "has a wildcard, where the host alone stands for all of its mailboxes"
                                  : mailbox_fault(text);
  }
  if (text.size() > 1 && text.front() == '.') text.remove_prefix(1);
  if (text.find('*') != std::string_view::npos)
    return "has a wildcard, where a leading period stands for all hosts of a domain";
  return mailbox_domain_fault(text);
}

std::string_view uri_constraint_fault(const GeneralName& base) {
  if (base.kind != NameKind::uri) return {};
  std::string_view host = base.text();
  if (host.starts_with('.')) host.remove_prefix(1);
  return is_fully_qualified(host) ? std::string_view() : "is not a fully qualified domain name";
}

std::string_view ip_constraint_fault(const GeneralName& base) {
  if (base.kind != NameKind::ip_address) return {};
  const size_t size = base.value.size();
  if (size != 8 && size != 32) return "has neither 8 nor 32 bytes: an address and a mask";
  return is_contiguous(base.value.subspan(size / 2)) ? std::string_view()
                                                     : "has a mask that is not ones followed by zeros";
}

std::string_view ip_host_bits_fault(const GeneralName& base) {
  if (base.kind != NameKind::ip_address || !ip_constraint_fault(base).empty()) return {};
  const ByteView address = base.value.first(base.value.size() / 2);
  const ByteView mask = base.value.subspan(address.size());
  for (size_t i = 0; i < address.size(); ++i)
    if ((address[i] & static_cast<uint8_t>(~mask[i])) != 0)
      return "has bits set in its address that the mask leaves out";
  return {};
}

}  // namespace certcheck::lint
