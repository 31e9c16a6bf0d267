#include "certcheck/names/checks.h"

#include <array>

namespace certcheck::names {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::mismatch,
                                  &checks::no_subject_alternative_name,
                                  &checks::common_name_only,
                                  &checks::presented_name_malformed,
                                  &checks::several_uris,
                                  &checks::wildcard_single_label,
                                  &checks::wildcard_public_suffix,
                                  &checks::not_permitted,
                                  &checks::excluded,
                                  &checks::not_comparable,
                                  &checks::unprocessable,
                                  &checks::ignored,
                                  &checks::malformed,
                                  &checks::no_known_form,
                                  &checks::leading_period,
                                  &checks::budget_spent};
  return all;
}

}  // namespace certcheck::names
