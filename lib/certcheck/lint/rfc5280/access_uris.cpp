#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/uri_scheme.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

/// URIs that say where CRLs, certificates and services are found: in cRLDistributionPoints, freshestCRL,
/// authorityInfoAccess and subjectInfoAccess alike.
namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using Kind = x509::GeneralName::Kind;

/// One of them, and what is found there.
enum class Target : uint8_t { crl, certificates, other };
struct AccessUri {
  std::string_view extension_name;
  const x509::Extension& extension;
  const x509::GeneralName& name;
  Target target;
};

template <typename Visit>
void visit_points(const x509::Certificate& certificate, der::Oid id, std::string_view name,
                  const std::optional<x509::CrlDistributionPoints>& value, Visit visit) {
  if (!value) {
    return;
  }
  const x509::Extension* extension = certificate.find(id);
  for (const x509::DistributionPoint& point : value->points) {
    for (const x509::GeneralName& each : point.full_name) {
      if (each.kind == Kind::uri) {
        visit(AccessUri{name, *extension, each, Target::crl});
      }
    }
  }
}

template <typename Visit>
void visit_access(const x509::Certificate& certificate, der::Oid id, std::string_view name,
                  const std::optional<x509::InformationAccess>& value, Visit visit) {
  if (!value) {
    return;
  }
  const x509::Extension* extension = certificate.find(id);
  for (const x509::AccessDescription& each : value->descriptions) {
    if (each.location.kind == Kind::uri) {
      const bool certificates =
          each.method == oids::ca_issuers_access || each.method == oids::ca_repository_access;
      visit(AccessUri{name, *extension, each.location, certificates ? Target::certificates : Target::other});
    }
  }
}

/// Fires for each URI about which `fault` has something to say: the end of a sentence, or empty.
template <typename Fault>
Outcome judge(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::not_applicable;
  const auto visit = [&](const AccessUri& uri) {
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view what = fault(uri); !what.empty()) {
      const std::string text = uri.name.to_string();
      outcome = report.fire(place_in(certificate, uri.extension), uri.name.offset,
                            words(text, " in ", uri.extension_name, " ", what), {{"uri", text}});
    }
  };
  visit_points(certificate, oids::crl_distribution_points, "cRLDistributionPoints",
               certificate.crl_distribution_points, visit);
  visit_points(certificate, oids::freshest_crl, "freshestCRL", certificate.freshest_crl, visit);
  visit_access(certificate, oids::authority_information_access, "authorityInfoAccess",
               certificate.authority_information_access, visit);
  visit_access(certificate, oids::subject_information_access, "subjectInfoAccess",
               certificate.subject_information_access, visit);
  return outcome;
}

// RFC 5280 4.2.1.13: a URI in a distribution point "is a pointer to the current CRL"; 4.2.1.6 says what URIs
// in GeneralName are: "The name MUST NOT be a relative URI", "MUST include both a scheme (e.g., "http" or
// "ftp") and a scheme-specific-part." RFC 3280 4.2.1.14 referred to the latter.
Outcome relative(const CertificateFacts& facts, const Reporter& report) {
  return judge(facts, report, [](const AccessUri& uri) -> std::string_view {
    const std::string_view scheme = uri_scheme(uri.name.text());
    return scheme.empty()                                ? "is no absolute URI"
           : scheme.size() + 1 == uri.name.text().size() ? "has nothing behind its scheme"
                                                         : "";
  });
}

// RFC 5280 8: "CAs SHOULD NOT include URIs that specify https, ldaps, or similar schemes in extensions": who
// checks a certificate for a connection would first need that connection.
Outcome needs_tls(const CertificateFacts& facts, const Reporter& report) {
  return judge(facts, report, [](const AccessUri& uri) -> std::string_view {
    return has_scheme(uri.name.text(), "https") || has_scheme(uri.name.text(), "ldaps")
               ? "is fetched over TLS, which may need the very certificate"
               : "";
  });
}

