#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certcheck::lint::rfc5280 {
namespace {

using namespace std::string_view_literals;
namespace oids = x509::oids;
using x509::AccessDescription;
using Kind = x509::GeneralName::Kind;

constexpr der::Oid time_stamping_access{"\x2b\x06\x01\x05\x05\x07\x30\x03"sv};  // id-ad-timeStamping

bool has_uri(const AccessDescription& each) { return each.location.kind == Kind::uri; }
bool has_http_or_ldap(const AccessDescription& each) {
  return has_uri(each) && is_http_or_ldap(each.location.text());
}

/// One of the two extensions, there and readable.
struct Access {
  const x509::Extension* extension = nullptr;
  const std::vector<AccessDescription>* descriptions = nullptr;

  explicit operator bool() const { return descriptions != nullptr; }
  template <typename Predicate>
  bool any(der::Oid method, Predicate predicate) const {
    return std::any_of(descriptions->begin(), descriptions->end(), [&](const AccessDescription& each) {
      return each.method == method && predicate(each);
    });
  }
  bool has(der::Oid method) const {
    return any(method, [](const AccessDescription&) { return true; });
  }
};

Access access_of(const x509::Certificate& certificate, x509::ExtensionId id,
                 const std::optional<x509::InformationAccess>& value) {
  const x509::Extension* extension = certificate.find(id);
  return extension == nullptr || !value ? Access{} : Access{extension, &value->descriptions};
}
Access authority(const CertificateFacts& facts) {
  return access_of(facts.certificate, oids::authority_information_access,
                   facts.certificate.authority_information_access);
}
Access subject(const CertificateFacts& facts) {
  return access_of(facts.certificate, oids::subject_information_access,
                   facts.certificate.subject_information_access);
}

Outcome fire(const CertificateFacts& facts, const Reporter& report, const Access& access,
             std::string message) {
  return report.fire(place_in(facts.certificate, *access.extension), access.extension->value_offset,
                     std::move(message));
}
Outcome fire(const CertificateFacts& facts, const Reporter& report, const Access& access,
             const AccessDescription& at, std::string message) {
  return report.fire(place_in(facts.certificate, *access.extension), at.location.offset, std::move(message));
}

// RFC 5280 4.2.2.1: "Conforming CAs MUST mark this extension as non-critical." Since RFC 2459.
Outcome authority_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::authority_information_access, "authorityInfoAccess");
}

// RFC 5280 4.2.2.2: "Conforming CAs MUST mark this extension as non-critical." Since RFC 3280.
Outcome subject_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::subject_information_access, "subjectInfoAccess");
}

// RFC 5280 4.2.2.1: "When the id-ad-caIssuers accessMethod is used, at least one instance SHOULD specify an
// accessLocation that is an HTTP [RFC2616] or LDAP [RFC4516] URI." New in RFC 5280. Where there is no URI at
// all zlint sees no caIssuers; that case is ca_issuers_without_uri.
Outcome ca_issuers_unreachable(const CertificateFacts& facts, const Reporter& report) {
  const Access access = authority(facts);
  if (!access || !access.any(oids::ca_issuers_access, has_uri)) return Outcome::not_applicable;
  return access.any(oids::ca_issuers_access, has_http_or_ldap)
             ? Outcome::pass
             : fire(facts, report, access, "no caIssuers in authorityInfoAccess has an http or ldap URI");
}

Outcome ca_issuers_without_uri(const CertificateFacts& facts, const Reporter& report) {
  const Access access = authority(facts);
  if (!access || !access.has(oids::ca_issuers_access)) return Outcome::not_applicable;
  return access.any(oids::ca_issuers_access, has_uri)
             ? Outcome::pass
             : fire(facts, report, access, "no caIssuers in authorityInfoAccess has a URI");
}

// RFC 5280 4.2.2.2: the same of id-ad-caRepository.
Outcome ca_repository_unreachable(const CertificateFacts& facts, const Reporter& report) {
  const Access access = subject(facts);
  if (!access || !access.has(oids::ca_repository_access)) return Outcome::not_applicable;
  return access.any(oids::ca_repository_access, has_http_or_ldap)
             ? Outcome::pass
             : fire(facts, report, access, "no caRepository in subjectInfoAccess has an http or ldap URI");
}

