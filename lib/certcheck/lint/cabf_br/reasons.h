#pragma once

#include <cstdint>

/// Which CRLReason the entry of a CRL, or an OCSP response (BR 7.3), may give.
namespace certcheck::lint::cabf_br {

/// BR 7.2.2 since ballot SC-61: keyCompromise, affiliationChanged, superseded, cessationOfOperation and
/// privilegeWithdrawn; unspecified is "Represented by the omission of a reasonCode", certificateHold "MUST
/// NOT be included".
constexpr bool is_permitted_reason(uint64_t reason) {
  return reason == 1 || reason == 3 || reason == 4 || reason == 5 || reason == 9;
}

/// BR 1.7.1 7.2.2, "Effective 2020-09-30": the reason "MUST NOT be unspecified (0)", nor "certificateHold
/// (6)" of a certificate that is subject to the BR.
constexpr bool is_permitted_reason_before_sc_61(uint64_t reason) { return reason != 0 && reason != 6; }

}  // namespace certcheck::lint::cabf_br
