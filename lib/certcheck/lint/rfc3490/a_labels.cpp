#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3490/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc3490 {
namespace {

// RFC 3490 4.2 (ToUnicode): "Decode the sequence using the decoding algorithm in [PUNYCODE] and fail if there
// is an error." RFC 5280 7.2 asks for ToASCII of RFC 3490 in dNSNames, the result of which can be decoded.
// Labels that DNS cannot hold are left to others.
Outcome not_punycode(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(x509::oids::subject_alternative_name);
  if (extension == nullptr || !certificate.subject_alternative_names) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_dns_name(certificate, [&](const x509::GeneralName& name) {
    bool found = false;
    for_each_label(name.text(), [&](std::string_view label) {
      found = found || (is_xn_label(label) && a_label_fault(label) == ALabelFault::not_punycode);
    });
    if (found)
      outcome =
          report.fire(place_in(certificate, *extension), name.offset,
                      fmt::format("{} has a label without valid Punycode after \"xn--\"", name.to_string()),
                      {{"name", name.to_string()}});
  });
  return outcome;
}

constexpr Lint a_labels_lints[] = {
    {.check = {.id = "rfc3490.a_labels.not_punycode",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "What follows \"xn--\" in a label of a dNSName MUST be valid Punycode.",
               .citation = "RFC 3490 4.2; RFC 5280 7.2",
               .hint = "Issue the certificate for a name that can be shown.",
               .zlint = "e_international_dns_name_not_unicode"},
     .example = "the dNSName xn--99999999.example",
     .finds_in = Unusual::domain,
     .effective = dates::rfc3490,
     .certificate = not_punycode},
};

}  // namespace

constinit const Rows a_labels_rows = a_labels_lints;

}  // namespace certcheck::lint::rfc3490
