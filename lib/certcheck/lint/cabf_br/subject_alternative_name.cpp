#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 7.1.2.7.12: "For Subscriber Certificates, the Subject Alternative Name MUST be present". BR 1.0 9.2.1
// asked the same. As with zlint a certificate that signed itself counts as one here, if it is not a CA
// certificate.
Outcome missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::subject_alternative_name) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the subscriber certificate has no subjectAltName");
}

Outcome critical_with_subject(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical && !facts.certificate.subject.empty()
             ? report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "subjectAltName is marked critical although the subject is not empty")
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
  if (!certificate.subject_alternative_names) return Outcome::not_applicable;
  const x509::Extension& extension = *certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::not_applicable;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
    if (name.kind != x509::GeneralName::Kind::dns_name) continue;
    outcome = std::max(outcome, Outcome::pass);
    if (names::is_wildcard(name.text()) && facts.is_public_suffix(name)) {
      outcome =
          report.fire(place_in(certificate, extension), name.offset,
                      fmt::format("{} matches every name directly below a public suffix", name.to_string()),
                      {{"name", name.to_string()}});
    }
  }
  return outcome;
}

// BR 7.1.2.7.12: of the kinds of names dNSName and iPAddress are permitted in a subscriber certificate, all
// others are not. BR 1.0 9.2.1 asked the same. zlint asks it of CA certificates too, which may have any for
// all that the BR say.
template <x509::GeneralName::Kind kind>
Outcome name_of_kind(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) return Outcome::not_applicable;
  if (!certificate.subject_alternative_names || facts.is_ca()) return Outcome::pass;
  Outcome outcome = Outcome::pass;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
    if (name.kind == kind)
      outcome = report.fire(place_in(certificate, *extension), name.offset,
                            fmt::format("subjectAltName has a {}", x509::to_string(kind)),
                            {{"name", name.to_string()}});
  }
  return outcome;
}

// BR 7.1.2.7.12: subjectAltName "MUST contain at least one dNSName or iPAddress GeneralName."
Outcome no_server_name(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::subject_alternative_name);
  if (extension == nullptr || !certificate.subject_alternative_names) return Outcome::not_applicable;
  const auto& names = *certificate.subject_alternative_names;
  return std::any_of(names.begin(), names.end(),
                     [](const x509::GeneralName& name) {
                       return name.kind == x509::GeneralName::Kind::dns_name ||
                              name.kind == x509::GeneralName::Kind::ip_address;
                     })
             ? Outcome::pass
             : report.fire(place_in(certificate, *extension), extension->value_offset,
                           "subjectAltName has neither a dNSName nor an iPAddress");
}

constexpr Revision name_kind_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.2.1"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.4.2.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.12"},
};

template <x509::GeneralName::Kind kind>
constexpr Lint kind_row(std::string_view id, std::string_view requirement, std::string_view example,
                        std::string_view zlint = {}) {
  return {.check = must(id, requirement, "CA/B BR 2.0.0 7.1.2.7.12",
                        "Leave the name out: a TLS certificate is for domain names and IP addresses.", zlint),
          .example = example,
          .finds_in = kind,
          .effective = dates::br_1_0,
          .history = name_kind_history,
          .certificate = name_of_kind<kind>};
}

constexpr Lint subject_alternative_name_lints[] = {
    {.check =
         {.id = "cabf_br.subject_alternative_name.missing",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement = "A subscriber certificate MUST contain subjectAltName.",
          .citation = "CA/B BR 7.1.2.7.12",
          .hint =
              "Issue the certificate again with the names in subjectAltName: clients ignore the common name.",
          .zlint = "e_ext_san_missing"},
     .example = "a server certificate with its name only in the common name",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .certificate = missing},
    {.check = {.id = "cabf_br.subject_alternative_name.should_not_be_critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "subjectAltName SHOULD NOT be critical if the subject is not empty.",
               .citation = "RFC 5280 4.2.1.6",
               .hint = "Issue the certificate again with subjectAltName not marked critical.",
               .zlint = "w_ext_san_critical_with_subject_dn"},
     .example = "a critical subjectAltName in a certificate with a subject",
     .effective = dates::rfc5280,
     .certificate = should_not_be_critical},
    {.check =
         {.id = "cabf_br.subject_alternative_name.subscriber_critical",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement =
              "subjectAltName in a subscriber certificate MUST NOT be critical if the subject is not empty.",
          .citation = "CA/B BR 7.1.2.7.12",
          .hint = "Issue the certificate again with subjectAltName not marked critical."},
     .example = "a server certificate with a common name and a critical subjectAltName",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_name_critical},
    {.check = {.id = "cabf_br.subject_alternative_name.wildcard_public_suffix",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A wildcard MUST NOT be directly below a public suffix.",
               .citation = "CA/B BR 3.2.2.6",
               .hint = "Issue the certificate for the intended names; browsers refuse this wildcard.",
               .zlint = "n_dnsname_wildcard_left_of_public_suffix"},
     .example = "the dNSName *.co.uk",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = wildcard_public_suffix},
    kind_row<x509::GeneralName::Kind::directory_name>(
        "cabf_br.subject_alternative_name.directory_name",
        "subjectAltName of a subscriber certificate MUST NOT contain a directoryName.",
        "a directoryName next to the dNSName", "e_ext_san_directory_name_present"),
    kind_row<x509::GeneralName::Kind::edi_party_name>(
        "cabf_br.subject_alternative_name.edi_party_name",
        "subjectAltName of a subscriber certificate MUST NOT contain an ediPartyName.",
        "an ediPartyName next to the dNSName", "e_ext_san_edi_party_name_present"),
    kind_row<x509::GeneralName::Kind::other_name>(
        "cabf_br.subject_alternative_name.other_name",
        "subjectAltName of a subscriber certificate MUST NOT contain an otherName.",
        "a user principal name next to the dNSName", "e_ext_san_other_name_present"),
    kind_row<x509::GeneralName::Kind::registered_id>(
        "cabf_br.subject_alternative_name.registered_id",
        "subjectAltName of a subscriber certificate MUST NOT contain a registeredID.",
        "a registeredID next to the dNSName", "e_ext_san_registered_id_present"),
    kind_row<x509::GeneralName::Kind::rfc822_name>(
        "cabf_br.subject_alternative_name.rfc822_name",
        "subjectAltName of a subscriber certificate MUST NOT contain an rfc822Name.",
        "an email address next to the dNSName", "e_ext_san_rfc822_name_present"),
    kind_row<x509::GeneralName::Kind::uri>(
        "cabf_br.subject_alternative_name.uri",
        "subjectAltName of a subscriber certificate MUST NOT contain a URI.", "a URI next to the dNSName",
        "e_ext_san_uniform_resource_identifier_present"),
    kind_row<x509::GeneralName::Kind::x400_address>(
        "cabf_br.subject_alternative_name.x400_address",
        "subjectAltName of a subscriber certificate MUST NOT contain an x400Address.",
        "an x400Address next to the dNSName"),
    {.check = must("cabf_br.subject_alternative_name.no_server_name",
                   "subjectAltName of a subscriber certificate MUST contain a dNSName or an iPAddress.",
                   "CA/B BR 7.1.2.7.12", "Issue the certificate again with the names of the server."),
     .example = "a subjectAltName with only an email address",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = no_server_name},
};

}  // namespace

constinit const Rows subject_alternative_name_rows = subject_alternative_name_lints;

}  // namespace certcheck::lint::cabf_br
