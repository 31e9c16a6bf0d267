#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9549/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/lint/support/values.h"
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

/// The domain name that a name has; of a URI its host. Empty if it has none.
std::string_view domain_of(const x509::GeneralName& name, Place place) {
  using Kind = x509::GeneralName::Kind;
  if (name.kind == Kind::dns_name) return name.text();
  if (name.kind != Kind::uri) return {};
  // RFC 5280 4.2.1.10: a constraint on URIs is a host.
  if (place == Place::name_constraint) return name.text();
  const Uri uri = split_uri(name.text());
  return uri.authority ? host_of(*uri.authority) : std::string_view();
}

ALabelFault domain_fault(std::string_view domain) {
  ALabelFault found = ALabelFault::none;
  for_each_label(domain, [&found](std::string_view label) {
    // What is too long for DNS breaks the syntax of names.
    if (found != ALabelFault::none || !is_xn_label(label) || label.size() > max_label) return;
    found = a_label_fault(label);
  });
  return found;
}

/// The bytes in which the names of a certificate are; those of others are not searched.
std::string_view bytes_of(const x509::Certificate& certificate) { return as_text(certificate.tbs); }
template <typename Subject>
std::string_view bytes_of(const Subject&) {
  return "--";
}

// The same of the other places, and of URIs, whose hosts are domain names too (RFC 5280 7.4: with their ACE
// labels). Of the domains of mailboxes RFC 9598 says so. Most certificates have no A-label anywhere.
template <typename Subject>
Outcome invalid_elsewhere(const Subject& subject, const Reporter& report) {
  if (bytes_of(parsed(subject)).find("--") == std::string_view::npos) return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(parsed(subject), [&](const x509::GeneralName& name, const Where& where) {
    if (where.place == Place::subject_alternative_name && name.kind == x509::GeneralName::Kind::dns_name)
      return;
    const std::string_view domain = domain_of(name, where.place);
    if (domain.empty()) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const ALabelFault fault = domain_fault(domain); fault != ALabelFault::none)
      outcome = report.fire(node_path(parsed(subject), where), name.offset,
                            fmt::format("{} in {} has a label that {}", name.to_string(),
                                        to_string(where.place), to_string(fault)),
                            {{"name", name.to_string()}});
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
     .finds_in = Unusual::domain,
     .effective = dates::rfc8399,
     .certificate = invalid},
    {.check = {.id = "rfc9549.a_labels.invalid_elsewhere",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "A label that begins with \"xn--\" SHOULD be a valid A-label of IDNA2008 in the "
                   "host of any URI, and in any dNSName.",
               .citation = "RFC 9549 3; RFC 5280 7.4; RFC 5891 4.2; RFC 5892",
               .hint = "Write a name that can be registered."},
     .example = "a distribution point http://xn--99999999.example/ca.crl",
     .finds_in = Unusual::uri | Unusual::domain,
     .effective = dates::rfc8399,
     .certificate = invalid_elsewhere<CertificateFacts>,
     .crl = invalid_elsewhere<x509::Crl>,
     .ocsp = invalid_elsewhere<x509::OcspResponse>,
     .ocsp_request = invalid_elsewhere<x509::OcspRequest>},
};

}  // namespace

constinit const Rows a_labels_rows = a_labels_lints;

}  // namespace certcheck::lint::rfc9549
