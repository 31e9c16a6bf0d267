#include "certcheck/ct/checks.h"

#include <array>

namespace certcheck::ct {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::signature_invalid,
                                  &checks::timestamp_in_future,
                                  &checks::log_unknown,
                                  &checks::log_not_accepted,
                                  &checks::outside_temporal_interval,
                                  &checks::extensions_malformed,
                                  &checks::leaf_index_missing,
                                  &checks::not_verifiable,
                                  &checks::timestamps_left_out,
                                  &checks::log_list_outdated,
                                  &checks::chrome_too_few,
                                  &checks::chrome_no_current_log,
                                  &checks::chrome_too_few_operators,
                                  &checks::chrome_no_rfc6962_log,
                                  &checks::apple_too_few,
                                  &checks::apple_no_current_log,
                                  &checks::apple_too_few_operators,
                                  &checks::apple_no_rfc6962_log};
  return all;
}

}  // namespace certcheck::ct