// RFC 5280 4.2.2.1: "When id-ad-ocsp appears as accessMethod, the accessLocation field is the location of the
// OCSP responder, using the conventions defined in [RFC2560]." RFC 2560 and 6960 3.1: CAs "MUST provide for
// the inclusion of a value for a uniformResourceIdentifier (URI) accessLocation".
Outcome ocsp_without_uri(const CertificateFacts& facts, const Reporter& report) {
  const Access access = authority(facts);
  if (!access || !access.has(oids::ocsp_access)) return Outcome::not_applicable;
  return access.any(oids::ocsp_access, has_uri)
             ? Outcome::pass
             : fire(facts, report, access, "no ocsp in authorityInfoAccess has a URI");
}

/// The name forms to which RFC 5280 4.2.2.1 and 4.2.2.2 give a meaning as a location, for the methods that
/// they define and that no other lint asks a URI of.
bool is_defined_form(const AccessDescription& each) {
  const Kind kind = each.location.kind;
  if (each.method == oids::ca_issuers_access || each.method == oids::ca_repository_access)
    return kind == Kind::uri || kind == Kind::directory_name || kind == Kind::rfc822_name;
  return each.method != time_stamping_access || kind == Kind::uri || kind == Kind::rfc822_name ||
         kind == Kind::dns_name || kind == Kind::ip_address;
}

// RFC 5280 4.2.2.1: "The semantics of other id-ad-caIssuers accessLocation name forms are not
// defined." 4.2.2.2 says the same of id-ad-caRepository, and for id-ad-timeStamping names URI, rfc822Name,
// dNSName and iPAddress.
Outcome undefined_form(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (const auto& [access, name] : {std::pair{authority(facts), "authorityInfoAccess"sv},
                                     std::pair{subject(facts), "subjectInfoAccess"sv}}) {
    if (!access) continue;
    outcome = std::max(outcome, Outcome::pass);
    for (const AccessDescription& each : *access.descriptions) {
      if (!is_defined_form(each)) {
        outcome = fire(facts, report, access, each,
                       fmt::format("the location {} in {} has a form that is not defined there",
                                   each.location.to_string(), name));
      }
    }
  }
  return outcome;
}

/// Fires for the first description whose method belongs into the other extension.
template <typename Misplaced>
Outcome check_methods(const CertificateFacts& facts, const Reporter& report, const Access& access,
                      Misplaced misplaced, std::string_view message) {
  if (!access) return Outcome::not_applicable;
  const auto found = std::find_if(access.descriptions->begin(), access.descriptions->end(),
                                  [&](const AccessDescription& each) { return misplaced(each.method); });
  return found == access.descriptions->end() ? Outcome::pass
                                             : fire(facts, report, access, *found, std::string(message));
}

// RFC 5280 4.2.2.1 is about "information and services for the issuer" and defines id-ad-ocsp and
// id-ad-caIssuers; 4.2.2.2 is about the subject and defines id-ad-caRepository and id-ad-timeStamping.
Outcome authority_with_subject_method(const CertificateFacts& facts, const Reporter& report) {
  return check_methods(
      facts, report, authority(facts),
      [](der::Oid method) { return method == oids::ca_repository_access || method == time_stamping_access; },
      "authorityInfoAccess has an access method for services of the subject, not of the issuer");
}

Outcome subject_with_authority_method(const CertificateFacts& facts, const Reporter& report) {
  return check_methods(
      facts, report, subject(facts),
      [](der::Oid method) { return method == oids::ocsp_access || method == oids::ca_issuers_access; },
      "subjectInfoAccess has an access method for services of the issuer, not of the subject");
}

// RFC 5280 4.2.2.2: "The id-ad-caRepository OID is used when the subject is a CA that publishes certificates
// it issues in a repository."
Outcome ca_repository_in_leaf(const CertificateFacts& facts, const Reporter& report) {
  return check_methods(
      facts, report, subject(facts), [](der::Oid method) { return method == oids::ca_repository_access; },
      "subjectInfoAccess has caRepository, but the subject is not a CA");
}

