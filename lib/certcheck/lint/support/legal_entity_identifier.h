#pragma once

#include "certcheck/base/ascii.h"

#include <string_view>

namespace certcheck::lint {

/// Why the text is not a Legal Entity Identifier (ISO 17442-1), as the end of a sentence; empty if it is one:
/// 18 letters and digits and two check digits by ISO 7064 MOD 97-10, in which A counts as 10 and Z as 35.
constexpr std::string_view legal_entity_identifier_fault(std::string_view text) {
  constexpr size_t size = 20, checked = 18;
  if (text.size() != size) return "does not have the 20 characters of an LEI";
  unsigned remainder = 0;
  for (size_t i = 0; i < size; ++i) {
    const char c = text[i];
    const bool letter = c >= 'A' && c <= 'Z';
    if (!is_digit(c) && !(letter && i < checked)) return "has characters that an LEI does not have there";
    remainder = letter ? (remainder * 100 + static_cast<unsigned>(c - 'A') + 10) % 97
                       : (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
  }
  return remainder == 1 ? "" : "has a wrong check number";
}

}  // namespace certcheck::lint
