#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.1.3: "When the keyUsage extension appears in a certificate, at least one of the bits MUST be
// set to 1." New in RFC 5280.
Outcome no_bits(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  if (extension == nullptr || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  return facts.certificate.key_usage->none() ? report.fire(place_in(facts.certificate, *extension),
                                                           extension->value_offset, "keyUsage has no bit set")
                                             : Outcome::pass;
}

constexpr Lint table[] = {
    {.check = {.id = "rfc5280.key_usage.no_bits",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage names at least one usage.",
               .citation = "RFC 5280 4.2.1.3",
               .hint = "Set the usages that the key is for, or leave the extension out.",
               .zlint = "e_ext_key_usage_without_bits"},
     .example = "keyUsage with an empty BIT STRING",
     .effective = dates::rfc5280,
     .certificate = no_bits},
};

}  // namespace

std::span<const Lint> key_usage() { return table; }

}  // namespace certcheck::lint::rfc5280