constexpr Lint information_access_lints[] = {
    {.check = {.id = "rfc5280.authority_information_access.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "authorityInfoAccess MUST NOT be critical.",
               .citation = "RFC 5280 4.2.2.1",
               .hint = "Issue the certificate again with authorityInfoAccess not marked critical.",
               .zlint = "e_ext_aia_marked_critical"},
     .example = "a critical authorityInfoAccess",
     .effective = dates::rfc2459,
     .certificate = authority_critical},
    {.check = {.id = "rfc5280.subject_information_access.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "subjectInfoAccess MUST NOT be critical.",
               .citation = "RFC 5280 4.2.2.2",
               .hint = "Issue the certificate again with subjectInfoAccess not marked critical.",
               .zlint = "e_subject_info_access_marked_critical"},
     .example = "a critical subjectInfoAccess",
     .only_with = {oids::subject_information_access},
     .effective = dates::rfc3280,
     .certificate = subject_critical},
    {.check = {.id = "rfc5280.authority_information_access.ca_issuers_unreachable",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "At least one URI of caIssuers SHOULD be an HTTP or LDAP URI.",
               .citation = "RFC 5280 4.2.2.1",
               .hint = "Add the HTTP URI of the issuer's certificate.",
               .zlint = "w_ext_aia_access_location_missing"},
     .example = "caIssuers aia.example.com/ca.cer",
     .effective = dates::rfc5280,
     .certificate = ca_issuers_unreachable},
    {.check = {.id = "rfc5280.authority_information_access.ca_issuers_without_uri",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "At least one location of caIssuers SHOULD be a URI.",
               .citation = "RFC 5280 4.2.2.1",
               .hint = "Add the HTTP URI of the issuer's certificate."},
     .example = "caIssuers with a directoryName only",
     .effective = dates::rfc5280,
     .certificate = ca_issuers_without_uri},
    {.check = {.id = "rfc5280.authority_information_access.ocsp_without_uri",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The location of an OCSP responder MUST be a URI.",
               .citation = "RFC 5280 4.2.2.1; RFC 6960 3.1",
               .hint = "Give the HTTP URI of the responder."},
     .example = "ocsp with a dNSName",
     .effective = dates::rfc5280,
     .certificate = ocsp_without_uri},
    {.check = {.id = "rfc5280.authority_information_access.subject_method",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "authorityInfoAccess SHOULD contain access methods of the issuer only.",
               .citation = "RFC 5280 4.2.2.1, 4.2.2.2",
               .hint = "Put caRepository and timeStamping into subjectInfoAccess."},
     .example = "authorityInfoAccess with caRepository",
     .effective = dates::rfc3280,
     .certificate = authority_with_subject_method},
    {.check = {.id = "rfc5280.information_access.undefined_form",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "Access locations SHOULD have a form that is defined for their access method.",
               .citation = "RFC 5280 4.2.2.1, 4.2.2.2",
               .hint = "Give a URI."},
     .example = "caIssuers with a dNSName",
     .effective = dates::rfc5280,
     .certificate = undefined_form},
    {.check = {.id = "rfc5280.subject_information_access.authority_method",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "subjectInfoAccess SHOULD contain access methods of the subject only.",
               .citation = "RFC 5280 4.2.2.1, 4.2.2.2",
               .hint = "Put ocsp and caIssuers into authorityInfoAccess."},
     .example = "subjectInfoAccess with ocsp",
     .only_with = {oids::subject_information_access},
     .effective = dates::rfc3280,
     .certificate = subject_with_authority_method},
    {.check = {.id = "rfc5280.subject_information_access.ca_repository_in_leaf",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "caRepository SHOULD be present in CA certificates only.",
               .citation = "RFC 5280 4.2.2.2",
               .hint = "Remove caRepository."},
     .example = "a leaf whose subjectInfoAccess has caRepository",
     .applies = Role::leaf,
     .only_with = {oids::subject_information_access},
     .effective = dates::rfc3280,
     .certificate = ca_repository_in_leaf},
    {.check = {.id = "rfc5280.subject_information_access.ca_repository_unreachable",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "At least one location of caRepository SHOULD be an HTTP or LDAP URI.",
               .citation = "RFC 5280 4.2.2.2",
               .hint = "Add the HTTP URI of the repository."},
     .example = "caRepository with a directoryName only",
     .only_with = {oids::subject_information_access},
     .effective = dates::rfc5280,
     .certificate = ca_repository_unreachable},
};

}  // namespace

constinit const Rows information_access_rows = information_access_lints;

}  // namespace certcheck::lint::rfc5280
