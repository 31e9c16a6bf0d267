#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::DistributionPoint;
using Kind = x509::GeneralName::Kind;

bool is_place(const x509::GeneralName& name) {
  return name.kind == Kind::uri && is_http_or_ldap(name.text());
}

bool has_place(const DistributionPoint& point) {
  return std::any_of(point.full_name.begin(), point.full_name.end(), is_place);
}

/// Says where a CRL is, in any way.
bool names_anything(const DistributionPoint& point) {
  return !point.full_name.empty() || point.relative_name || !point.crl_issuer.empty();
}

/// Checks each point of cRLDistributionPoints and of freshestCRL, of which RFC 5280 4.2.1.15 says: "The same
/// conventions apply to both extensions." `fault` gives the end of a sentence about the point, or empty.
template <typename Fault>
Outcome check_points(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::not_applicable;
  const auto check_list = [&](x509::ExtensionId id, std::string_view name,
                              const std::optional<x509::CrlDistributionPoints>& value) {
    if (!value) return;
    const x509::Extension* extension = certificate.find(id);
    outcome = std::max(outcome, Outcome::pass);
    for (const DistributionPoint& point : value->points)
      if (const std::string_view what = fault(point); !what.empty())
        outcome = report.fire(
            place_in(certificate, *extension), point.offset,
            fmt::format("distribution point {} of {} {}", &point - value->points.data() + 1, name, what));
  };
  check_list(oids::crl_distribution_points, "cRLDistributionPoints", certificate.crl_distribution_points);
  check_list(oids::freshest_crl, "freshestCRL", certificate.freshest_crl);
  return outcome;
}

// RFC 5280 4.2.1.13: "The extension SHOULD be non-critical". Since RFC 2459.
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::crl_distribution_points, "cRLDistributionPoints");
}

// RFC 5280 4.2.1.15: "The extension MUST be marked as non-critical by conforming CAs." Since RFC 3280.
Outcome freshest_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::freshest_crl, "freshestCRL");
}

bool is_reasons_only(const DistributionPoint& point) {
  return point.reasons && !point.reasons->bytes.empty() && !names_anything(point);
}

// RFC 5280 4.2.1.13: "a DistributionPoint MUST NOT consist of only the reasons field". Since RFC 3280. zlint
// looks at cRLDistributionPoints alone.
Outcome reasons_only(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return is_reasons_only(point) ? "has reasons, but neither distributionPoint nor cRLIssuer" : "";
  });
}

// RFC 5280 4.2.1.13: "either distributionPoint or cRLIssuer MUST be present." Since RFC 3280. With reasons
// that is zlint's lint and the one above.
Outcome empty_point(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return names_anything(point) || is_reasons_only(point) ? "" : "is empty";
  });
}

// RFC 5280 4.2.1.13: "When present, DistributionPointName SHOULD include at least one LDAP or HTTP URI." New
// in RFC 5280. zlint looks for one in the whole extension; so does this, and point_without_uri at each point.
Outcome without_uri(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::crl_distribution_points);
  if (extension == nullptr || !certificate.crl_distribution_points) return Outcome::not_applicable;
  const auto& points = certificate.crl_distribution_points->points;
  return std::any_of(points.begin(), points.end(), has_place)
             ? Outcome::pass
             : report.fire(place_in(certificate, *extension), extension->value_offset,
                           "no distribution point has an http or ldap URI");
}

Outcome point_without_uri(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const bool none = certificate.crl_distribution_points &&
                    std::none_of(certificate.crl_distribution_points->points.begin(),
                                 certificate.crl_distribution_points->points.end(), has_place);
  return check_points(facts, report, [none](const DistributionPoint& point) -> std::string_view {
    return point.has_name && !none && !has_place(point) ? "has no http or ldap URI" : "";
  });
}

// RFC 5280 4.2.1.13: "Conforming CAs SHOULD NOT use nameRelativeToCRLIssuer to specify distribution point
// names." New in RFC 5280.
Outcome relative_name(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return point.relative_name ? "has a nameRelativeToCRLIssuer" : "";
  });
}

// RFC 5280 4.2.1.13: "The DistributionPointName MUST NOT use the nameRelativeToCRLIssuer alternative when
// cRLIssuer contains more than one distinguished name." Since RFC 3280.
Outcome relative_name_ambiguous(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    const auto is_name = [](const x509::GeneralName& name) { return name.kind == Kind::directory_name; };
    return point.relative_name && std::count_if(point.crl_issuer.begin(), point.crl_issuer.end(), is_name) > 1
               ? "has a nameRelativeToCRLIssuer together with several names in cRLIssuer"
               : "";
  });
}

