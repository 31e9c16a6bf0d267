#include "certcheck/dns/checks.h"

#include <array>

namespace certcheck::dns {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{
      &checks::mx_null,
      &checks::mx_null_with_others,
      &checks::mx_implicit,
      &checks::mx_malformed,
      &checks::mx_alias,
      &checks::mx_unauthenticated,
      &checks::caa_none,
      &checks::caa_forbidden,
      &checks::caa_issuer_not_allowed,
      &checks::caa_not_compared,
      &checks::caa_malformed,
      &checks::caa_unknown_critical,
      &checks::caa_lookup_failed,
  };
  return all;
}

}  // namespace certcheck::dns
