#include "certcheck/lint/domain_traits.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"

#include <array>

namespace certcheck::lint {
namespace {

enum class DomainCharacter : uint8_t { other, letter_or_digit, hyphen, underscore, asterisk, dot };

constexpr std::array<DomainCharacter, 256> domain_characters = [] {
  std::array<DomainCharacter, 256> table{};
  for (size_t i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (is_letter(c) || is_digit(c)) table[i] = DomainCharacter::letter_or_digit;
  }
  table['-'] = DomainCharacter::hyphen;
  table['_'] = DomainCharacter::underscore;
  table['*'] = DomainCharacter::asterisk;
  table['.'] = DomainCharacter::dot;
  return table;
}();

bool ends_with_label(std::string_view name, std::string_view suffix) {
  return name.size() >= suffix.size() &&
         equal_ignoring_case(name.substr(name.size() - suffix.size()), suffix);
}

/// Of one label; `leftmost` has a wildcard's place.
unsigned traits_of_label(std::string_view label, bool leftmost) {
  unsigned traits = 0;
  if (label.empty()) return has_empty_label;
  if (label.size() > max_label) traits |= has_long_label;
  if (label.front() == '-' || label.back() == '-') traits |= has_edge_hyphen;
  if (label.size() >= 4 && label[2] == '-' && label[3] == '-')
    traits |= is_xn_label(label) ? has_xn_label : has_reserved_label;
  for (const char c : label) {
    switch (domain_characters[static_cast<uint8_t>(c)]) {
      case DomainCharacter::letter_or_digit:
      case DomainCharacter::hyphen:
      case DomainCharacter::dot:
        break;
      case DomainCharacter::underscore:
        traits |= has_underscore;
        break;
      case DomainCharacter::asterisk:
        if (!leftmost)
          traits |= has_inner_wildcard;
        else if (label.size() > 1)
          traits |= has_partial_wildcard;
        break;
      case DomainCharacter::other:
        traits |= has_bad_character;
        break;
    }
  }
  return traits;
}

}  // namespace

std::string_view reverse_zone_of(std::string_view name) {
  constexpr std::string_view zones[] = {".in-addr.arpa", ".ip6.arpa"};
  if (name.empty() || to_lower(name.back()) != 'a') return {};
  for (const std::string_view zone : zones) {
    if (ends_with_label(name, zone)) return zone;
    if (equal_ignoring_case(name, zone.substr(1))) return zone.substr(1);
  }
  return {};
}

uint16_t domain_traits_of(std::string_view name) {
  unsigned traits = 0;
  bool leftmost = true;
  for_each_label(name, [&](std::string_view label) {
    traits |= traits_of_label(label, leftmost);
    leftmost = false;
  });
  const size_t last_dot = name.rfind('.');
  if (last_dot == std::string_view::npos) traits |= has_single_label;
  if (const std::string_view top = name.substr(last_dot + 1); !top.empty() && is_digit(top.front()))
    traits |= has_numeric_top;
  if (name.size() > max_dns_name) traits |= is_too_long;
  if (!reverse_zone_of(name).empty()) traits |= is_reverse_zone;
  if (ends_with_label(name, ".onion")) traits |= is_onion;
  return static_cast<uint16_t>(traits);
}

DomainTraits domain_traits_of(const x509::Certificate& certificate) {
  DomainTraits traits;
  for_each_dns_name(certificate, [&traits](const x509::GeneralName& name) {
    traits.of_names |= domain_traits_of(name.text());
    traits.has_names = true;
  });
  for_each_text(certificate.subject, x509::oids::common_name,
                [&traits](std::string_view name, const x509::Attribute&) {
                  if (name.empty()) return;
                  traits.has_common_names = true;
                  if (!is_ip_address(name)) traits.of_common_names |= domain_traits_of(name);
                });
  return traits;
}

}  // namespace certcheck::lint
