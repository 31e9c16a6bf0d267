#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9549/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc9549 {
namespace {

// RFC 9549 3: "Conforming Certification Authorities (CAs) SHOULD ensure that IDNs are valid according to
// IDNA2008, which is defined in [RFC5890], [RFC5891], [RFC5892], [RFC5893], [RFC5894], and the updates to
// these documents. Failure to use valid A-labels may yield a domain name that cannot be correctly represented
// in the Domain Name System (DNS)." RFC 8399 3 has it in other words. What cannot be decoded or is not in
// form C others report. A code point that Unicode has got only lately may be unknown here.
Outcome invalid(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(x509::oids::subject_alternative_name);
  Outcome outcome = Outcome::not_applicable;
  for_each_dns_name(certificate, [&](const x509::GeneralName& name) {
    // One label of a name is reported: the names may have very many.
    std::string_view found;
    ALabelFault what = ALabelFault::none;
    for_each_label(name.text(), [&](std::string_view label) {
      if (!found.empty() || !is_xn_label(label)) return;
      outcome = std::max(outcome, Outcome::pass);
      const ALabelFault fault = a_label_fault(label);
      if (fault == ALabelFault::ascii || fault == ALabelFault::not_idna2008) {
        found = label;
        what = fault;
      }
    });
    if (!found.empty())
      outcome = report.fire(place_in(certificate, *extension), name.offset,
                            fmt::format("{} has a label that {}", name.to_string(), to_string(what)),
                            {{"name", name.to_string()}, {"label", std::string(found)}});
  });
  return outcome;
}

constexpr Lint a_labels_lints[] = {
    {.check = {.id = "rfc9549.a_labels.invalid",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "A label of a dNSName that begins with \"xn--\" SHOULD be a valid A-label of IDNA2008.",
               .citation = "RFC 9549 3; RFC 5891 4.2; RFC 5892",
               .hint = "Issue the certificate for a name that can be registered."},
     .example = "the A-label of a heart symbol, or of plain ASCII",
     .effective = dates::rfc8399,
     .certificate = invalid},
};

}  // namespace

std::span<const Lint> a_labels() { return a_labels_lints; }

}  // namespace certcheck::lint::rfc9549
