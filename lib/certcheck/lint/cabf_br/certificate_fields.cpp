#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// Version, serial number, and which extensions there are.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 7.1.1: "Certificates MUST be of type X.509 v3." Since BR 1.3.0; versions without extensions have no
// scope here.
Outcome version_not_3(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.version == 3
             ? Outcome::pass
             : report.fire("tbsCertificate.version", {},
                           facts.certificate.version == 0
                               ? std::string("the certificate is of a version that does not exist")
                               : fmt::format("the certificate is of version {}", facts.certificate.version));
}

// BR 7.1 (ballot 164): serial numbers are "greater than zero (0) and less than 2^159 containing at least 64
// bits of output from a CSPRNG." Fewer bytes can hold 64 random bits that begin with zeros; RFC 5280 has the
// bounds.
Outcome serial_short(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t random_bytes = 8;
  const ByteView serial = magnitude_of(facts.certificate.serial);
  if (serial.empty()) return Outcome::not_applicable;
  return serial.size() >= random_bytes
             ? Outcome::pass
             : report.fire("tbsCertificate.serialNumber", facts.certificate.serial_offset,
                           fmt::format("the serial number has {} bytes, fewer than 64 random bits take",
                                       serial.size()));
}

/// The extensions of the subscriber profile, the poison of a precertificate, and cabfOrganizationIdentifier,
/// which the EV Guidelines have (7.1.2.2).
bool is_listed_extension(const x509::Extension& extension) {
  static constexpr x509::ExtensionId listed[] = {oids::authority_information_access,
                                                 oids::authority_key_identifier,
                                                 oids::certificate_policies,
                                                 oids::extended_key_usage,
                                                 oids::subject_alternative_name,
                                                 oids::name_constraints,
                                                 oids::key_usage,
                                                 oids::basic_constraints,
                                                 oids::crl_distribution_points,
                                                 oids::signed_certificate_timestamps,
                                                 oids::subject_key_identifier,
                                                 oids::precertificate_poison};
  static constexpr der::Oid organization_identifier{std::string_view("\x67\x81\x0c\x03\x01")};
  return std::find(std::begin(listed), std::end(listed), extension.known) != std::end(listed) ||
         extension.id == organization_identifier;
}

// BR 2.0.0 7.1.2.7.6: "Any other extension" is "NOT RECOMMENDED".
Outcome other_extension(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Extension& extension : facts.certificate.extensions) {
    if (!is_listed_extension(extension))
      outcome = report.fire(place_of(facts.certificate, extension), extension.offset,
                            fmt::format("the subscriber certificate has the extension {}{}",
                                        extension.id.to_string(), extension.critical ? ", critical" : ""),
                            {{"extension", extension.id.to_string()}});
  }
  return outcome;
}

/// What the profiles of CAs list. A root's extKeyUsage and cRLDistributionPoints have rules of their own.
bool is_listed_for_ca(const x509::Extension& extension, bool root) {
  static constexpr x509::ExtensionId of_all[] = {oids::authority_key_identifier,
                                                 oids::basic_constraints,
                                                 oids::key_usage,
                                                 oids::subject_key_identifier,
                                                 oids::extended_key_usage,
                                                 oids::certificate_policies,
                                                 oids::crl_distribution_points,
                                                 oids::signed_certificate_timestamps,
                                                 oids::precertificate_poison};
  return std::find(std::begin(of_all), std::end(of_all), extension.known) != std::end(of_all) ||
         (!root && (extension.known == x509::ExtensionId(oids::authority_information_access) ||
                    extension.known == x509::ExtensionId(oids::name_constraints)));
}

// BR 2.0.0 7.1.2.1.2, 7.1.2.2.3, 7.1.2.3.1, 7.1.2.4.1, 7.1.2.5.1 and 7.1.2.6.1: "Any other extension" is
// "NOT RECOMMENDED".
Outcome ca_other_extension(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Extension& extension : facts.certificate.extensions) {
    if (!is_listed_for_ca(extension, facts.has(Role::root)))
      outcome = report.fire(
          place_of(facts.certificate, extension), extension.offset,
          fmt::format("the {} certificate has the extension {}{}", facts.has(Role::root) ? "root" : "CA",
                      extension.id.to_string(), extension.critical ? ", critical" : ""),
          {{"extension", extension.id.to_string()}});
  }
  return outcome;
}

