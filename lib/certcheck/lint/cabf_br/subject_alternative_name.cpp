#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 7.1.2.7.12: "For Subscriber Certificates, the Subject Alternative Name MUST be present". BR 1.0 9.2.1
// asked the same. As with zlint a certificate that signed itself counts as one here, if it is no CA's.
Outcome missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::subject_alternative_name) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the subscriber certificate has no subjectAltName");
}

Outcome critical_with_subject(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) {
    return Outcome::not_applicable;
  }
  return extension->critical && !facts.certificate.subject.empty()
             ? report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "subjectAltName is marked critical although there is a subject")
             : Outcome::pass;
}

// RFC 5280 4.2.1.6: "When including the subjectAltName extension in a certificate that has a non-empty
// subject distinguished name, conforming CAs SHOULD mark the subjectAltName extension as non-critical."
Outcome should_not_be_critical(const CertificateFacts& facts, const Reporter& report) {
  return critical_with_subject(facts, report);
}

// BR 2.0.0 7.1.2.7.12: unless the subject is empty, "this extension MUST NOT be marked critical".
Outcome subscriber_name_critical(const CertificateFacts& facts, const Reporter& report) {
  return critical_with_subject(facts, report);
}

// BR 3.2.2.6: a wildcard directly left of a registry-controlled label or public suffix is refused, unless the
// applicant controls all names below it. Only the list's ICANN section is meant. BR 1.0 11.1.3 asked the
// same.
Outcome wildcard_public_suffix(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.subject_alternative_names) {
    return Outcome::not_applicable;
  }
  const x509::Extension& extension = *certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::not_applicable;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
    if (name.kind != x509::GeneralName::Kind::dns_name || !names::is_wildcard(name.text())) {
      continue;
    }
    if (facts.is_public_suffix(name)) {
      outcome = report.fire(place_in(certificate, extension), name.offset,
                            words(name.to_string(), " stands for every name below a public suffix"),
                            {{"name", name.to_string()}});
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

constexpr Lint subject_alternative_name_lints[] = {
    {.check =
         {.id = "cabf_br.subject_alternative_name.missing",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement = "A subscriber certificate has subjectAltName.",
          .citation = "CA/B BR 7.1.2.7.12",
          .hint =
              "Issue the certificate again with the names in subjectAltName: clients ignore the common name.",
          .zlint = "e_ext_san_missing"},
     .example = "a server certificate with its name in the common name alone",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .certificate = missing},
    {.check = {.id = "cabf_br.subject_alternative_name.should_not_be_critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "subjectAltName should not be critical where there is a subject.",
               .citation = "RFC 5280 4.2.1.6",
               .hint = "Issue the certificate again with subjectAltName not marked critical.",
               .zlint = "w_ext_san_critical_with_subject_dn"},
     .example = "a critical subjectAltName beside a subject",
     .effective = dates::rfc5280,
     .certificate = should_not_be_critical},
    {.check = {.id = "cabf_br.subject_alternative_name.subscriber_critical",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "subjectAltName of a subscriber certificate with a subject is not critical.",
               .citation = "CA/B BR 7.1.2.7.12",
               .hint = "Issue the certificate again with subjectAltName not marked critical."},
     .example = "a server certificate with a common name and a critical subjectAltName",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_name_critical},
    {.check = {.id = "cabf_br.subject_alternative_name.wildcard_public_suffix",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A wildcard does not stand directly left of a public suffix.",
               .citation = "CA/B BR 3.2.2.6",
               .hint = "Issue the certificate for the names that are meant; browsers refuse this wildcard."},
     .example = "the dNSName *.co.uk",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = wildcard_public_suffix},
};

}  // namespace

std::span<const Lint> subject_alternative_name() { return subject_alternative_name_lints; }

}  // namespace certcheck::lint::cabf_br
