#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9608/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc9608 {
namespace {

namespace oids = x509::oids;

// RFC 9608 2: "Conforming CAs MUST mark this extension as non-critical."
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::no_revocation_available, "noRevAvail");
}

// RFC 9608 2: "This extension MUST NOT be present in CA public key certificates." 3: "If any of the above are
// violated in a certificate, then the relying party MUST consider the certificate invalid."
Outcome in_ca(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::no_revocation_available);
  if (extension == nullptr) return Outcome::not_applicable;
  return facts.is_ca() ? report.fire(place_of(facts.certificate, *extension), extension->offset,
                                     "noRevAvail in a CA certificate")
                       : Outcome::pass;
}

bool has_ocsp(const x509::Certificate& certificate) {
  const auto& access = certificate.authority_information_access;
  return access &&
         std::any_of(access->descriptions.begin(), access->descriptions.end(),
                     [](const x509::AccessDescription& each) { return each.method == oids::ocsp_access; });
}

// RFC 9608 3: "Certificates that include the noRevAvail extension MUST NOT include certificate extensions
// that point to CRL repositories or provide locations of OCSP responders": CRL distribution points, freshest
// CRL, and id-ad-ocsp in authority information access.
Outcome contradicted(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (certificate.find(oids::no_revocation_available) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  const auto check = [&](x509::ExtensionId id, std::string_view name) {
    if (const x509::Extension* extension = certificate.find(id))
      outcome = report.fire(place_of(certificate, *extension), extension->offset,
                            fmt::format("noRevAvail is present together with {}", name));
  };
  check(oids::crl_distribution_points, "cRLDistributionPoints");
  check(oids::freshest_crl, "freshestCRL");
  if (has_ocsp(certificate))
    check(oids::authority_information_access, "authorityInfoAccess with an OCSP responder");
  return outcome;
}

constexpr Lint no_revocation_available_lints[] = {
    {.check = {.id = "rfc9608.no_revocation_available.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "noRevAvail MUST NOT be critical.",
               .citation = "RFC 9608 2",
               .hint = "Issue the certificate again with noRevAvail not marked critical."},
     .example = "a critical noRevAvail",
     .effective = dates::rfc9608,
     .certificate = critical},
    {.check = {.id = "rfc9608.no_revocation_available.in_ca",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "noRevAvail MUST NOT be present in CA certificates.",
               .citation = "RFC 9608 2, 3",
               .hint = "Issue the CA certificate again without noRevAvail, with a CRL distribution point."},
     .example = "an intermediate with noRevAvail",
     .effective = dates::rfc9608,
     .certificate = in_ca},
    {.check = {.id = "rfc9608.no_revocation_available.contradicted",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "A certificate with noRevAvail MUST NOT contain extensions that point to CRLs "
                              "or OCSP responders.",
               .citation = "RFC 9608 3",
               .hint = "Remove noRevAvail, or everything that points to revocation information."},
     .example = "noRevAvail with cRLDistributionPoints",
     .effective = dates::rfc9608,
     .certificate = contradicted},
};

}  // namespace

constinit const Rows no_revocation_available_rows = no_revocation_available_lints;

}  // namespace certcheck::lint::rfc9608
