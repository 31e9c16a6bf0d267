#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc6960/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc6960 {
namespace {

namespace oids = x509::oids;

// RFC 6960 4.2.2.2.1, of id-pkix-ocsp-nocheck: "This SHOULD be a non-critical extension." As in RFC 2560.
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::ocsp_no_check, "id-pkix-ocsp-nocheck");
}

// RFC 6960 4.2.2.2.1: "A CA may specify that an OCSP client can trust a responder for the lifetime of the
// responder's certificate. The CA does so by including the extension id-pkix-ocsp-nocheck." 4.2.2.2: such a
// certificate MUST include id-kp-OCSPSigning in extKeyUsage.
Outcome not_a_responder(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::ocsp_no_check);
  if (extension == nullptr) return Outcome::not_applicable;
  if (is_unread(facts.certificate, oids::extended_key_usage)) return Outcome::not_applicable;
  const auto& usage = facts.certificate.extended_key_usage;
  return usage && usage->has(oids::ocsp_signing)
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "id-pkix-ocsp-nocheck in a certificate that is not for OCSP signing");
}

constexpr Lint ocsp_nocheck_lints[] = {
    {.check = {.id = "rfc6960.ocsp_nocheck.critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "id-pkix-ocsp-nocheck SHOULD NOT be critical.",
               .citation = "RFC 6960 4.2.2.2.1",
               .hint = "Issue the certificate again with the extension not marked critical."},
     .example = "an OCSP responder's certificate with a critical id-pkix-ocsp-nocheck",
     .effective = dates::rfc3280,
     .certificate = critical},
    {.check = {.id = "rfc6960.ocsp_nocheck.not_a_responder",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "id-pkix-ocsp-nocheck SHOULD be present in certificates of OCSP responders only.",
               .citation = "RFC 6960 4.2.2.2.1",
               .hint = "Remove the extension: it is meaningless in other certificates."},
     .example = "a server certificate with id-pkix-ocsp-nocheck",
     .effective = dates::rfc3280,
     .certificate = not_a_responder},
};

}  // namespace

constinit const Rows ocsp_nocheck_rows = ocsp_nocheck_lints;

}  // namespace certcheck::lint::rfc6960