// RFC 5280 4.2.1.13: "If present, the cRLIssuer MUST only contain the distinguished name (DN) from the issuer
// field of the CRL to which the DistributionPoint is pointing." RFC 3280 let other names be alongside it.
Outcome issuer_not_one_name(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return point.crl_issuer.empty() ||
                   (point.crl_issuer.size() == 1 && point.crl_issuer.front().kind == Kind::directory_name)
               ? ""
               : "has a cRLIssuer that is not one distinguished name";
  });
}

// RFC 5280 4.2.1.13: "If the certificate issuer is also the CRL issuer, then conforming CAs MUST omit the
// cRLIssuer field and MUST include the distributionPoint field." Since RFC 3280.
Outcome issuer_needless(const CertificateFacts& facts, const Reporter& report) {
  const std::string& own = facts.certificate.issuer_key();
  const auto is_own = [&own](const x509::GeneralName& name) {
    return name.kind == Kind::directory_name && x509::canonical(name.directory_name) == own;
  };
  return check_points(facts, report, [&is_own](const DistributionPoint& point) -> std::string_view {
    return std::any_of(point.crl_issuer.begin(), point.crl_issuer.end(), is_own)
               ? "has the certificate's own issuer as cRLIssuer"
               : "";
  });
}

// RFC 5280 4.2.1.13: "If the cRLIssuer field is included and the DN in that field does not correspond to an
// X.500 or LDAP directory entry where CRL is located, then conforming CAs MUST include the distributionPoint
// field." Whether there is such a directory cannot be seen; on the Internet there hardly ever is.
Outcome issuer_alone(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return !point.crl_issuer.empty() && !point.has_name
               ? "has only a cRLIssuer: clients find the CRL only in a directory that they all know"
               : "";
  });
}

// RFC 5280 4.2.1.13: "This profile RECOMMENDS against segmenting CRLs by reason code." New in RFC 5280.
Outcome by_reason(const CertificateFacts& facts, const Reporter& report) {
  return check_points(facts, report, [](const DistributionPoint& point) -> std::string_view {
    return point.reasons && names_anything(point) ? "is for some revocation reasons only" : "";
  });
}

/// Without the field, or with every bit of ReasonFlags from keyCompromise (1) to aACompromise (8).
bool is_for_all_reasons(const DistributionPoint& point) {
  if (!point.reasons) return true;
  for (size_t reason = 1; reason <= 8; ++reason)
    if (!point.reasons->bit(reason)) return false;
  return true;
}

// RFC 5280 4.2.1.13: "When a conforming CA includes a cRLDistributionPoints extension in a certificate, it
// MUST include at least one DistributionPoint that points to a CRL that covers the certificate for all
// reasons." New in RFC 5280.
Outcome not_all_reasons(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::crl_distribution_points);
  if (extension == nullptr || !certificate.crl_distribution_points ||
      certificate.crl_distribution_points->points.empty())
    return Outcome::not_applicable;
  const auto& points = certificate.crl_distribution_points->points;
  return std::any_of(points.begin(), points.end(), is_for_all_reasons)
             ? Outcome::pass
             : report.fire(place_in(certificate, *extension), extension->value_offset,
                           "no distribution point covers all revocation reasons");
}

