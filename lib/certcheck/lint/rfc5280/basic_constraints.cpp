#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

using x509::KeyUsage;
namespace oids = x509::oids;

bool may_sign_certificates(const x509::Certificate& certificate) {
  return certificate.key_usage && certificate.key_usage->has(KeyUsage::key_cert_sign);
}

// RFC 5280 4.2.1.9: "Conforming CAs MUST include this extension in all CA certificates that contain public
// keys used to validate digital signatures on certificates and MUST mark the extension as critical in such
// certificates." The same in RFC 3280; RFC 2459 4.2.1.10 asked for it too.
Outcome not_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::basic_constraints);
  if (extension == nullptr || !facts.is_ca()) return Outcome::not_applicable;
  if (extension->critical) return Outcome::pass;
  return report.fire(place_of(facts.certificate, *extension), extension->offset,
                     "basicConstraints of a CA certificate is not marked critical");
}

// RFC 5280 4.2.1.9: as above; and "If the cA boolean is not asserted, then the keyCertSign bit in the key
// usage extension MUST NOT be asserted." A certificate is held to be a CA's if it stands as one in a path or
// if its key usage says so.
Outcome not_ca(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (facts.is_of_unknown_kind() ||
      (!certificate.basic_constraints && certificate.find(oids::basic_constraints) != nullptr))
    return Outcome::not_applicable;  // it cannot be read, so nobody knows what it says
  const bool issues = facts.is_ca() && !certificate.is_ca();
  if (!issues && certificate.find(oids::key_usage) == nullptr) return Outcome::not_applicable;
  if (certificate.is_ca() || (!issues && !may_sign_certificates(certificate))) return Outcome::pass;
  const x509::Extension* extension = certificate.find(oids::basic_constraints);
  const std::string_view who = may_sign_certificates(certificate)
                                   ? "the key usage allows signing certificates, but "
                                   : "the certificate issues others, but ";
  return extension == nullptr ? report.fire("tbsCertificate.extensions", {},
                                            fmt::format("{}there is no basicConstraints", who))
                              : report.fire(place_of(certificate, *extension), extension->offset,
                                            fmt::format("{}basicConstraints does not assert cA", who));
}

// RFC 5280 4.2.1.9: "CAs MUST NOT include the pathLenConstraint field unless the cA boolean is asserted and
// the key usage extension asserts the keyCertSign bit." Since RFC 3280.
Outcome path_length_without_ca(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::basic_constraints);
  if (extension == nullptr) return Outcome::not_applicable;
  if (!certificate.basic_constraints || !certificate.basic_constraints->has_path_length ||
      (certificate.basic_constraints->ca && may_sign_certificates(certificate)))
    return Outcome::pass;
  if (certificate.basic_constraints->ca && is_unread(certificate, oids::key_usage))
    return Outcome::not_applicable;
  return report.fire(
      place_in(certificate, *extension), extension->value_offset,
      certificate.basic_constraints->ca
          ? "pathLenConstraint in a certificate whose key usage does not allow signing certificates"
          : "pathLenConstraint in a certificate that is not a CA certificate");
}

// The section moved when RFC 5280 took one out.
constexpr Revision basic_constraints_since_rfc2459[] = {
    {.document = "RFC 2459", .from = dates::rfc2459.time, .section = "4.2.1.10"},
    {.document = "RFC 3280", .from = dates::rfc3280.time, .section = "4.2.1.10"},
    {.document = "RFC 5280", .from = dates::rfc5280.time, .section = "4.2.1.9"},
};
constexpr Revision basic_constraints_since_rfc3280[] = {basic_constraints_since_rfc2459[1],
                                                        basic_constraints_since_rfc2459[2]};

constexpr Lint basic_constraints_lints[] = {
    {.check = {.id = "rfc5280.basic_constraints.not_critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "basicConstraints MUST be critical in a CA certificate.",
               .citation = "RFC 5280 4.2.1.9",
               .hint = "Issue the CA certificate again with basicConstraints marked critical.",
               .zlint = "e_basic_constraints_not_critical"},
     .example = "a root with basicConstraints cA:TRUE that is not critical",
     .effective = dates::rfc2459,
     .history = basic_constraints_since_rfc2459,
     .certificate = not_critical},
    {.check = {.id = "rfc5280.basic_constraints.not_ca",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement =
                   "basicConstraints MUST assert cA in a certificate whose key signs certificates.",
               .citation = "RFC 5280 4.2.1.9",
               .hint = "Add basicConstraints with cA, or remove keyCertSign from the key usage.",
               .zlint = "e_ext_key_usage_cert_sign_without_ca"},
     .example = "key usage keyCertSign without basicConstraints",
     .effective = dates::rfc3280,
     .certificate = not_ca},
    {.check = {.id = "rfc5280.basic_constraints.path_length_without_ca",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "basicConstraints MUST NOT contain pathLenConstraint unless it asserts cA and "
                              "keyUsage asserts keyCertSign.",
               .citation = "RFC 5280 4.2.1.9",
               .hint = "Omit pathLenConstraint, or issue the certificate as a CA certificate.",
               .zlint = "e_path_len_constraint_improperly_included"},
     .example = "basicConstraints cA:FALSE, pathlen:0",
     .effective = dates::rfc3280,
     .history = basic_constraints_since_rfc3280,
     .certificate = path_length_without_ca},
};

}  // namespace

constinit const Rows basic_constraints_rows = basic_constraints_lints;

}  // namespace certcheck::lint::rfc5280
