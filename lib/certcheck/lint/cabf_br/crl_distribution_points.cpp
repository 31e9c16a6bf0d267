#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/cabf_br/validity.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// BR 7.1.2.11.2
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::DistributionPoint;

const std::vector<DistributionPoint>& points_of(const CertificateFacts& facts) {
  static const std::vector<DistributionPoint> none;
  const auto& points = facts.certificate.crl_distribution_points;
  return points ? points->points : none;
}

Outcome fire_at_points(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* extension = facts.certificate.find(oids::crl_distribution_points);
  return extension == nullptr ? report.fire("tbsCertificate.extensions", {}, std::move(message))
                              : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                                            std::move(message));
}

Outcome fire_at_point(const CertificateFacts& facts, const Reporter& report, size_t offset,
                      std::string message) {
  const x509::Extension& extension = *facts.certificate.find(oids::crl_distribution_points);
  return report.fire(place_in(facts.certificate, extension), offset, std::move(message));
}

bool is_uri(const x509::GeneralName& name) { return name.kind == x509::GeneralName::Kind::uri; }

template <typename Predicate>
bool any_point_uri(const CertificateFacts& facts, Predicate predicate) {
  const auto& points = points_of(facts);
  return std::any_of(points.begin(), points.end(), [&predicate](const DistributionPoint& point) {
    return std::any_of(point.full_name.begin(), point.full_name.end(),
                       [&](const x509::GeneralName& name) { return is_uri(name) && predicate(name.text()); });
  });
}

bool has_ocsp_uri(const CertificateFacts& facts) {
  const auto& access = facts.certificate.authority_information_access;
  return access && std::any_of(access->descriptions.begin(), access->descriptions.end(),
                               [](const x509::AccessDescription& each) {
                                 return each.method == oids::ocsp_access && is_uri(each.location);
                               });
}

// BR 2.0.1 7.1.2.11.2 (ballot SC-63): it "MUST be present in" subscriber certificates that "do not qualify as
// Short-lived Subscriber Certificates" and have no id-ad-ocsp.
Outcome no_revocation_pointer(const CertificateFacts& facts, const Reporter& report) {
  if (is_short_lived(facts)) return Outcome::not_applicable;
  return has_ocsp_uri(facts) || any_point_uri(facts, [](std::string_view) { return true; })
             ? Outcome::pass
             : fire_at_points(facts, report,
                              "the certificate is not short-lived and has neither a CRL distribution point "
                              "nor an OCSP responder");
}

// "The CRL Distribution Points extension MUST be present in Subordinate CA Certificates". BR 1.0 appendix B
// asked the same.
Outcome ca_points_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::crl_distribution_points) != nullptr
             ? Outcome::pass
             : fire_at_points(facts, report, "the CA certificate has no cRLDistributionPoints");
}

Outcome points_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::crl_distribution_points, "cRLDistributionPoints");
}

// BR 1.0 appendix B: it "MUST contain the HTTP URL of the CA's CRL service."
Outcome points_without_http(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::crl_distribution_points) == nullptr) return Outcome::not_applicable;
  return any_point_uri(facts, [](std::string_view uri) { return has_scheme(uri, "http"); })
             ? Outcome::pass
             : fire_at_points(facts, report, "cRLDistributionPoints has no HTTP URL");
}

// BR 2.0.0 7.1.2.11.2: "All GeneralNames MUST be of type uniformResourceIdentifier, and the scheme of each
// MUST be http".
Outcome point_not_http(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (const DistributionPoint& point : points_of(facts)) {
    for (const x509::GeneralName& name : point.full_name) {
      if (!is_uri(name)) continue;
      outcome = std::max(outcome, equal_ignoring_case(uri_scheme(name.text()), "http")
                                      ? Outcome::pass
                                      : fire_at_point(facts, report, name.offset,
                                                      fmt::format("the CRL distribution point {} is not an "
                                                                  "HTTP URL",
                                                                  name.to_string())));
    }
  }
  return outcome;
}

// The same: "distributionPoint MUST", "The DistributionPointName MUST be a fullName", of URIs.
Outcome point_not_full_uri(const CertificateFacts& facts, const Reporter& report) {
  if (points_of(facts).empty()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const DistributionPoint& point : points_of(facts)) {
    const bool sound =
        !point.full_name.empty() && std::all_of(point.full_name.begin(), point.full_name.end(), is_uri);
    if (!sound)
      outcome =
          fire_at_point(facts, report, point.offset,
                        point.full_name.empty() ? "a CRL distribution point has no fullName"
                                                : "a CRL distribution point has a name that is not a URI");
  }
  return outcome;
}

// The same: reasons and cRLIssuer "MUST NOT" be there.
Outcome point_reasons_or_issuer(const CertificateFacts& facts, const Reporter& report) {
  if (points_of(facts).empty()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const DistributionPoint& point : points_of(facts)) {
    if (point.reasons || !point.crl_issuer.empty())
      outcome = fire_at_point(
          facts, report, point.offset,
          fmt::format("a CRL distribution point has {}", point.reasons ? "reasons" : "cRLIssuer"));
  }
  return outcome;
}

// The same: "containing more than one is NOT RECOMMENDED."
Outcome several_points(const CertificateFacts& facts, const Reporter& report) {
  const auto& points = points_of(facts);
  if (points.empty()) return Outcome::not_applicable;
  return points.size() == 1
             ? Outcome::pass
             : fire_at_points(facts, report,
                              fmt::format("cRLDistributionPoints has {} distribution points", points.size()));
}

