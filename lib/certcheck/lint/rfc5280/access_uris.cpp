#include "certcheck/base/ascii.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/lint/support/values.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

/// URIs that say where CRLs, certificates and services are found, in certificates, CRLs and OCSP responses
/// alike. Their syntax is looked at with that of other GeneralNames, see general_names.cpp.
namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using Kind = x509::GeneralName::Kind;

/// One of them, and what is found there.
enum class Target : uint8_t { crl, certificates, other };
struct AccessUri {
  const x509::GeneralName& name;
  Target target;
};

/// nullopt where the name is none of those that say where something is found.
std::optional<Target> target_of(const Where& where) {
  switch (where.place) {
    case Place::distribution_point:
    case Place::freshest_crl:
    case Place::issuing_distribution_point:
    case Place::crl_freshest_crl:
    case Place::crl_reference:
      return Target::crl;
    case Place::authority_access:
    case Place::subject_access:
    case Place::crl_authority_access:
    case Place::service_locator:
      return where.method == oids::ca_issuers_access || where.method == oids::ca_repository_access
                 ? Target::certificates
                 : Target::other;
    default:
      return std::nullopt;
  }
}

/// What is wrong with one, as the end of a sentence, or empty.
using AccessFault = std::string_view (*)(const AccessUri&);

/// Fires for each URI with a fault.
template <AccessFault fault, typename Subject>
Outcome check_all(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(parsed(subject), [&](const x509::GeneralName& name, const Where& where) {
    if (name.kind != Kind::uri) return;
    const auto target = target_of(where);
    if (!target) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view what = fault({name, *target}); !what.empty()) {
      const std::string text = name.to_string();
      outcome = report.fire(node_path(parsed(subject), where), name.offset,
                            fmt::format("{} in {} {}", text, to_string(where.place), what), {{"uri", text}});
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.13: a URI in a distribution point "is a pointer to the current CRL"; 4.2.1.6 says what URIs
// in GeneralName are: "The name MUST NOT be a relative URI", "MUST include both a scheme (e.g., "http" or
// "ftp") and a scheme-specific-part." RFC 3280 4.2.1.14 referred to the latter.
std::string_view relative(const AccessUri& uri) {
  const std::string_view scheme = uri_scheme(uri.name.text());
  return scheme.empty()                                ? "is not an absolute URI"
         : scheme.size() + 1 == uri.name.text().size() ? "has nothing after its scheme"
                                                       : "";
}

// RFC 5280 8: "CAs SHOULD NOT include URIs that specify https, ldaps, or similar schemes in extensions": who
// checks a certificate for a connection would first need that connection.
std::string_view needs_tls(const AccessUri& uri) {
  return has_scheme(uri.name.text(), "https") || has_scheme(uri.name.text(), "ldaps")
             ? "uses TLS, which may depend on the certificate itself"
             : "";
}

// RFC 5280 4.2.1.13, 4.2.2.1 and 4.2.2.2 say what is found under HTTP, FTP and LDAP URIs.
std::string_view unusual_scheme(const AccessUri& uri) {
  constexpr std::string_view usual[] = {"http", "https", "ftp", "ldap", "ldaps"};
  const std::string_view scheme = uri_scheme(uri.name.text());
  return scheme.empty() ||
                 std::any_of(std::begin(usual), std::end(usual),
                             [scheme](std::string_view each) { return equal_ignoring_case(scheme, each); })
             ? ""
             : "has a scheme that the standard does not mention";
}

// RFC 5280 4.2.1.13: "When the LDAP URI scheme [RFC4516] is used, the URI MUST include a <dn> field
// containing the distinguished name of the entry holding the CRL, MUST include a single <attrdesc>". 4.2.2.1
// and 4.2.2.2 of certificates: "MUST include a <dn> field", "MUST include an <attributes> field". New in RFC
// 5280.
std::string_view ldap_incomplete(const AccessUri& uri) {
  const auto ldap = read_ldap_uri(uri.name.text());
  if (!ldap || uri.target == Target::other) return "";
  return ldap->dn.empty()           ? "does not identify an entry of the directory"
         : ldap->attributes.empty() ? "does not identify an attribute of the directory entry"
         : uri.target == Target::crl && ldap->attributes.find(',') != std::string_view::npos
             ? "identifies several attributes instead of the one with the CRL"
             : "";
}

// RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2: "and SHOULD include a <host>". New in RFC 5280.
std::string_view ldap_without_host(const AccessUri& uri) {
  const auto ldap = read_ldap_uri(uri.name.text());
  return ldap && ldap->host.empty() ? "has no host: only clients that know the directory find it" : "";
}

constexpr Lint access_uris_lints[] = {
    {.check = {.id = "rfc5280.access_uris.relative",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "URIs of CRLs, certificates and services MUST NOT be relative.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.1.6",
               .hint = "Write the complete URI, with its scheme."},
     .example = "a distribution point crl.example.com/ca.crl",
     .finds_in = Unusual::uri,
     .effective = dates::rfc3280,
     .certificate = check_all<relative>,
     .crl = check_all<relative>,
     .ocsp = check_all<relative>,
     .ocsp_request = check_all<relative>},
    {.check = {.id = "rfc5280.access_uris.needs_tls",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "URIs of CRLs, certificates and services SHOULD NOT use https, ldaps or similar schemes.",
               .citation = "RFC 5280 8",
               .hint = "Serve signed data over plain HTTP."},
     .example = "a distribution point https://crl.example.com/ca.crl",
     .finds_in = Unusual::uri | Unusual::https_uri,
     .effective = dates::rfc5280,
     .certificate = check_all<needs_tls>,
     .crl = check_all<needs_tls>,
     .ocsp = check_all<needs_tls>,
     .ocsp_request = check_all<needs_tls>},
    {.check = {.id = "rfc5280.access_uris.unusual_scheme",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "URIs of CRLs, certificates and services SHOULD use HTTP, FTP or LDAP.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Offer an HTTP URI as well."},
     .example = "a distribution point file:///ca.crl",
     .finds_in = Unusual::uri,
     .effective = dates::rfc5280,
     .certificate = check_all<unusual_scheme>,
     .crl = check_all<unusual_scheme>,
     .ocsp = check_all<unusual_scheme>,
     .ocsp_request = check_all<unusual_scheme>},
    {.check = {.id = "rfc5280.access_uris.ldap_incomplete",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An LDAP URI MUST include the distinguished name of the entry and the "
                              "attribute, a single one for a CRL.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Write the URI as ldap://host/dn?attribute;binary."},
     .example = "a distribution point ldap://ldap.example.com/cn=CA",
     .finds_in = Unusual::uri,
     .effective = dates::rfc5280,
     .certificate = check_all<ldap_incomplete>,
     .crl = check_all<ldap_incomplete>,
     .ocsp = check_all<ldap_incomplete>,
     .ocsp_request = check_all<ldap_incomplete>},
    {.check = {.id = "rfc5280.access_uris.ldap_without_host",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An LDAP URI SHOULD include a host.",
               .citation = "RFC 5280 4.2.1.13, 4.2.2.1, 4.2.2.2",
               .hint = "Include the directory's host in the URI."},
     .example = "a distribution point ldap:///cn=CA?certificateRevocationList;binary",
     .finds_in = Unusual::uri,
     .effective = dates::rfc5280,
     .certificate = check_all<ldap_without_host>,
     .crl = check_all<ldap_without_host>,
     .ocsp = check_all<ldap_without_host>,
     .ocsp_request = check_all<ldap_without_host>},
};

}  // namespace

constinit const Rows access_uris_rows = access_uris_lints;

}  // namespace certcheck::lint::rfc5280
