#pragma once

#include "certcheck/names/idna.h"

#include <algorithm>
#include <string_view>

namespace certcheck::lint::rfc9598 {

/// What is asked of the domain, in ASCII, of an email address: RFC 5890 2.3.1 reserves labels with "--" as
/// third and fourth character, and IDNA2008 knows A-labels alone among these.
inline bool conforms_to_idna2008(std::string_view domain) {
  for (size_t begin = 0; begin <= domain.size();) {
    const size_t end = std::min(domain.find('.', begin), domain.size());
    const std::string_view label = domain.substr(begin, end - begin);
    if (label.size() >= 4 && label.substr(2, 2) == "--" && !names::is_a_label(label)) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace certcheck::lint::rfc9598
