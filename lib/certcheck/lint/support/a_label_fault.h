#pragma once

#include <cstdint>
#include <string_view>

namespace certcheck::lint {

/// What is wrong with a label that begins with "xn--".
enum class ALabelFault : uint8_t {
  none,
  too_long,  ///< for DNS
  not_punycode,
  not_nfc,
  ascii,         ///< stands for ASCII alone
  not_idna2008,  ///< has code points that IDNA2008 excludes, or not there
};

ALabelFault a_label_fault(std::string_view label);

/// The end of a sentence; empty for none.
std::string_view to_string(ALabelFault fault);

}  // namespace certcheck::lint
