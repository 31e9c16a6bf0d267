#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

/// A certificate of version 1 or 2 that has nothing but what that version has. One with extensions is
/// reported by the parser (x509.extensions.not_allowed_in_version).
bool is_of_old_version(const x509::Certificate& certificate) {
  return (certificate.version == 1 || certificate.version == 2) && !certificate.has_extensions;
}

Outcome fire(const x509::Certificate& certificate, const Reporter& report) {
  return report.fire(
      "tbsCertificate.version", {},
      fmt::format("the certificate is version {} and cannot have extensions", certificate.version));
}

// RFC 5280 4.1.2.1: "When extensions are used, as expected in this profile, version MUST be 3". 4.2.1.1 has
// an authorityKeyIdentifier in every certificate that is not self-signed, which only version 3 can have.
Outcome not_3(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.version == 0 || facts.has(Role::self_signed)) return Outcome::not_applicable;
  return is_of_old_version(facts.certificate) ? fire(facts.certificate, report) : Outcome::pass;
}

// RFC 5280 4.1.2.1: "If only basic fields are present, the version SHOULD be 1". So a self-signed certificate
// may be; what relies on it has no basicConstraints and no keyUsage to go by (6.1.4 (k)).
Outcome self_signed_not_3(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.version == 0 || !facts.has(Role::self_signed)) return Outcome::not_applicable;
  return is_of_old_version(facts.certificate) ? fire(facts.certificate, report) : Outcome::pass;
}

constexpr Lint version_lints[] = {
    {.check =
         {.id = "rfc5280.version.not_3",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "A certificate that is not self-signed MUST be version 3, because it has extensions.",
          .citation = "RFC 5280 4.1.2.1, 4.2.1.1",
          .hint = "Issue the certificate again as version 3, with the extensions that the profile requires."},
     .example = "a server certificate of version 1",
     .effective = dates::rfc2459,
     .certificate = not_3},
    {.check = {.id = "rfc5280.version.self_signed_not_3",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A self-signed certificate SHOULD be version 3, the only version that says "
                              "whether it is a CA certificate.",
               .citation = "RFC 5280 4.1.2.1, 6.1.4 (k)",
               .hint = "Issue the root again as version 3 with basicConstraints and keyUsage."},
     .example = "a root of version 1",
     .effective = dates::rfc2459,
     .certificate = self_signed_not_3},
};

}  // namespace

constinit const Rows version_rows = version_lints;

}  // namespace certcheck::lint::rfc5280
