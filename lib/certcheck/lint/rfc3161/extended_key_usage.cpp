#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3161/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc3161 {
namespace {

namespace oids = x509::oids;

/// The extension of a certificate that a time stamping authority signs with. A CA's extKeyUsage limits what
/// is below it, and makes no authority of the CA.
const x509::Extension* purposes_of_authority(const CertificateFacts& facts) {
  const x509::Certificate& certificate = facts.certificate;
  return facts.has(Role::leaf) && certificate.extended_key_usage &&
                 certificate.extended_key_usage->has(oids::time_stamping)
             ? certificate.find(oids::extended_key_usage)
             : nullptr;
}

// RFC 3161 2.3: "The corresponding certificate MUST contain only one instance of the extended key usage field
// extension as defined in [RFC2459] Section 4.2.1.13 with KeyPurposeID having value: id-kp-timeStamping. This
// extension MUST be critical."
Outcome not_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = purposes_of_authority(facts);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical ? Outcome::pass
                             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                           "extKeyUsage with timeStamping is not marked critical");
}

// The same sentence: the one purpose is timeStamping.
Outcome not_alone(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = purposes_of_authority(facts);
  if (extension == nullptr) return Outcome::not_applicable;
  const auto& purposes = facts.certificate.extended_key_usage->purposes;
  return purposes.size() == 1
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           fmt::format("timeStamping is one of {} purposes", purposes.size()));
}

constexpr Lint extended_key_usage_lints[] = {
    {.check = {.id = "rfc3161.extended_key_usage.not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "extKeyUsage of a time stamping authority MUST be critical.",
               .citation = "RFC 3161 2.3",
               .hint = "Issue the certificate again with extKeyUsage marked critical."},
     .example = "a certificate for timeStamping whose extKeyUsage is not critical",
     .effective = dates::rfc3161,
     .certificate = not_critical},
    {.check = {.id = "rfc3161.extended_key_usage.not_alone",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "extKeyUsage of a time stamping authority MUST contain timeStamping and no other purpose.",
               .citation = "RFC 3161 2.3",
               .hint = "Give the authority a certificate of its own."},
     .example = "a certificate for timeStamping and codeSigning",
     .effective = dates::rfc3161,
     .certificate = not_alone},
};

}  // namespace

constinit const Rows extended_key_usage_rows = extended_key_usage_lints;

}  // namespace certcheck::lint::rfc3161