// "The CRL Distribution Points extension SHOULD NOT be present in Root CA Certificates."
Outcome root_points(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::crl_distribution_points) == nullptr
             ? Outcome::pass
             : fire_at_points(facts, report, "the root has cRLDistributionPoints");
}

constexpr Revision ca_points_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.11.2"},
};
constexpr Revision subscriber_points_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.3"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.11.2"},
};

constexpr std::string_view points_http_hint = "Use the HTTP URL of the CRL.";

constexpr Lint crl_distribution_points_lints[] = {
    {.check = must("cabf_br.crl_distribution_points.no_revocation_pointer",
                   "A subscriber certificate that is not short-lived and has no OCSP responder MUST contain "
                   "cRLDistributionPoints.",
                   "CA/B BR 7.1.2.11.2", "Add the URL of the CRL.", "e_missing_crl_distrib_point"),
     .example = "a certificate of 90 days with neither a CRL nor OCSP",
     .applies = Role::subscriber,
     .effective = dates::sc_63,
     .certificate = no_revocation_pointer},
    {.check = must("cabf_br.crl_distribution_points.subscriber_critical",
                   "cRLDistributionPoints of a subscriber certificate MUST NOT be critical.",
                   "CA/B BR 2.0.0 7.1.2.11.2", "Do not mark cRLDistributionPoints critical.",
                   "e_sub_cert_crl_distribution_points_marked_critical"),
     .example = "a server certificate with critical cRLDistributionPoints",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_points_history,
     .certificate = points_critical},
    {.check = must("cabf_br.crl_distribution_points.subscriber_without_http",
                   "cRLDistributionPoints of a subscriber certificate MUST contain an HTTP URL.",
                   "CA/B BR 2.0.0 7.1.2.11.2", points_http_hint,
                   "e_sub_cert_crl_distribution_points_does_not_contain_url"),
     .example = "a server certificate with an LDAP URL in cRLDistributionPoints",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_points_history,
     .certificate = points_without_http},
    {.check = must("cabf_br.crl_distribution_points.ca_missing",
                   "A subordinate CA certificate MUST contain cRLDistributionPoints.",
                   "CA/B BR 2.0.0 7.1.2.11.2", "Issue the CA certificate again with the URL of the CRL.",
                   "e_sub_ca_crl_distribution_points_missing"),
     .example = "an issuing CA without cRLDistributionPoints",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .history = ca_points_history,
     .certificate = ca_points_missing},
    {.check = must("cabf_br.crl_distribution_points.ca_critical",
                   "cRLDistributionPoints of a subordinate CA certificate MUST NOT be critical.",
                   "CA/B BR 2.0.0 7.1.2.11.2", "Do not mark cRLDistributionPoints critical.",
                   "e_sub_ca_crl_distribution_points_marked_critical"),
     .example = "an issuing CA with critical cRLDistributionPoints",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .history = ca_points_history,
     .certificate = points_critical},
    {.check = must("cabf_br.crl_distribution_points.ca_without_http",
                   "cRLDistributionPoints of a subordinate CA certificate MUST contain an HTTP URL.",
                   "CA/B BR 2.0.0 7.1.2.11.2", points_http_hint,
                   "e_sub_ca_crl_distribution_points_does_not_contain_url"),
     .example = "an issuing CA with an LDAP URL in cRLDistributionPoints",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .history = ca_points_history,
     .certificate = points_without_http},
    {.check = must("cabf_br.crl_distribution_points.not_http",
                   "Every URI of cRLDistributionPoints MUST be an HTTP URL.", "CA/B BR 7.1.2.11.2",
                   points_http_hint, "e_crl_distrib_points_not_http"),
     .example = "an LDAP URL next to the HTTP URL",
     .effective = dates::br_2_0_0,
     .certificate = point_not_http},
    {.check = must("cabf_br.crl_distribution_points.not_full_uri",
                   "Every distribution point MUST have a fullName of URIs alone.", "CA/B BR 7.1.2.11.2",
                   points_http_hint),
     .example = "a directoryName in cRLDistributionPoints",
     .effective = dates::br_2_0_0,
     .certificate = point_not_full_uri},
    {.check = must("cabf_br.crl_distribution_points.reasons_or_issuer",
                   "A distribution point MUST NOT have reasons or cRLIssuer.", "CA/B BR 7.1.2.11.2",
                   "Leave reasons and cRLIssuer out: CAs sign their own CRLs, for all reasons.",
                   "e_crlissuer_must_not_be_present_in_cdp"),
     .example = "a distribution point with a cRLIssuer",
     .effective = dates::br_2_0_0,
     .certificate = point_reasons_or_issuer},
    {.check = should("cabf_br.crl_distribution_points.several",
                     "cRLDistributionPoints SHOULD NOT contain more than one distribution point.",
                     "CA/B BR 7.1.2.11.2", "Leave in the one of the CRL that has the certificate."),
     .example = "two distribution points",
     .effective = dates::br_2_0_0,
     .certificate = several_points},
    {.check = should("cabf_br.crl_distribution_points.root_present",
                     "A root SHOULD NOT contain cRLDistributionPoints.", "CA/B BR 7.1.2.11.2",
                     "Leave cRLDistributionPoints out: no CRL revokes a root."),
     .example = "a root with cRLDistributionPoints",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_points},
};

}  // namespace

constinit const Rows crl_distribution_points_rows = crl_distribution_points_lints;

}  // namespace certcheck::lint::cabf_br
