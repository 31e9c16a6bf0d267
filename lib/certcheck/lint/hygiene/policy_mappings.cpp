#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/repeated.h"

#include <fmt/format.h>

#include <utility>

namespace certcheck::lint::hygiene {
namespace {

// RFC 5280 4.2.1.5 lets a policy be mapped to several others, but says nothing of the same pair twice, which
// adds nothing and is a slip.
Outcome duplicate_mapping(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.policy_mappings) return Outcome::not_applicable;
  const x509::Extension& extension = *certificate.find(x509::oids::policy_mappings);
  const std::span<const x509::PolicyMapping> mappings = certificate.policy_mappings->mappings;
  Outcome outcome = Outcome::pass;
  for_each_repeated(
      mappings,
      [](const x509::PolicyMapping& mapping) {
        return std::pair(mapping.issuer_domain.content(), mapping.subject_domain.content());
      },
      [&](size_t index) {
        const x509::PolicyMapping& mapping = mappings[index];
        outcome =
            report.fire(fmt::format("{}.{}", place_in(certificate, extension), index),
                        offset_in(certificate, mapping.issuer_domain.content()),
                        fmt::format("the mapping of {} to {} appears more than once",
                                    mapping.issuer_domain.to_string(), mapping.subject_domain.to_string()));
      });
  return outcome;
}

constexpr Lint policy_mappings_lints[] = {
    {.check = {.id = "hygiene.policy_mappings.duplicate",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A policy mapping SHOULD NOT be repeated.",
               .citation = "RFC 5280 4.2.1.5",
               .hint = "Remove the second one; it may have been meant for another policy."},
     .example = "an intermediate that maps 1.2.3.4 to 1.2.3.5 twice",
     .certificate = duplicate_mapping},
};

}  // namespace

constinit const Rows policy_mappings_rows = policy_mappings_lints;

}  // namespace certcheck::lint::hygiene