// BR 2.0.0: the column "Critical" of the signed certificate timestamp list is "N" in every profile.
Outcome sct_list_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::signed_certificate_timestamps,
                              "the list of signed certificate timestamps");
}

// BR 2.0.0 7.1.2.1: issuer and subject of a root are "byte-for-byte identical", and by 7.1.4.1 those of every
// CA certificate whose names match. BR 1.7.1 7.1.4.1: so "Effective 2020-09-30".
Outcome root_names_differ(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.self_issued()) return Outcome::not_applicable;
  return same_bytes(certificate.issuer.bytes, certificate.subject.bytes)
             ? Outcome::pass
             : report.fire("tbsCertificate.issuer", certificate.issuer.offset,
                           "issuer and subject are the same name, but encoded in different ways");
}

constexpr Lint certificate_fields_lints[] = {
    {.check =
         must("cabf_br.certificate.version_not_3", "A certificate MUST be of version 3.", "CA/B BR 7.1.1",
              "Issue the certificate again with version 3.", "e_invalid_certificate_version"),
     .example = "version 2 with extensions",
     // Other versions do not say what they are for. A root of one's own may be of version 1.
     .also = Role::subscriber | Role::subordinate_ca,
     .effective = dates::br_1_3_0,
     .certificate = version_not_3},
    {.check = note("cabf_br.certificate.serial_short",
                   "A serial number with 64 random bits SHOULD take 8 bytes, as nearly all do.",
                   "CA/B BR 7.1; Ballot 164", "Take serial numbers from a CSPRNG, 16 bytes for example."),
     .example = "the serial number 4711",
     .also = Role::ocsp_responder,
     .effective = dates::ballot_164,
     .certificate = serial_short},
    {.check = should("cabf_br.certificate.other_extension",
                     "A subscriber certificate SHOULD NOT contain extensions that its profile does not list.",
                     "CA/B BR 7.1.2.7.6", "Leave the extension out, unless you know what it is for."),
     .example = "a server certificate with a Netscape comment",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = other_extension},
    {.check = should("cabf_br.certificate.ca_other_extension",
                     "A root or TLS CA certificate SHOULD NOT contain extensions that its profile does not "
                     "list.",
                     "CA/B BR 7.1.2.1.2, 7.1.2.2.3, 7.1.2.5.1, 7.1.2.6.1",
                     "Leave the extension out, unless you know what it is for."),
     .example = "a root with subjectAltName",
     .applies = Role::ca,
     .except = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_other_extension},
    {.check = should("cabf_br.certificate.non_tls_ca_other_extension",
                     "The certificate of a CA that is not for TLS SHOULD NOT contain extensions that its "
                     "profile does not list.",
                     "CA/B BR 7.1.2.3.1", "Leave the extension out, unless you know what it is for."),
     .example = "a CA for email with subjectAltName",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_other_extension},
    {.check = must("cabf_br.certificate.sct_list_critical",
                   "The list of signed certificate timestamps MUST NOT be critical.",
                   "CA/B BR 7.1.2.7.6, 7.1.2.6.1", "Do not mark the extension critical."),
     .example = "a server certificate with critical SCTs",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = sct_list_critical},
    {.check = must(
         "cabf_br.certificate.root_names_differ", "Issuer and subject of a root MUST be encoded the same.",
         "CA/B BR 7.1.2.1, 7.1.4.1; 1.7.1 7.1.4.1", "Copy the subject into the issuer, byte for byte."),
     .example = "a root whose issuer is a PrintableString and whose subject is a UTF8String",
     .applies = Role::ca,
     .effective = dates::sc_31_effective,
     .certificate = root_names_differ},
};

}  // namespace

constinit const Rows certificate_fields_rows = certificate_fields_lints;

}  // namespace certcheck::lint::cabf_br
