#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/fetch_uris.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

/// Code Signing BR 7.1.2.2 and 7.1.2.3 (appendix B of 1.2): where to fetch what.
namespace certcheck::lint::cabf_cs {
namespace {

namespace oids = x509::oids;

/// The lint for certificates that did not sign themselves: of subscribers and subordinate CAs.
template <CertificateLint lint>
Outcome of_issued(const CertificateFacts& facts, const Reporter& report) {
  return facts.has(Role::self_signed) || facts.is_of_unknown_kind() ? Outcome::not_applicable
                                                                    : lint(facts, report);
}

// "This extension MUST be present."
Outcome aia_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_information_access) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "there is no authorityInfoAccess");
}

// "It MUST NOT be marked critical."
Outcome aia_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::authority_information_access, "authorityInfoAccess");
}

// "It MUST contain the HTTP URL of the Issuing CA's certificate". zlint fires for each URL of another scheme,
// even where there is one of HTTP.
Outcome issuer_not_http(const CertificateFacts& facts, const Reporter& report) {
  if (access_uris(facts.certificate, oids::ca_issuers_access).http != 0) return Outcome::pass;
  const x509::Extension* extension = facts.certificate.find(oids::authority_information_access);
  return extension == nullptr
             ? report.fire("tbsCertificate.extensions", {},
                           "there is no HTTP URL of the issuer's certificate")
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "authorityInfoAccess has no HTTP URL of the issuer's certificate");
}

// "If the CA provides OCSP responses, it MUST contain the HTTP URL of the Issuing CA's OCSP responder". That
// it does is seen where there is any URL.
Outcome ocsp_not_http(const CertificateFacts& facts, const Reporter& report) {
  const FetchUris uris = access_uris(facts.certificate, oids::ocsp_access);
  if (uris.places == 0) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(oids::authority_information_access);
  return uris.http != 0
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, extension), uris.other->offset,
                           fmt::format("the OCSP responder {} is not an HTTP URL", uris.other->to_string()));
}

// "This extension MUST be present." 1.2 had that of CAs alone; zlint has it of all since.
Outcome crldp_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::crl_distribution_points) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "there is no cRLDistributionPoints");
}

// "It MUST NOT be marked critical".
Outcome crldp_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::crl_distribution_points, "cRLDistributionPoints");
}

// "it MUST contain the HTTP URL of the CA's CRL service".
Outcome crldp_not_http(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::crl_distribution_points);
  if (extension == nullptr || !facts.certificate.crl_distribution_points) return Outcome::not_applicable;
  return distribution_uris(facts.certificate).http != 0
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "cRLDistributionPoints has no HTTP URL");
}

constexpr Lint extensions_lints[] = {
    {.check =
         must("cabf_cs.extensions.aia_missing",
              "Certificates for code signing MUST have authorityInfoAccess.", "CA/B CSBR 7.1.2.2, 7.1.2.3",
              "Add the URL of the issuer's certificate.", "e_cs_authority_information_access"),
     .example = "a certificate without authorityInfoAccess",
     .effective = dates::cs_1_2,
     .certificate = of_issued<aia_missing>},
    {.check = must("cabf_cs.extensions.aia_critical",
                   "authorityInfoAccess of certificates for code signing MUST NOT be critical.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Mark the extension not critical.",
                   "e_cs_authority_information_access"),
     .example = "a critical authorityInfoAccess",
     .effective = dates::cs_1_2,
     .certificate = of_issued<aia_critical>},
    {.check = must("cabf_cs.extensions.issuer_not_http",
                   "Certificates for code signing MUST have an HTTP URL of the issuer's certificate.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Add the HTTP URL of the issuer's certificate.",
                   "e_cs_aia_missing_ca_issuers_http_url"),
     .example = "an LDAP URL of the issuer's certificate",
     .effective = dates::cs_1_2,
     .certificate = of_issued<issuer_not_http>},
    {.check = must("cabf_cs.extensions.ocsp_not_http",
                   "OCSP responders of certificates for code signing MUST have an HTTP URL.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Write the responder's HTTP URL.", "e_cs_aia_ocsp_not_http"),
     .example = "the OCSP responder https://ocsp.example/",
     .effective = dates::cs_1_2,
     .certificate = of_issued<ocsp_not_http>},
    {.check = must("cabf_cs.extensions.crldp_missing",
                   "Certificates for code signing MUST have cRLDistributionPoints.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Add the URL of the CRL.", "e_cs_crl_distribution_points"),
     .example = "a certificate without cRLDistributionPoints",
     .effective = dates::cs_1_2,
     .certificate = of_issued<crldp_missing>},
    {.check = must("cabf_cs.extensions.crldp_critical",
                   "cRLDistributionPoints of certificates for code signing MUST NOT be critical.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Mark the extension not critical.",
                   "e_cs_crl_distribution_points"),
     .example = "a critical cRLDistributionPoints",
     .effective = dates::cs_1_2,
     .certificate = of_issued<crldp_critical>},
    {.check =
         must("cabf_cs.extensions.crldp_not_http",
              "cRLDistributionPoints of certificates for code signing MUST have an HTTP URL.",
              "CA/B CSBR 7.1.2.2, 7.1.2.3", "Add the HTTP URL of the CRL.", "e_cs_crl_distribution_points"),
     .example = "an LDAP URL of the CRL alone",
     .effective = dates::cs_1_2,
     .certificate = of_issued<crldp_not_http>},
};

}  // namespace

constinit const Rows extensions_rows = extensions_lints;

}  // namespace certcheck::lint::cabf_cs
