#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/ev_policies.h"

#include <algorithm>

namespace certcheck::lint::cabf_ev {

/// The certificate says by a policy that it is an EV certificate, or one for a CA that issues them.
inline bool is_ev(const x509::Certificate& certificate) {
  const auto& policies = certificate.certificate_policies;
  return policies &&
         std::any_of(policies->policies.begin(), policies->policies.end(),
                     [](const x509::PolicyInformation& policy) { return is_ev_policy(policy.id); });
}

/// The lint for EV certificates alone.
template <CertificateLint lint>
Outcome of_ev(const CertificateFacts& facts, const Reporter& report) {
  return is_ev(facts.certificate) ? lint(facts, report) : Outcome::not_applicable;
}

}  // namespace certcheck::lint::cabf_ev
