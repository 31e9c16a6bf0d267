#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5891/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5891 {
namespace {

/// Fires for a name and one label of it: the names may have very many.
Outcome fire(const CertificateFacts& facts, const Reporter& report, const x509::Extension& extension,
             const x509::GeneralName& name, std::string_view label, std::string_view complaint) {
  std::string printed;
  x509::append_printable(printed, label);
  return report.fire(place_in(facts.certificate, extension), name.offset,
                     fmt::format("{} has the label \"{}\", {}", name.to_string(), printed, complaint),
                     {{"name", name.to_string()}, {"label", printed}});
}

// RFC 5891 4.1: "By the time a string enters the IDNA registration process as described in this
// specification, it MUST be in Unicode and in Normalization Form C (NFC [Unicode-UAX15])." RFC 8399
// (now RFC 9549) brought that to certificates. From the first label on that cannot be decoded the rule does
// not apply, as in zlint.
Outcome not_nfc(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(x509::oids::subject_alternative_name);
  if (extension == nullptr || !facts.certificate.subject_alternative_names) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_dns_name(facts.certificate, [&](const x509::GeneralName& name) {
    std::string_view found;
    for_each_label(name.text(), [&](std::string_view label) {
      if (outcome == Outcome::not_applicable || !found.empty() || !is_xn_label(label)) return;
      const ALabelFault fault = a_label_fault(label);
      if (fault == ALabelFault::not_nfc)
        found = label;
      else if (fault == ALabelFault::not_punycode && outcome == Outcome::pass)
        outcome = Outcome::not_applicable;
    });
    if (!found.empty())
      outcome = fire(facts, report, *extension, name, found,
                     "which represents characters that are not in Unicode normalization form C");
  });
  return outcome;
}

bool is_reserved(std::string_view label) {
  return label.size() >= 4 && label[2] == '-' && label[3] == '-' && !is_xn_label(label);
}

// RFC 5890 2.3.1, of labels with "--" in the third and fourth position: "Labels within the class of R-LDH
// labels that are not prefixed with "xn--" are also not valid IDNA labels. To allow for future use of
// mechanisms similar to IDNA, those labels MUST NOT be processed as ordinary LDH labels by IDNA-conforming
// programs and SHOULD NOT be mixed with IDNA labels in the same zone."
Outcome reserved(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(x509::oids::subject_alternative_name);
  Outcome outcome = Outcome::not_applicable;
  for_each_dns_name(facts.certificate, [&](const x509::GeneralName& name) {
    std::string_view found;
    for_each_label(name.text(), [&](std::string_view label) {
      found = found.empty() && is_reserved(label) ? label : found;
    });
    outcome = std::max(
        outcome, found.empty() ? Outcome::pass
                               : fire(facts, report, *extension, name, found,
                                      "which is reserved by the \"--\" in its third and fourth position"));
  });
  return outcome;
}

constexpr Lint dns_labels_lints[] = {
    {.check = {.id = "rfc5891.dns_labels.not_nfc",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The A-labels of a dNSName MUST represent Unicode in normalization form C.",
               .citation = "RFC 5891 4.1; RFC 9549 3",
               .hint = "Issue the certificate for the normalized name; the other cannot be registered.",
               .zlint = "e_international_dns_name_not_nfc"},
     .example = "an A-label made of e and a combining accent that together have a character of their own",
     .finds_in = Unusual::domain,
     .effective = dates::rfc8399,
     .certificate = not_nfc},
    {.check = {.id = "rfc5891.dns_labels.reserved",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "A label other than an A-label SHOULD NOT have \"--\" in its third and fourth positions.",
               .citation = "RFC 5890 2.3.1",
               .hint = "Issue the certificate for a name without such labels; software may refuse them."},
     .example = "the dNSName ab--cd.example.com",
     .finds_in = Unusual::domain,
     .effective = dates::rfc5890,
     .certificate = reserved},
};

}  // namespace

constinit const Rows dns_labels_rows = dns_labels_lints;

}  // namespace certcheck::lint::rfc5891
