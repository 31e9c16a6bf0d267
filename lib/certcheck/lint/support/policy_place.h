#pragma once

#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <span>
#include <string>

namespace certcheck::lint {

/// Offset of something that views the certificate's bytes.
inline size_t offset_in(const x509::Certificate& certificate, std::string_view view) {
  return static_cast<size_t>(as_bytes(view).data() - certificate.der.data());
}

/// Empty where the extension is missing or cannot be read.
inline std::span<const x509::PolicyInformation> policies_of(const x509::Certificate& certificate) {
  if (!certificate.certificate_policies) return {};
  return certificate.certificate_policies->policies;
}

/// Node path of a policy in the certificatePolicies extension given.
inline std::string place_of_policy(const x509::Certificate& certificate, const x509::Extension& policies,
                                   size_t policy) {
  return fmt::format("{}.{}", place_in(certificate, policies), policy);
}

/// A qualifier and where it stands.
struct QualifierPlace {
  const x509::Extension& policies;
  const x509::PolicyInformation& policy;
  const x509::PolicyQualifier& qualifier;
  size_t policy_index, qualifier_index;

  std::string path(const x509::Certificate& certificate) const {
    return fmt::format("{}.policyQualifiers.{}", place_of_policy(certificate, policies, policy_index),
                       qualifier_index);
  }
};

/// Calls `visit` with the place of each qualifier of each policy.
template <typename Visit>
void for_each_qualifier(const x509::Certificate& certificate, Visit visit) {
  if (!certificate.certificate_policies) return;
  const x509::Extension& extension = *certificate.find(x509::oids::certificate_policies);
  const auto& policies = certificate.certificate_policies->policies;
  for (size_t i = 0; i < policies.size(); ++i)
    for (size_t j = 0; j < policies[i].qualifiers.size(); ++j)
      visit(QualifierPlace{extension, policies[i], policies[i].qualifiers[j], i, j});
}

}  // namespace certcheck::lint
