#include "certcheck/revocation/checks.h"

#include <array>

namespace certcheck::revocation {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::revoked,
                                  &checks::status_unknown,
                                  &checks::crl_not_usable,
                                  &checks::ocsp_not_usable,
                                  &checks::responder_does_not_know,
                                  &checks::nonce_missing,
                                  &checks::superseded,
                                  &checks::contradicted,
                                  &checks::weak_digest,
                                  &checks::algorithm_not_allowed,
                                  &checks::unrelated,
                                  &checks::not_asked_for,
                                  &checks::staple_for_another_certificate};
  return all;
}

}  // namespace certcheck::revocation