constexpr Lint crl_distribution_points_lints[] = {
    {.check = {.id = "rfc5280.crl_distribution_points.critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "cRLDistributionPoints SHOULD NOT be critical.",
               .citation = "RFC 5280 4.2.1.13",
               .hint = "Issue the certificate again with cRLDistributionPoints not marked critical.",
               .zlint = "w_ext_crl_distribution_marked_critical"},
     .example = "a critical cRLDistributionPoints",
     .effective = dates::rfc2459,
     .certificate = critical},
    {.check = {.id = "rfc5280.freshest_crl.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "freshestCRL MUST NOT be critical.",
               .citation = "RFC 5280 4.2.1.15",
               .hint = "Issue the certificate again with freshestCRL not marked critical.",
               .zlint = "e_ext_freshest_crl_marked_critical"},
     .example = "a critical freshestCRL",
     .only_with = {oids::freshest_crl},
     .effective = dates::rfc3280,
     .certificate = freshest_critical},
    {.check = {.id = "rfc5280.crl_distribution_points.reasons_only",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A distribution point MUST NOT consist of reasons only.",
               .citation = "RFC 5280 4.2.1.13",
               .hint = "Add the location of the CRL for these reasons.",
               .zlint = "e_distribution_point_incomplete"},
     .example = "a distribution point with reasons keyCompromise and nothing else",
     .effective = dates::rfc3280,
     .certificate = reasons_only},
    {.check = {.id = "rfc5280.crl_distribution_points.empty_point",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A distribution point MUST contain distributionPoint or cRLIssuer.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Add the location of the CRL, or remove the distribution point."},
     .example = "a distribution point that is an empty SEQUENCE",
     .effective = dates::rfc3280,
     .certificate = empty_point},
    {.check = {.id = "rfc5280.crl_distribution_points.without_uri",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "cRLDistributionPoints SHOULD contain an HTTP or LDAP URI.",
               .citation = "RFC 5280 4.2.1.13",
               .hint = "Add the HTTP URI of the CRL.",
               .zlint = "w_distribution_point_missing_ldap_or_uri"},
     .example = "a distribution point crl.example.com/ca.crl",
     .effective = dates::rfc5280,
     .certificate = without_uri},
    {.check = {.id = "rfc5280.crl_distribution_points.point_without_uri",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The name of each distribution point SHOULD include an HTTP or LDAP URI.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Add the HTTP URI of the CRL to each distribution point."},
     .example = "two distribution points, one http and one ftp",
     .effective = dates::rfc5280,
     .certificate = point_without_uri},
    {.check = {.id = "rfc5280.crl_distribution_points.relative_name",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A distribution point SHOULD NOT use nameRelativeToCRLIssuer.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Use the full name, preferably an HTTP URI."},
     .example = "a distribution point with nameRelativeToCRLIssuer CN=CRL1",
     .effective = dates::rfc5280,
     .certificate = relative_name},
    {.check = {.id = "rfc5280.crl_distribution_points.relative_name_ambiguous",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A distribution point MUST NOT use nameRelativeToCRLIssuer if cRLIssuer "
                              "contains more than one name.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Use the full name, preferably an HTTP URI."},
     .example = "a distribution point with nameRelativeToCRLIssuer and two names in cRLIssuer",
     .effective = dates::rfc3280,
     .certificate = relative_name_ambiguous},
    {.check = {.id = "rfc5280.crl_distribution_points.issuer_not_one_name",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "cRLIssuer MUST only contain the distinguished name of the CRL issuer.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Put only the issuer name of the CRL there."},
     .example = "a cRLIssuer with a URI",
     .effective = dates::rfc5280,
     .certificate = issuer_not_one_name},
    {.check = {.id = "rfc5280.crl_distribution_points.issuer_needless",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "cRLIssuer MUST be omitted if the certificate issuer is also the CRL issuer.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Remove cRLIssuer and add the location of the CRL."},
     .example = "a cRLIssuer that is the issuer of the certificate",
     .effective = dates::rfc3280,
     .certificate = issuer_needless},
    {.check = {.id = "rfc5280.crl_distribution_points.issuer_alone",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A distribution point SHOULD contain distributionPoint, unless the directory "
                              "entry of its CRL issuer is known to all.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Add the HTTP URI of the CRL."},
     .example = "a distribution point with only a cRLIssuer",
     .effective = dates::rfc3280,
     .certificate = issuer_alone},
    {.check = {.id = "rfc5280.crl_distribution_points.by_reason",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "CRLs SHOULD NOT be segmented by reason of revocation.",
               .citation = "RFC 5280 4.2.1.13, 4.2.1.15",
               .hint = "Publish one CRL for all reasons."},
     .example = "a distribution point for keyCompromise and another for the rest",
     .effective = dates::rfc5280,
     .certificate = by_reason},
    {.check = {.id = "rfc5280.crl_distribution_points.not_all_reasons",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "At least one distribution point MUST cover all reasons of revocation.",
               .citation = "RFC 5280 4.2.1.13",
               .hint = "Add a distribution point without reasons."},
     .example = "a single distribution point for keyCompromise",
     .effective = dates::rfc5280,
     .certificate = not_all_reasons},
};

}  // namespace

constinit const Rows crl_distribution_points_rows = crl_distribution_points_lints;

}  // namespace certcheck::lint::rfc5280
