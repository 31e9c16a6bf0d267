#include "certcheck/files/checks.h"

#include <array>

namespace certcheck::files {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{
      &checks::block_not_terminated, &checks::block_not_base64,   &checks::wrong_label,
      &checks::wrong_content,        &checks::block_not_portable, &checks::spare_bits,
      &checks::utf16_text,           &checks::several_elements,   &checks::container_unreadable};
  return all;
}

}  // namespace certcheck::files
