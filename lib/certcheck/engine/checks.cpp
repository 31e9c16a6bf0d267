#include "certcheck/engine/checks.h"

#include "certcheck/engine/detail/comparison_checks.h"
#include "certcheck/engine/detail/expectation_checks.h"
#include "certcheck/engine/detail/protocol_checks.h"
#include "certcheck/engine/detail/protocol_support_checks.h"
#include "certcheck/engine/detail/proxy_checks.h"
#include "certcheck/engine/detail/starttls_checks.h"
#include "certcheck/engine/detail/waiver_checks.h"

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
      &checks::proxy_unreachable,
      &checks::proxy_authentication,
      &checks::proxy_refused,
      &checks::proxy_no_connection,
      &checks::proxy_malformed,
      &checks::proxy_untrusted,
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
      &checks::local_resources_exhausted,
      &checks::time_limit_reached,
      &checks::handshake_no_forward_secrecy,
      &checks::staple_missing,
      &checks::handshake_certificates_too_large,
      &checks::fetch_failed,
      &checks::input_unusable,
      &checks::key_repeated,

      &checks::protocols_obsolete_version,
      &checks::protocols_key_transport,
      &checks::protocols_incomplete,
      &checks::addresses_certificate,
      &checks::addresses_names,
      &checks::addresses_verdict,
      &checks::addresses_expiry,
      &checks::addresses_chain,
      &checks::addresses_version,
      &checks::addresses_cipher_suite,
      &checks::certificates_names,
      &checks::certificates_issuer,
      &checks::certificates_verdict,
      &checks::certificates_expiry,
      &checks::default_certificate,
      &checks::waiver_ended,
      &checks::waiver_unused,

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
