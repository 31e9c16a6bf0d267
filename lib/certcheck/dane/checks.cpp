#include "certcheck/dane/checks.h"

#include <array>

namespace certcheck::dane {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::no_match,
                                  &checks::lookup_failed,
                                  &checks::unauthenticated,
                                  &checks::no_records,
                                  &checks::record_unusable,
                                  &checks::pkix_usage,
                                  &checks::combination_without_match,
                                  &checks::stale_record,
                                  &checks::wrong_usage,
                                  &checks::anchor_not_sent,
                                  &checks::pkix_ignored};
  return all;
}

}  // namespace certcheck::dane
