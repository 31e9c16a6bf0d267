#include "certcheck/engine/checks.h"

#include "certcheck/engine/expectation_checks.h"
#include "certcheck/engine/protocol_checks.h"
#include "certcheck/engine/starttls_checks.h"

#include <array>
#include <vector>

namespace certcheck::engine {

std::span<const Check* const> all_checks() {
  static constexpr std::array own{
      &checks::chain_leaf_not_first,
      &checks::chain_wrong_order,
      &checks::chain_missing_intermediate,
      &checks::chain_root_sent,
      &checks::chain_duplicate,
      &checks::chain_unrelated,
      &checks::chain_not_current,
      &checks::chain_empty,
      &checks::handshake_unresolved,
      &checks::handshake_refused,
      &checks::handshake_dead_address,
      &checks::starttls_not_offered,
      &checks::starttls_refused,
      &checks::starttls_no_service,
      &checks::starttls_malformed,
      &checks::starttls_injected,
      &checks::handshake_timeout,
      &checks::handshake_closed,
      &checks::handshake_plaintext,
      &checks::handshake_alert,
      &checks::handshake_protocol_too_old,
      &checks::handshake_unsupported,
      &checks::handshake_client_certificate,
      &checks::handshake_invalid_certificate,
      &checks::handshake_failed,
      &checks::handshake_certificates_left_out,
      &checks::handshake_protocol_violation,
      &checks::local_resources_exhausted,
      &checks::time_limit_reached,
      &checks::handshake_no_forward_secrecy,
      &checks::staple_missing,
      &checks::handshake_certificates_too_large,
      &checks::fetch_failed,
      &checks::input_unusable,
      &checks::key_repeated,
  };
  static const std::vector<const Check*> all = [] {
    std::vector<const Check*> every(own.begin(), own.end());
    for (const auto& more : {protocol_checks(), expectation_checks()})
      every.insert(every.end(), more.begin(), more.end());
    return every;
  }();
  return all;
}

}  // namespace certcheck::engine
