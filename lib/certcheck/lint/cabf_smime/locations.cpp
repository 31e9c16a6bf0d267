#include "certcheck/base/uri.h"
#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/fetch_uris.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/names/top_level_domains.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.2.3 (b), (c): where CRLs, OCSP responses and issuers are found.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;
using Kind = x509::GeneralName::Kind;

// (b): "cRLDistributionPoints (SHALL be present) [...] at least one distributionPoint whose fullName value
// includes a GeneralName of type uniformResourceIdentifier".
Outcome crldp_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::crl_distribution_points);
  if (extension == nullptr)
    return report.fire("tbsCertificate.extensions", {},
                       "the S/MIME certificate has no cRLDistributionPoints");
  if (!facts.certificate.crl_distribution_points) return Outcome::not_applicable;
  const FetchUris uris = distribution_uris(facts.certificate);
  return uris.places > uris.names_other_than_uris
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "cRLDistributionPoints has no URI");
}

// (b): "This extension SHOULD NOT be marked critical."
Outcome crldp_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::crl_distribution_points, "cRLDistributionPoints");
}

Outcome fire_at_uri(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                    const x509::GeneralName& name, std::string_view what) {
  const x509::Extension& extension = *facts.certificate.find(id);
  return report.fire(place_in(facts.certificate, extension), name.offset,
                     fmt::format("{} {} is not an HTTP URL", what, name.to_string()));
}

// (b), strict and multipurpose: "Every uniformResourceIdentifier SHALL have the URI scheme HTTP." Passes
// without any, as in zlint.
Outcome crldp_not_http_alone(const CertificateFacts& facts, const Reporter& report) {
  const FetchUris uris = distribution_uris(facts.certificate);
  return uris.other == nullptr
             ? Outcome::pass
             : fire_at_uri(facts, report, oids::crl_distribution_points, *uris.other, "the CRL at");
}

// (b), legacy: "At least one uniformResourceIdentifier SHALL have the URI scheme HTTP."
Outcome crldp_no_http(const CertificateFacts& facts, const Reporter& report) {
  const FetchUris uris = distribution_uris(facts.certificate);
  return uris.http != 0 ? Outcome::pass
         : uris.other != nullptr
             ? fire_at_uri(facts, report, oids::crl_distribution_points, *uris.other, "the CRL at")
             : report.fire("tbsCertificate.extensions", {}, "there is no HTTP URL of a CRL");
}

// (c): "authorityInformationAccess (SHOULD be present)"
Outcome aia_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_information_access) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the S/MIME certificate has no authorityInfoAccess");
}

// (c): it "SHOULD contain at least one accessMethod value of type id-ad-caIssuers".
Outcome issuer_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::authority_information_access);
  if (extension == nullptr || !facts.certificate.authority_information_access) return Outcome::not_applicable;
  return access_uris(facts.certificate, oids::ca_issuers_access).places != 0
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "authorityInfoAccess does not say where the issuer's certificate is");
}

/// Calls check(uris, what) for both methods, if there is the extension.
template <typename Check>
Outcome each_method(const CertificateFacts& facts, Check check) {
  if (!facts.certificate.authority_information_access) return Outcome::not_applicable;
  const Outcome responder = check(access_uris(facts.certificate, oids::ocsp_access), "the OCSP responder");
  return std::max(
      {Outcome::pass, responder,
       check(access_uris(facts.certificate, oids::ca_issuers_access), "the issuer's certificate at")});
}

// (c), strict and multipurpose: "When provided, every accessMethod SHALL have the URI scheme HTTP."
Outcome aia_not_http_alone(const CertificateFacts& facts, const Reporter& report) {
  return each_method(facts, [&](const FetchUris& uris, std::string_view what) {
    return uris.other == nullptr
               ? Outcome::pass
               : fire_at_uri(facts, report, oids::authority_information_access, *uris.other, what);
  });
}

// (c), legacy: "When provided, at least one accessMethod SHALL have the URI scheme HTTP."
Outcome aia_no_http(const CertificateFacts& facts, const Reporter& report) {
  return each_method(facts, [&](const FetchUris& uris, std::string_view what) {
    return uris.places == 0 || uris.http != 0
               ? Outcome::pass
               : fire_at_uri(facts, report, oids::authority_information_access, *uris.other, what);
  });
}

/// The name ends in a top-level domain of the public DNS.
bool is_public_name(std::string_view host) {
  const size_t last = host.rfind('.');
  return last != std::string_view::npos && names::is_top_level_domain(host.substr(last + 1), std::nullopt);
}

