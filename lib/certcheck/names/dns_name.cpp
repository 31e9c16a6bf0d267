#include "certcheck/names/dns_name.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"

#include <algorithm>

namespace certcheck::names {

namespace {

constexpr size_t max_name = 253;  // RFC 1035 2.3.4, less the root's and the first length byte

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string_view name_fault(std::string_view name, bool hyphens_at_edges) {
  if (name.empty()) return "is empty";
  if (name.back() == '.') return "ends with a dot";
  if (name.size() > max_name) return "is longer than 253 bytes";
  for (size_t begin = 0; begin <= name.size();) {
    const size_t end = std::min(name.find('.', begin), name.size());
    const std::string_view label = name.substr(begin, end - begin);
    if (label.empty()) return "has an empty label";
    if (label.size() > max_label) return "has a label of more than 63 bytes";
    if (label.find('*') != std::string_view::npos)
      return "has a wildcard that is not its whole leftmost label";
    if (!std::all_of(label.begin(), label.end(), is_host_character))
      return "has a character that is neither letter, digit, hyphen nor dot";
    if (!hyphens_at_edges && (label.front() == '-' || label.back() == '-'))
      return "has a label that begins or ends with a hyphen";
    begin = end + 1;
  }
  return {};
}

}  // namespace

std::string_view dns_name_fault(std::string_view name) { return name_fault(name, false); }

std::string_view reference_name_fault(std::string_view name) { return name_fault(name, true); }

std::string_view presented_dns_name_fault(std::string_view name) {
  if (name == "*" || name == "*.") return "is a bare wildcard";
  return dns_name_fault(is_wildcard(name) ? name.substr(2) : name);
}

bool has_numeric_last_label(std::string_view name) {
  const std::string_view label = name.substr(name.rfind('.') + 1);
  return !label.empty() &&
         std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_address_in_urls(std::string_view name) {
  if (has_numeric_last_label(name)) return true;
  const std::string_view label = name.substr(name.rfind('.') + 1);
  return (label.starts_with("0x") || label.starts_with("0X")) &&
         label.find_first_not_of(hex_digits, 2) == std::string_view::npos;
}

bool dns_name_matches(std::string_view presented, std::string_view reference) {
  // "the wildcard character matches only the left-most label": what follows it must be equal.
  const bool wildcard = is_wildcard(presented);
  const size_t covered = wildcard ? reference.find('.') : 0;
  if (covered == std::string_view::npos) return false;
  if (!equal_ignoring_case(presented.substr(wildcard ? 1 : 0), reference.substr(covered))) return false;
  // The reference is sound but for hyphens, so the presented name is as well; those it must not have.
  return reference.find('-') == std::string_view::npos || presented_dns_name_fault(presented).empty();
}

}  // namespace certcheck::names
