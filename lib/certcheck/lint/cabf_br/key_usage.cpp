#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 7.1.2.10.7: keyCertSign is required of CA certificates. BR 1.0 appendix B asked the same.
Outcome ca_without_cert_sign(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::key_usage);
  if (extension == nullptr || !facts.certificate.key_usage) {
    return Outcome::not_applicable;
  }
  return facts.certificate.key_usage->has(x509::KeyUsage::key_cert_sign)
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "keyUsage of the CA certificate lacks keyCertSign");
}

constexpr Lint table[] = {
    {.check = {.id = "cabf_br.key_usage.ca_without_cert_sign",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "keyUsage of a CA certificate has keyCertSign.",
               .citation = "CA/B BR 7.1.2.10.7; RFC 5280 4.2.1.3",
               .hint = "Issue the CA certificate again with keyCertSign.",
               .zlint = "e_ca_key_cert_sign_not_set"},
     .example = "a root whose key usage is cRLSign alone",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .certificate = ca_without_cert_sign},
};

}  // namespace

std::span<const Lint> key_usage() { return table; }

}  // namespace certcheck::lint::cabf_br
