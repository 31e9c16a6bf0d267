#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.1.6: "If the subject field contains an empty sequence, then the issuing CA MUST include a
// subjectAltName extension that is marked as critical." Since RFC 2459.
Outcome not_critical_without_subject(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) {
    return Outcome::not_applicable;
  }
  return extension->critical || !facts.certificate.subject.empty()
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "the subject is empty, but subjectAltName is not marked critical");
}

std::string_view preferred_syntax_fault(std::string_view name) {
  if (const std::string_view fault = names::presented_dns_name_fault(name); !fault.empty()) {
    return fault;
  }
  if (name.find('_') != std::string_view::npos) {
    return "has an underscore";
  }
  return names::has_numeric_last_label(name) ? "ends with a number, as an IP address does"
                                             : std::string_view();
}

// RFC 5280 4.2.1.6: "The name MUST be in the 'preferred name syntax', as specified by Section 3.5 of
// [RFC1034] and as modified by Section 2.1 of [RFC1123]." Since RFC 2459. A wildcard as the whole left-most
// label is let pass: the RFC leaves it to others, RFC 9525 6.3 defines it.
Outcome dns_name_not_preferred_syntax(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::subject_alternative_name);
  if (extension == nullptr || !certificate.subject_alternative_names) {
    return Outcome::not_applicable;
  }
  Outcome outcome = Outcome::not_applicable;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
    if (name.kind != x509::GeneralName::Kind::dns_name) {
      continue;
    }
    if (const std::string_view fault = preferred_syntax_fault(name.text()); !fault.empty()) {
      outcome = report.fire(place_in(certificate, *extension), name.offset,
                            words(name.to_string(), " ", fault), {{"name", name.to_string()}});
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

constexpr Lint table[] = {
    {.check = {.id = "rfc5280.subject_alternative_name.not_critical_without_subject",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "subjectAltName is critical where the subject is empty.",
               .citation = "RFC 5280 4.2.1.6",
               .hint = "Issue the certificate again with a subject, or with subjectAltName marked critical.",
               .zlint = "e_ext_san_not_critical_without_subject"},
     .example = "an empty subject beside a subjectAltName that is not critical",
     .effective = dates::rfc2459,
     .certificate = not_critical_without_subject},
    {.check = {.id = "rfc5280.subject_alternative_name.dns_name_not_preferred_syntax",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement =
                   "A dNSName consists of letters, digits and hyphens in labels of 1 to 63 octets.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5; RFC 1123 2.1",
               .hint =
                   "Issue the certificate for a name that DNS hosts can have; addresses go into iPAddress."},
     .example = "the dNSName under_score.example, or 192.0.2.1 as a dNSName",
     .effective = dates::rfc2459,
     .certificate = dns_name_not_preferred_syntax},
};

}  // namespace

std::span<const Lint> subject_alternative_name() { return table; }

}  // namespace certcheck::lint::rfc5280
