#pragma once

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/lint/lint.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/certificate.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace certcheck::lint {

/// Calls `visit` with each dNSName of subjectAltName.
template <typename Visit>
void for_each_dns_name(const x509::Certificate& certificate, Visit visit) {
  if (!certificate.subject_alternative_names) return;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names)
    if (name.kind == x509::GeneralName::Kind::dns_name) visit(name);
}

/// Calls `visit` with each label of a name, empty ones too: what is between dots.
template <typename Visit>
void for_each_label(std::string_view name, Visit visit) {
  for (size_t begin = 0; begin <= name.size();) {
    const size_t end = std::min(name.find('.', begin), name.size());
    visit(name.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// The label begins as A-labels do (RFC 5890 2.3.1), in any case.
inline bool is_xn_label(std::string_view label) { return equal_ignoring_case(label.substr(0, 4), "xn--"); }

/// The longest label that DNS can hold (RFC 1035 2.3.4).
inline constexpr size_t max_label = 63;
/// The longest name: 255 bytes on the wire (RFC 1034 3.1), the first length and the root's not counted.
inline constexpr size_t max_dns_name = 253;

/// A name as the public suffix list divides it, its private section left out: "a.b", "example" and "co.uk" of
/// "a.b.example.co.uk". Views the name.
struct DomainParts {
  std::string_view below;       ///< without the dot; empty if there is nothing
  std::string_view registered;  ///< the label that is registered under the suffix
  std::string_view suffix;
};

/// nullopt if the name is empty, begins or ends with a dot, or is a public suffix itself.
std::optional<DomainParts> divide_domain(std::string_view name);
/// Whether divide_domain has an answer for a dNSName in subjectAltName, at less cost.
bool is_divisible(const CertificateFacts& facts, const x509::GeneralName& name);

/// The text is an IP address. Allocates for what looks like one.
inline bool is_ip_address(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos &&
         parse_ip_address(text).has_value();
}

}  // namespace certcheck::lint