// Whoever is to fetch from a name that is not in the public DNS cannot (BR 1.6.1, Internal Name). The S/MIME
// BR forbid such names in other places; of these zlint warns.
Outcome internal_name(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.authority_information_access) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const x509::AccessDescription& access : facts.certificate.authority_information_access->descriptions) {
    if ((access.method != oids::ocsp_access && access.method != oids::ca_issuers_access) ||
        access.location.kind != Kind::uri)
      continue;
    const std::string_view host =
        host_of(split_uri(access.location.text()).authority.value_or(std::string_view()));
    if (host.empty() || is_ip_host(host) || is_public_name(host)) continue;
    const x509::Extension& extension = *facts.certificate.find(oids::authority_information_access);
    outcome =
        report.fire(place_in(facts.certificate, extension), access.location.offset,
                    fmt::format("the host of {} is not in the public DNS", access.location.to_string()));
  }
  return outcome;
}

constexpr Lint locations_lints[] = {
    {.check =
         must("cabf_smime.locations.crldp_missing",
              "S/MIME certificates MUST have a URI in cRLDistributionPoints.", "CA/B S/MIME BR 7.1.2.3 (b)",
              "Add the URL of the CRL.", "e_subscribers_shall_have_crl_distribution_points"),
     .example = "a certificate without cRLDistributionPoints",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<crldp_missing>},
    {.check = should("cabf_smime.locations.crldp_critical",
                     "cRLDistributionPoints of S/MIME certificates SHOULD NOT be critical.",
                     "CA/B S/MIME BR 7.1.2.3 (b)", "Mark the extension not critical."),
     .example = "a critical cRLDistributionPoints",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<crldp_critical>},
    {.check =
         must("cabf_smime.locations.crldp_not_http_alone",
              "CRLs of S/MIME certificates of the strict and multipurpose generations MUST be found by HTTP "
              "alone.",
              "CA/B S/MIME BR 7.1.2.3 (b)", "Omit the URLs of other schemes.",
              "e_subscribers_crl_distribution_points_are_http"),
     .example = "an LDAP URL next to an HTTP URL",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, modern, crldp_not_http_alone>},
    {.check = must("cabf_smime.locations.crldp_no_http",
                   "A CRL of S/MIME certificates of the legacy generation MUST be found by HTTP.",
                   "CA/B S/MIME BR 7.1.2.3 (b)", "Add an HTTP URL.",
                   "e_subscribers_crl_distribution_points_are_http"),
     .example = "an LDAP URL alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy, crldp_no_http>},
    {.check =
         should("cabf_smime.locations.aia_missing", "S/MIME certificates SHOULD have authorityInfoAccess.",
                "CA/B S/MIME BR 7.1.2.3 (c)", "Add the URL of the issuer's certificate."),
     .example = "a certificate without authorityInfoAccess",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<aia_missing>},
    {.check =
         should("cabf_smime.locations.issuer_missing",
                "authorityInfoAccess of S/MIME certificates SHOULD say where the issuer's certificate is.",
                "CA/B S/MIME BR 7.1.2.3 (c)", "Add its URL under caIssuers."),
     .example = "authorityInfoAccess with an OCSP responder alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<issuer_missing>},
    {.check = must(
         "cabf_smime.locations.aia_not_http_alone",
         "authorityInfoAccess of S/MIME certificates of the strict and multipurpose generations MUST have "
         "HTTP URLs alone.",
         "CA/B S/MIME BR 7.1.2.3 (c)", "Omit the URLs of other schemes.",
         "e_smime_strict_aia_shall_have_http_only"),
     .example = "the OCSP responder ldap://ocsp.example/",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, modern, aia_not_http_alone>},
    {.check = must(
         "cabf_smime.locations.aia_no_http",
         "Each method in authorityInfoAccess of S/MIME certificates of the legacy generation MUST have an "
         "HTTP URL.",
         "CA/B S/MIME BR 7.1.2.3 (c)", "Add an HTTP URL.", "e_smime_legacy_aia_shall_have_one_http"),
     .example = "the OCSP responder ldap://ocsp.example/ alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy, aia_no_http>},
    {.check =
         should("cabf_smime.locations.internal_name",
                "authorityInfoAccess of S/MIME certificates SHOULD NOT name hosts that are not in the public "
                "DNS.",
                "CA/B S/MIME BR 7.1.2.3 (c)", "Serve it under a public name.",
                "w_smime_aia_contains_internal_names"),
     .example = "the OCSP responder http://ocsp.local/",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<internal_name>},
};

}  // namespace

constinit const Rows locations_rows = locations_lints;

}  // namespace certcheck::lint::cabf_smime