// RFC 5280 4.2.1.13, 4.2.2.1 and 4.2.2.2 say what is found under HTTP, FTP and LDAP URIs.
Outcome unusual_scheme(const CertificateFacts& facts, const Reporter& report) {
  return judge(facts, report, [](const AccessUri& uri) -> std::string_view {
    constexpr std::string_view usual[] = {"http", "https", "ftp", "ldap", "ldaps"};
    const std::string_view scheme = uri_scheme(uri.name.text());
    return scheme.empty() || std::any_of(std::begin(usual), std::end(usual),
                                         [scheme](std::string_view each) {
                                           return names::equal_ignoring_case(scheme, each);
                                         })
               ? ""
               : "has a scheme of which the standard says nothing";
  });
}

// RFC 5280 4.2.1.13: "When the LDAP URI scheme [RFC4516] is used, the URI MUST include a <dn> field
// containing the distinguished name of the entry holding the CRL, MUST include a single <attrdesc>". 4.2.2.1
// and 4.2.2.2 of certificates: "MUST include a <dn> field", "MUST include an <attributes> field". New in RFC
// 5280.
Outcome ldap_incomplete(const CertificateFacts& facts, const Reporter& report) {
  return judge(facts, report, [](const AccessUri& uri) -> std::string_view {
    const auto ldap = read_ldap_uri(uri.name.text());
    if (!ldap || uri.target == Target::other) {
      return "";
    }
    return ldap->dn.empty()           ? "names no entry of the directory"
           : ldap->attributes.empty() ? "names no attribute of the directory's entry"
           : uri.target == Target::crl && ldap->attributes.find(',') != std::string_view::npos
               ? "names several attributes where one holds the CRL"
               : "";
  });
}

// RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2: "and SHOULD include a <host>". New in RFC 5280.
Outcome ldap_without_host(const CertificateFacts& facts, const Reporter& report) {
  return judge(facts, report, [](const AccessUri& uri) -> std::string_view {
    const auto ldap = read_ldap_uri(uri.name.text());
    return ldap && ldap->host.empty() ? "names no host: only those who know the directory find it" : "";
  });
}

constexpr Lint access_uris_lints[] = {
    {.check = {.id = "rfc5280.access_uris.relative",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "URIs of CRLs, certificates and services are absolute.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.1.6",
               .hint = "Write the whole URI, with its scheme."},
     .example = "a distribution point crl.example.com/ca.crl",
     .effective = dates::rfc3280,
     .certificate = relative},
    {.check = {.id = "rfc5280.access_uris.needs_tls",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "URIs of CRLs, certificates and services should not need TLS.",
               .citation = "RFC 5280 8",
               .hint = "Serve what is signed anyway over plain HTTP."},
     .example = "a distribution point https://crl.example.com/ca.crl",
     .effective = dates::rfc5280,
     .certificate = needs_tls},
    {.check = {.id = "rfc5280.access_uris.unusual_scheme",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "URIs of CRLs, certificates and services are HTTP, FTP or LDAP URIs.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Offer an HTTP URI as well."},
     .example = "a distribution point file:///ca.crl",
     .effective = dates::rfc5280,
     .certificate = unusual_scheme},
    {.check = {.id = "rfc5280.access_uris.ldap_incomplete",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An LDAP URI names the directory's entry and the attribute, one for a CRL.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Write the URI as ldap://host/dn?attribute;binary."},
     .example = "a distribution point ldap://ldap.example.com/cn=CA",
     .effective = dates::rfc5280,
     .certificate = ldap_incomplete},
    {.check = {.id = "rfc5280.access_uris.ldap_without_host",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An LDAP URI should name a host.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Name the directory's host in the URI."},
     .example = "a distribution point ldap:///cn=CA?certificateRevocationList;binary",
     .effective = dates::rfc5280,
     .certificate = ldap_without_host},
};

}  // namespace

std::span<const Lint> access_uris() { return access_uris_lints; }

}  // namespace certcheck::lint::rfc5280
