#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/lint/support/user_notice.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.2.3 (a), 7.1.6: certificatePolicies.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;

Outcome fire_at_policies(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* const extension = facts.certificate.find(oids::certificate_policies);
  // There are none where the caller says which profile the certificate has.
  if (extension == nullptr) return report.fire("tbsCertificate.extensions", {}, std::move(message));
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset, std::move(message));
}

// "It SHALL include exactly one of the reserved policyIdentifiers listed in Section 7.1.6.1".
Outcome reserved_missing(const CertificateFacts& facts, const Reporter& report) {
  if (!is_smime(facts)) return Outcome::not_applicable;
  if (facts.smime.policies != 0) return Outcome::pass;
  if (facts.certificate.find(oids::certificate_policies) == nullptr)
    return report.fire("tbsCertificate.extensions", {}, "the S/MIME certificate has no certificatePolicies");
  return facts.certificate.certificate_policies
             ? fire_at_policies(facts, report, "there is no reserved policy of the S/MIME BR")
             : Outcome::not_applicable;
}

Outcome reserved_several(const CertificateFacts& facts, const Reporter& report) {
  const size_t count = facts.smime.policies;
  if (count == 0) return Outcome::not_applicable;
  return count == 1 ? Outcome::pass
                    : fire_at_policies(facts, report,
                                       fmt::format("there are {} reserved policies of the S/MIME BR", count));
}

// 7.1.6.1: "Effective July 15, 2025 S/MIME Subscriber Certificates SHALL NOT be issued using the Legacy
// Generation profiles". CA certificates may still have the policies, for what was issued before; zlint fires
// for them too.
Outcome legacy_generation(const CertificateFacts& facts, const Reporter& report) {
  if (facts.is_of_unknown_kind()) return Outcome::not_applicable;
  return facts.is_ca() ? Outcome::pass
                       : fire_at_policies(facts, report,
                                          "the certificate is of the legacy generation, which has ended");
}

// "This extension SHOULD NOT be marked critical."
Outcome policies_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::certificate_policies, "certificatePolicies");
}

// Of id-qt-cps "the value of the qualifier SHALL be a HTTP or HTTPS URL".
Outcome cps_not_http(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_qualifier(facts.certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != oids::cps_qualifier) return;
    // CPSuri ::= IA5String, which is a tag and a length before the text.
    Findings unheeded;
    der::FaultSink sink(unheeded);
    der::Reader value(place.qualifier.qualifier, sink, {});
    const auto uri = value.next();
    const std::string_view text = uri ? as_text(uri->content) : std::string_view();
    outcome = std::max(outcome, has_scheme(text, "http") || has_scheme(text, "https")
                                    ? Outcome::pass
                                    : report.fire(place.path(facts.certificate), place.qualifier.offset,
                                                  "the CPS qualifier is not an HTTP or HTTPS URL"));
  });
  return outcome;
}

// Of id-qt-unotice "it SHALL contain explicitText and SHALL NOT contain noticeRef".
Outcome user_notice(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_qualifier(facts.certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != oids::user_notice_qualifier) return;
    const auto notice = read_user_notice(facts.certificate, place.qualifier);
    if (!notice) return;
    outcome = std::max(outcome, notice->explicit_text && !notice->reference
                                    ? Outcome::pass
                                    : report.fire(place.path(facts.certificate), place.qualifier.offset,
                                                  notice->reference ? "the user notice has noticeRef"
                                                                    : "the user notice has no explicitText"));
  });
  return outcome;
}

constexpr Lint policies_lints[] = {
    {.check = must("cabf_smime.policies.reserved_missing",
                   "S/MIME certificates MUST have a reserved policy of the S/MIME BR.",
                   "CA/B S/MIME BR 7.1.2.3 (a)", "Add the policy by which the subject was validated.",
                   "e_exactly_one_smime_policy"),
     .example = "a certificate with the CA's own policy alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = reserved_missing},
    {.check = must("cabf_smime.policies.reserved_several",
                   "S/MIME certificates MUST NOT have several reserved policies of the S/MIME BR.",
                   "CA/B S/MIME BR 7.1.2.3 (a)", "Keep the policy by which the subject was validated.",
                   "e_exactly_one_smime_policy"),
     .example = "the policies 2.23.140.1.5.1.2 and 2.23.140.1.5.1.3",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = reserved_several},
    {.check = must("cabf_smime.policies.legacy_generation",
                   "S/MIME certificates MUST NOT be of the legacy generation.", "CA/B S/MIME BR 7.1.6.1",
                   "Issue certificates of the multipurpose or strict generation.",
                   "e_legacy_generation_deprecated"),
     .example = "the policy 2.23.140.1.5.1.1",
     .effective = dates::smime_1_0_6,
     .certificate = of<any_type, legacy, legacy_generation>},
    {.check = should("cabf_smime.policies.critical",
                     "certificatePolicies of S/MIME certificates SHOULD NOT be critical.",
                     "CA/B S/MIME BR 7.1.2.3 (a)", "Mark the extension not critical."),
     .example = "a critical certificatePolicies",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<policies_critical>},
    {.check = must("cabf_smime.policies.cps_not_http",
                   "CPS qualifiers of S/MIME certificates MUST be HTTP or HTTPS URLs.",
                   "CA/B S/MIME BR 7.1.2.3 (a)", "Write the URL of the CPS."),
     .example = "the qualifier \"www.example.com/cps\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<cps_not_http>},
    {.check = must("cabf_smime.policies.user_notice",
                   "User notices of S/MIME certificates MUST have explicitText and MUST NOT have noticeRef.",
                   "CA/B S/MIME BR 7.1.2.3 (a)", "Write the text itself."),
     .example = "a user notice with noticeRef",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<user_notice>},
};

}  // namespace

constinit const Rows policies_rows = policies_lints;

}  // namespace certcheck::lint::cabf_smime
