#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/ca_only.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

using x509::PolicyMapping;

/// Fires for each mapping that is `bad`; `complaint` ends the sentence "the mapping of a to b".
template <typename Bad>
Outcome check_mappings(const CertificateFacts& facts, const Reporter& report, Bad bad,
                       std::string_view complaint) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::policy_mappings);
  if (extension == nullptr || !certificate.policy_mappings) return Outcome::not_applicable;
  const auto& mappings = certificate.policy_mappings->mappings;
  Outcome outcome = Outcome::pass;
  for (size_t i = 0; i < mappings.size(); ++i) {
    if (bad(mappings[i])) {
      const std::string from = mappings[i].issuer_domain.to_string();
      const std::string to = mappings[i].subject_domain.to_string();
      outcome = report.fire(fmt::format("{}.{}", place_in(certificate, *extension), i),
                            offset_in(certificate, mappings[i].issuer_domain.content()),
                            fmt::format("the mapping of {} to {}{}", from, to, complaint),
                            {{"issuer_domain", from}, {"subject_domain", to}});
    }
  }
  return outcome;
}

// RFC 5280 4.2.1.5: "Policies MUST NOT be mapped either to or from the special value anyPolicy". Since RFC
// 3280.
Outcome any_policy(const CertificateFacts& facts, const Reporter& report) {
  return check_mappings(
      facts, report,
      [](const PolicyMapping& mapping) {
        return mapping.issuer_domain == oids::any_policy || mapping.subject_domain == oids::any_policy;
      },
      " is from or to anyPolicy");
}

/// The policies that a certificate asserts, sorted once there are many of them.
class AssertedPolicies {
 public:
  explicit AssertedPolicies(const x509::Certificate& certificate) {
    if (certificate.certificate_policies) policies_ = certificate.certificate_policies->policies;
    if (policies_.size() > few) {
      for (const x509::PolicyInformation& policy : policies_) sorted_.push_back(policy.id);
      std::sort(sorted_.begin(), sorted_.end());
    }
  }
  bool contain(der::Oid id) const {
    return sorted_.empty() ? std::any_of(policies_.begin(), policies_.end(),
                                         [id](const auto& policy) { return policy.id == id; })
                           : std::binary_search(sorted_.begin(), sorted_.end(), id);
  }

 private:
  std::span<const x509::PolicyInformation> policies_;
  std::vector<der::Oid> sorted_;
};

// RFC 5280 4.2.1.5: "Each issuerDomainPolicy named in the policy mappings extension SHOULD also be asserted
// in a certificate policies extension in the same certificate." Since RFC 3280.
Outcome not_asserted(const CertificateFacts& facts, const Reporter& report) {
  if (is_unread(facts.certificate, oids::certificate_policies)) return Outcome::not_applicable;
  const AssertedPolicies asserted(facts.certificate);
  return check_mappings(
      facts, report,
      [&asserted](const PolicyMapping& mapping) { return !asserted.contain(mapping.issuer_domain); },
      " is from a policy that certificatePolicies does not assert");
}

// RFC 5280 4.2.1.5: "Conforming CAs SHOULD mark this extension as critical." RFC 2459 and RFC 3280 4.2.1.6
// said the opposite: "it MUST be non-critical". zlint warns about certificates of those days too.
Outcome policy_mappings_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::policy_mappings, "policyMappings");
}

// RFC 5280 4.2.1.5: "This extension is used in CA certificates." Since RFC 2459.
Outcome policy_mappings_in_leaf(const CertificateFacts& facts, const Reporter& report) {
  return require_ca(facts, report, oids::policy_mappings, "policyMappings");
}

constexpr Lint policy_mappings_lints[] = {
    {.check = {.id = "rfc5280.policy_mappings.any_policy",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Policies MUST NOT be mapped to or from anyPolicy.",
               .citation = "RFC 5280 4.2.1.5",
               .hint = "Map the intended policies one by one.",
               .zlint = "e_ext_policy_map_any_policy"},
     .example = "an intermediate that maps a policy to anyPolicy",
     .effective = dates::rfc3280,
     .certificate = any_policy},
    {.check = {.id = "rfc5280.policy_mappings.not_asserted",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "Every issuerDomainPolicy SHOULD also be asserted in certificatePolicies.",
               .citation = "RFC 5280 4.2.1.5",
               .hint = "Assert the policy, or remove the mapping: it has no effect.",
               .zlint = "w_ext_policy_map_not_in_cert_policy"},
     .example = "an intermediate that maps a policy which it does not assert",
     .effective = dates::rfc3280,
     .certificate = not_asserted},
    {.check = {.id = "rfc5280.policy_mappings.not_critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "policyMappings SHOULD be critical.",
               .citation = "RFC 5280 4.2.1.5",
               .hint = "Issue the CA certificate again with policyMappings marked critical.",
               .zlint = "w_ext_policy_map_not_critical"},
     .example = "an intermediate with policyMappings that is not critical",
     .effective = dates::rfc5280,
     .certificate = policy_mappings_not_critical},
    {.check = {.id = "rfc5280.policy_mappings.in_leaf",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "policyMappings SHOULD be present in CA certificates only.",
               .citation = "RFC 5280 4.2.1.5",
               .hint = "Remove the extension: there are no certificates below to which it could apply."},
     .example = "a server certificate with policyMappings",
     .effective = dates::rfc2459,
     .certificate = policy_mappings_in_leaf},
};

}  // namespace

constinit const Rows policy_mappings_rows = policy_mappings_lints;

}  // namespace certcheck::lint::rfc5280
