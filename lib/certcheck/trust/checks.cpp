#include "certcheck/trust/checks.h"

#include <array>

namespace certcheck::trust {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::block_label,         &checks::block_unreadable,
                                  &checks::not_a_certificate,   &checks::trailing_data,
                                  &checks::file_unreadable,     &checks::constraints_without_anchor,
                                  &checks::roots_of_environment};
  return all;
}

}  // namespace certcheck::trust
