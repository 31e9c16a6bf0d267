#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// Mozilla Root Store Policy 5.2 and 5.3: what extensions say.
namespace certcheck::lint::mozilla {
namespace {

namespace oids = x509::oids;

// 5.2 of 2.2 to 2.7.1 forbade "incorrect extensions (e.g., [...] authority key IDs that include both the key
// ID and the issuer's issuer name and serial number)". 2.8 dropped the example; zlint still holds
// certificates to it.
Outcome key_id_and_issuer(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::authority_key_identifier);
  if (extension == nullptr || !facts.certificate.authority_key_identifier) return Outcome::not_applicable;
  const x509::AuthorityKeyIdentifier& identifier = *facts.certificate.authority_key_identifier;
  return identifier.key_identifier && identifier.has_issuer
             ? report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "authorityKeyIdentifier has a key identifier and the issuer's issuer name")
             : Outcome::pass;
}

// 5.3 since 2.6.1: intermediate certificates created from 2019 on, "with the exception of cross-certificates
// that share a private key with a corresponding root certificate: MUST contain an EKU extension; MUST NOT
// include the anyExtendedKeyUsage KeyPurposeId; and MUST NOT include both the id-kp-serverAuth and
// id-kp-emailProtection KeyPurposeIds". A certificate does not show whether it is such a cross-certificate,
// so this is a notice, as in zlint.
Outcome purposes_not_separated(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  if (extension == nullptr)
    return report.fire("tbsCertificate.extensions", {}, "the intermediate certificate has no extKeyUsage");
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  const x509::ExtendedKeyUsage& usage = *facts.certificate.extended_key_usage;
  const bool any = usage.has(oids::any_extended_key_usage);
  if (!any && !(usage.has(oids::server_auth) && usage.has(oids::email_protection))) return Outcome::pass;
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                     any ? "extKeyUsage of the intermediate certificate has anyExtendedKeyUsage"
                         : "extKeyUsage of the intermediate certificate has serverAuth and emailProtection");
}

constexpr Lint extensions_lints[] = {
    {.check = {.id = "mozilla.extensions.key_id_and_issuer",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "authorityKeyIdentifier MUST NOT have both a key identifier and the issuer's issuer "
                   "name and serial number.",
               .citation = "Mozilla Root Store Policy 2.2 5.2",
               .hint = "Omit issuer name and serial number.",
               .zlint = "e_mp_authority_key_identifier_correct"},
     .example = "authorityKeyIdentifier with all three fields",
     .effective = dates::mozilla_2_2,
     .ineffective = dates::mozilla_2_8,
     .certificate = key_id_and_issuer},
    {.check = {.id = "mozilla.extensions.purposes_not_separated",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "Intermediate certificates MUST have extKeyUsage, without anyExtendedKeyUsage, and "
                   "without both serverAuth and emailProtection.",
               .citation = "Mozilla Root Store Policy 5.3",
               .hint = "Issue a CA certificate for each purpose.",
               .zlint = "n_mp_allowed_eku"},
     .example = "an intermediate certificate for TLS and S/MIME",
     .applies = Role::subordinate_ca,
     .effective = dates::mozilla_2_6_1,
     .certificate = purposes_not_separated},
};

}  // namespace

constinit const Rows extensions_rows = extensions_lints;

}  // namespace certcheck::lint::mozilla
