#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 2.0.0 7.1.2.1.3: keyIdentifier "MUST be present. MUST be identical to the subjectKeyIdentifier field."
Outcome root_not_own(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::authority_key_identifier);
  if (extension == nullptr || !certificate.authority_key_identifier) return Outcome::not_applicable;
  const auto& identifier = certificate.authority_key_identifier->key_identifier;
  if (!identifier) {
    return report.fire(place_in(certificate, *extension), extension->value_offset,
                       "authorityKeyIdentifier of the root has no keyIdentifier");
  }
  if (certificate.subject_key_identifier && same_bytes(*identifier, *certificate.subject_key_identifier))
    return Outcome::pass;
  return report.fire(place_in(certificate, *extension), extension->value_offset,
                     "authorityKeyIdentifier of the root is not its own subjectKeyIdentifier");
}

/// Before the profiles of BR 2.0.0 the rules on authorityKeyIdentifier were about subordinate CAs and
/// subscribers (BR 1.7.1 7.1.2.2 h, 7.1.2.3 g).
bool is_root_before_profiles(const CertificateFacts& facts) {
  return facts.has(Role::root) && facts.issued && *facts.issued >= dates::br_1_7_1.time &&
         *facts.issued < dates::br_2_0_0.time;
}

// BR 2.0.0 7.1.2.1.3 and 7.1.2.11.1: authorityCertIssuer and authorityCertSerialNumber "MUST NOT be present".
// BR 1.7.1: "it MUST NOT contain" either.
Outcome issuer_or_serial(const CertificateFacts& facts, const Reporter& report) {
  if (is_root_before_profiles(facts)) return Outcome::not_applicable;
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::authority_key_identifier);
  if (extension == nullptr || !certificate.authority_key_identifier) return Outcome::not_applicable;
  const x509::AuthorityKeyIdentifier& identifier = *certificate.authority_key_identifier;
  if (!identifier.has_issuer && !identifier.serial) return Outcome::pass;
  return report.fire(place_in(certificate, *extension), extension->value_offset,
                     !identifier.serial ? "authorityKeyIdentifier has authorityCertIssuer"
                     : identifier.has_issuer
                         ? "authorityKeyIdentifier has authorityCertIssuer and authorityCertSerialNumber"
                         : "authorityKeyIdentifier has authorityCertSerialNumber");
}

// BR 2.0.0 7.1.2.1.2: authorityKeyIdentifier of a root is "RECOMMENDED".
Outcome root_identifier_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_key_identifier) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the root has no authorityKeyIdentifier");
}

// BR 2.0.0 7.1.2.11.1: keyIdentifier "MUST be present." BR 1.7.1: "It MUST contain a keyIdentifier field".
// Roots have a rule of their own.
Outcome without_key_identifier(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::authority_key_identifier);
  if (facts.has(Role::root) || extension == nullptr || !certificate.authority_key_identifier)
    return Outcome::not_applicable;
  return certificate.authority_key_identifier->key_identifier
             ? Outcome::pass
             : report.fire(place_in(certificate, *extension), extension->value_offset,
                           "authorityKeyIdentifier has no keyIdentifier");
}

// BR 2.0.0 7.1.2.7.6: subjectKeyIdentifier of a subscriber certificate is "NOT RECOMMENDED". RFC 5280 4.2.1.2
// recommends it.
Outcome subscriber_identifier(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_key_identifier);
  return extension == nullptr ? Outcome::pass
                              : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                            "the subscriber certificate has a subjectKeyIdentifier");
}

constexpr Revision identifier_history[] = {
    {.document = "BR 1.7.1", .from = dates::br_1_7_1.time, .section = "7.1.2.2 h, 7.1.2.3 g"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.11.1"},
};

constexpr Lint key_identifiers_lints[] = {
    {.check =
         {.id = "cabf_br.authority_key_identifier.root_not_own",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement = "The keyIdentifier of a root's authorityKeyIdentifier, if present, MUST be the "
                         "root's own subjectKeyIdentifier.",
          .citation = "CA/B BR 7.1.2.1.3",
          .hint =
              "Issue the root again without authorityKeyIdentifier or with its own key identifier in it."},
     .example = "a root whose authorityKeyIdentifier names another key",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_not_own},
    {.check =
         {.id = "cabf_br.authority_key_identifier.issuer_or_serial",
          .severity = Severity::error,
          .counts = Counts::webpki_strict,
          .requirement =
              "authorityKeyIdentifier MUST NOT contain authorityCertIssuer or authorityCertSerialNumber.",
          .citation = "CA/B BR 2.0.0 7.1.2.11.1, 7.1.2.1.3",
          .hint = "Issue the certificate again with only the key identifier."},
     .example = "an authorityKeyIdentifier with the issuer's name and serial number",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .history = identifier_history,
     .certificate = issuer_or_serial},
    {.check = should("cabf_br.authority_key_identifier.root_missing",
                     "A root SHOULD contain authorityKeyIdentifier.", "CA/B BR 7.1.2.1.2",
                     "Add authorityKeyIdentifier with the root's own key identifier."),
     .example = "a root without authorityKeyIdentifier",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_identifier_missing},
    {.check = must("cabf_br.authority_key_identifier.without_key_identifier",
                   "authorityKeyIdentifier MUST contain keyIdentifier.", "CA/B BR 2.0.0 7.1.2.11.1",
                   "Add the key identifier of the issuing CA."),
     .example = "an authorityKeyIdentifier that is empty",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .history = identifier_history,
     .certificate = without_key_identifier},
    {.check = should("cabf_br.subject_key_identifier.subscriber",
                     "A subscriber certificate SHOULD NOT contain subjectKeyIdentifier.", "CA/B BR 7.1.2.7.6",
                     "Leave subjectKeyIdentifier out: no client uses it.",
                     "w_ext_subject_key_identifier_not_recommended_subscriber"),
     .example = "a server certificate with a subjectKeyIdentifier",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_identifier},
};

}  // namespace

constinit const Rows key_identifiers_rows = key_identifiers_lints;

}  // namespace certcheck::lint::cabf_br
