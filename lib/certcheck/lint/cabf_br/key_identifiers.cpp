#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 2.0.0 7.1.2.1.3: keyIdentifier "MUST be present. MUST be identical to the subjectKeyIdentifier field."
Outcome root_not_own(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::authority_key_identifier);
  if (extension == nullptr || !certificate.authority_key_identifier) {
    return Outcome::not_applicable;
  }
  const auto& identifier = certificate.authority_key_identifier->key_identifier;
  if (!identifier) {
    return report.fire(place_in(certificate, *extension), extension->value_offset,
                       "authorityKeyIdentifier of the root has no keyIdentifier");
  }
  if (certificate.subject_key_identifier && same_bytes(*identifier, *certificate.subject_key_identifier)) {
    return Outcome::pass;
  }
  return report.fire(place_in(certificate, *extension), extension->value_offset,
                     "authorityKeyIdentifier of the root is not its own subjectKeyIdentifier");
}

// BR 2.0.0 7.1.2.1.3 and 7.1.2.11.1: authorityCertIssuer and authorityCertSerialNumber "MUST NOT be present".
Outcome issuer_or_serial(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::authority_key_identifier);
  if (extension == nullptr || !certificate.authority_key_identifier) {
    return Outcome::not_applicable;
  }
  const x509::AuthorityKeyIdentifier& identifier = *certificate.authority_key_identifier;
  if (!identifier.has_issuer && !identifier.serial) {
    return Outcome::pass;
  }
  return report.fire(place_in(certificate, *extension), extension->value_offset,
                     !identifier.serial ? "authorityKeyIdentifier has authorityCertIssuer"
                     : identifier.has_issuer
                         ? "authorityKeyIdentifier has authorityCertIssuer and authorityCertSerialNumber"
                         : "authorityKeyIdentifier has authorityCertSerialNumber");
}

constexpr Lint key_identifiers_lints[] = {
    {.check =
         {.id = "cabf_br.authority_key_identifier.root_not_own",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement = "authorityKeyIdentifier of a root, if there, is its own subjectKeyIdentifier.",
          .citation = "CA/B BR 7.1.2.1.3",
          .hint =
              "Issue the root again without authorityKeyIdentifier or with its own key identifier in it."},
     .example = "a root whose authorityKeyIdentifier names another key",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_not_own},
    {.check = {.id = "cabf_br.authority_key_identifier.issuer_or_serial",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement =
                   "authorityKeyIdentifier has no authorityCertIssuer and no authorityCertSerialNumber.",
               .citation = "CA/B BR 7.1.2.1.3, 7.1.2.11.1",
               .hint = "Issue the certificate again with the key identifier alone."},
     .example = "an authorityKeyIdentifier with the issuer's name and serial number",
     .effective = dates::br_2_0_0,
     .certificate = issuer_or_serial},
};

}  // namespace

std::span<const Lint> key_identifiers() { return key_identifiers_lints; }

}  // namespace certcheck::lint::cabf_br
