#include "certcheck/lint/support/subject.h"

#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.4.2, 7.1.4.2.2: what the attributes of the subject say.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;

bool is_mailbox(std::string_view text) {
  return text.find('@') != std::string_view::npos && mailbox_fault(text).empty();
}

/// Fires for each attribute of the type whose text is not `right`; not_applicable without any.
template <typename Right>
Outcome each_value(const CertificateFacts& facts, const Reporter& report, der::Oid type,
                   std::string_view name, std::string_view fault, Right right) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(
      facts.certificate.subject, type, [&](std::string_view text, const x509::Attribute& attribute) {
        outcome = std::max(outcome, right(text) ? Outcome::pass
                                                : report.fire(subject_place, attribute.offset,
                                                              fmt::format("{} \"{}\" {}", name,
                                                                          x509::printable(text), fault)));
      });
  return outcome;
}

// (h): emailAddress "SHALL contain a single Mailbox Address".
Outcome email_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_value(facts, report, oids::email_address, "emailAddress", "is not a single mailbox",
                    is_mailbox);
}

// (a), of mailboxes: commonName is a "Mailbox Address". Passes without any, as in zlint.
Outcome common_name_not_mailbox(const CertificateFacts& facts, const Reporter& report) {
  return std::max(Outcome::pass,
                  each_value(facts, report, oids::common_name, "commonName", "is not a mailbox", is_mailbox));
}

// (a), of organizations: commonName is "subject:organizationName or Mailbox Address". zlint asks for a
// commonName.
Outcome common_name_not_organization(const CertificateFacts& facts, const Reporter& report) {
  return each_value(
      facts, report, oids::common_name, "commonName", "is neither organizationName nor a mailbox",
      [&](std::string_view text) {
        bool found = is_mailbox(text);
        for_each_text(facts.certificate.subject, oids::organization,
                      [&](std::string_view name, const x509::Attribute&) { found = found || name == text; });
        return found;
      });
}

// (n): countryName "SHALL contain the two-letter ISO 3166-1 country code", or XX for a country without one.
Outcome country_unknown(const CertificateFacts& facts, const Reporter& report) {
  return std::max(Outcome::pass, each_value(facts, report, oids::country, "countryName",
                                            "is not a code of ISO 3166-1", is_country_code_or_xx));
}

// 7.1.4.2: "Subject attributes SHALL NOT contain only metadata such as '.', '-', and ' ' (i.e., space)
// characters".
Outcome value_absent(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  std::string buffer;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    const std::string_view text = text_of(attribute, buffer);
    if (text.find_first_not_of(".-, ") != std::string_view::npos) continue;
    outcome = report.fire(subject_place, attribute.offset,
                          fmt::format("the attribute {} has the value \"{}\"", attribute.type.to_string(),
                                      x509::printable(text)));
  }
  return outcome;
}

constexpr Lint subject_lints[] = {
    {.check = must("cabf_smime.subject.email_malformed",
                   "emailAddress in the subject of S/MIME certificates MUST be a single mailbox.",
                   "CA/B S/MIME BR 7.1.4.2.2 (h)", "Write each mailbox as an attribute of its own.",
                   "e_single_email_subject_if_present"),
     .example = "the emailAddress \"a@example.com b@example.com\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<email_malformed>},
    {.check = must("cabf_smime.subject.common_name_not_mailbox",
                   "commonName in S/MIME certificates of mailboxes MUST be a mailbox.",
                   "CA/B S/MIME BR 7.1.4.2.2 (a)", "Write the mailbox, or omit commonName.",
                   "e_commonname_mailbox_validated"),
     .example = "the commonName \"Ada Lovelace\" for a mailbox",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<mailbox, any_generation, common_name_not_mailbox>},
    {.check =
         must("cabf_smime.subject.common_name_not_organization",
              "commonName in S/MIME certificates of organizations MUST be organizationName or a mailbox.",
              "CA/B S/MIME BR 7.1.4.2.2 (a)", "Write organizationName or the mailbox, or omit commonName.",
              "e_org_validated_invalid_cn"),
     .example = "the commonName \"Sales\" of an organization \"Example GmbH\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<organization, any_generation, common_name_not_organization>},
    {.check = must("cabf_smime.subject.country_unknown",
                   "countryName in S/MIME certificates MUST be a code of ISO 3166-1, or XX.",
                   "CA/B S/MIME BR 7.1.4.2.2 (n)", "Write the code of the subject's country.",
                   "e_subject_country_name"),
     .example = "the countryName ZZ",
     .effective = dates::smime_1_0,
     .certificate = of<with_organization | individual, any_generation, country_unknown>},
    {.check =
         must("cabf_smime.subject.value_absent",
              "Attributes in the subject of S/MIME certificates MUST NOT consist of metadata such as '-'.",
              "CA/B S/MIME BR 7.1.4.2", "Omit the attribute."),
     .example = "the organizationalUnitName \"-\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<value_absent>},
};

}  // namespace

constinit const Rows subject_rows = subject_lints;

}  // namespace certcheck::lint::cabf_smime
