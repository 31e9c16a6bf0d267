#include "certcheck/der/checks.h"

#include <array>

namespace certcheck::der {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::truncated,
                                  &checks::trailing_data,
                                  &checks::length_not_minimal,
                                  &checks::length_indefinite,
                                  &checks::length_too_large,
                                  &checks::tag_not_minimal,
                                  &checks::unexpected_tag,
                                  &checks::missing_element,
                                  &checks::boolean_invalid,
                                  &checks::default_encoded,
                                  &checks::integer_empty,
                                  &checks::integer_not_minimal,
                                  &checks::integer_out_of_range,
                                  &checks::oid_invalid,
                                  &checks::bit_string_invalid,
                                  &checks::named_bits_not_minimal,
                                  &checks::null_invalid,
                                  &checks::constructed_string,
                                  &checks::set_order,
                                  &checks::too_deep,
                                  &checks::too_many_faults};
  return all;
}

}  // namespace certcheck::der
