#pragma once

#include <cstddef>
#include <string_view>

namespace certcheck::names {

/// Bytes of a label, RFC 1035 2.3.4.
inline constexpr size_t max_label = 63;

/// Why the text is not a host name in the preferred syntax (RFC 5280 4.2.1.6, RFC 1034 3.5 as amended by
/// RFC 1123 2.1), as the end of a sentence: "is empty", "ends with a dot", ... Empty if it is one.
/// Underscores pass: they are in names of hosts that exist, and browsers match them. A-labels are not
/// decoded, see idna.h.
std::string_view dns_name_fault(std::string_view name);

/// The same for the name of a host to reach, whose labels may begin and end with hyphens: DNS carries such
/// hosts, and browsers find them below a wildcard (RFC 1123 2.1 rules the form out, RFC 2181 11 does not).
std::string_view reference_name_fault(std::string_view name);

/// The same for a dNSName as certificates present it: the leftmost label may be "*" (RFC 9525 6.3).
std::string_view presented_dns_name_fault(std::string_view name);

/// The text is "*." and something more.
constexpr bool is_wildcard(std::string_view name) {
  return name.size() > 2 && name[0] == '*' && name[1] == '.';
}

/// True if the last label is all digits: such a name is mistaken for an IPv4 address, and no top-level domain
/// is numeric (RFC 1123 2.1, RFC 3696 2).
bool has_numeric_last_label(std::string_view name);

/// True if the parsers of URLs in browsers take the name for an IPv4 address (WHATWG URL, "ends in a
/// number"): its last label is all digits, or hexadecimal after "0x".
bool is_address_in_urls(std::string_view name);

/// RFC 9525 6.3: labels equal without regard to case, where "*" as the whole leftmost label of
/// `presented` stands for exactly one label. `reference` must be without reference_name_fault;
/// `presented` may be anything.
bool dns_name_matches(std::string_view presented, std::string_view reference);

}  // namespace certcheck::names
