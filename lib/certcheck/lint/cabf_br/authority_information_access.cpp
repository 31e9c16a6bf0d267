#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/uri.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/names/top_level_domains.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::AccessDescription;

const std::vector<AccessDescription>& descriptions_of(const CertificateFacts& facts) {
  static const std::vector<AccessDescription> none;
  const auto& access = facts.certificate.authority_information_access;
  return access ? access->descriptions : none;
}

std::string_view method_name(der::Oid method) {
  return method == oids::ocsp_access         ? "ocsp"
         : method == oids::ca_issuers_access ? "caIssuers"
                                             : std::string_view();
}

bool is_uri_of(const AccessDescription& description, der::Oid method) {
  return description.method == method && description.location.kind == x509::GeneralName::Kind::uri;
}

Outcome fire_at_access(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* extension = facts.certificate.find(oids::authority_information_access);
  return extension == nullptr ? report.fire("tbsCertificate.extensions", {}, std::move(message))
                              : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                                            std::move(message));
}

Outcome fire_at_description(const CertificateFacts& facts, const Reporter& report,
                            const AccessDescription& description, std::string message) {
  const x509::Extension& extension = *facts.certificate.find(oids::authority_information_access);
  return report.fire(place_in(facts.certificate, extension), description.location.offset, std::move(message),
                     {{"location", description.location.to_string()}});
}

// BR 7.1.2.7.6: authorityInfoAccess "MUST" be in a subscriber certificate. BR 1.0 appendix B asked the same,
// but for OCSP that is stapled.
Outcome subscriber_access_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_information_access) != nullptr
             ? Outcome::pass
             : fire_at_access(facts, report, "the subscriber certificate has no authorityInfoAccess");
}

// BR 1.0 appendix B to 1.7.0 7.1.2.2 c: it "MUST be present", since ballot SC-31 (BR 1.7.1) and in BR 2.0.0
// 7.1.2.6.1 "SHOULD".
Outcome ca_access_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_information_access) != nullptr
             ? Outcome::pass
             : fire_at_access(facts, report, "the CA certificate has no authorityInfoAccess");
}

// "It MUST NOT be marked critical" in all versions, as RFC 5280 4.2.2.1 has it.
Outcome access_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::authority_information_access, "authorityInfoAccess");
}

Outcome require_http(const CertificateFacts& facts, const Reporter& report, der::Oid method,
                     std::string_view what) {
  const auto& descriptions = descriptions_of(facts);
  return std::any_of(descriptions.begin(), descriptions.end(),
                     [method](const AccessDescription& each) {
                       return is_uri_of(each, method) && has_scheme(each.location.text(), "http");
                     })
             ? Outcome::pass
             : fire_at_access(facts, report, fmt::format("authorityInfoAccess has no HTTP URL of {}", what));
}

// BR 1.0 appendix B to 1.8.7 7.1.2.3 c: it "MUST contain the HTTP URL of the Issuing CA's OCSP responder".
// BR 2.0.0 (ballot SC-62) still had a MUST, but before the day from which it holds, 2.0.1 (ballot SC-63) with
// a MAY was published: its date, 2024-03-15, is that of what it asks of CRLs.
Outcome subscriber_without_ocsp(const CertificateFacts& facts, const Reporter& report) {
  return require_http(facts, report, oids::ocsp_access, "an OCSP responder");
}

// BR 7.1.2.7.7: caIssuers "SHOULD" be there. BR 1.0 appendix B asked the same.
Outcome without_ca_issuers(const CertificateFacts& facts, const Reporter& report) {
  return require_http(facts, report, oids::ca_issuers_access, "the issuing CA's certificate");
}

/// Fires for each URI of the method whose scheme is not http; applies where there is one of them.
Outcome check_schemes(const CertificateFacts& facts, const Reporter& report, der::Oid method) {
  Outcome outcome = Outcome::not_applicable;
  for (const AccessDescription& each : descriptions_of(facts)) {
    if (!is_uri_of(each, method)) continue;
    outcome = std::max(outcome, equal_ignoring_case(uri_scheme(each.location.text()), "http")
                                    ? Outcome::pass
                                    : fire_at_description(facts, report, each,
                                                          fmt::format("{} of authorityInfoAccess is not an "
                                                                      "HTTP URL",
                                                                      method_name(method))));
  }
  return outcome;
}

// BR 2.0.0 7.1.2.7.7 and 7.1.2.10.3: "A HTTP URL of the Issuing CA's certificate." HTTPS is not HTTP here:
// who fetches it may need the certificate to build the chain of the server that has it.
Outcome ca_issuers_not_http(const CertificateFacts& facts, const Reporter& report) {
  return check_schemes(facts, report, oids::ca_issuers_access);
}

// The same: "A HTTP URL of the Issuing CA's OCSP responder."
Outcome ocsp_not_http(const CertificateFacts& facts, const Reporter& report) {
  return check_schemes(facts, report, oids::ocsp_access);
}

Outcome ca_access_not_http(const CertificateFacts& facts, const Reporter& report) {
  return std::max(check_schemes(facts, report, oids::ca_issuers_access),
                  check_schemes(facts, report, oids::ocsp_access));
}

// BR 2.0.0 7.1.2.7.7 and 7.1.2.10.3: "Any other value" than id-ad-ocsp and id-ad-caIssuers "MUST NOT" be an
// accessMethod.
Outcome other_access_method(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::authority_information_access) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const AccessDescription& each : descriptions_of(facts)) {
    if (method_name(each.method).empty())
      outcome = fire_at_description(
          facts, report, each,
          fmt::format("authorityInfoAccess has the access method {}", each.method.to_string()));
  }
  return outcome;
}

// The same: "each accessLocation MUST be encoded as the specified GeneralName type", a
// uniformResourceIdentifier.
Outcome location_not_uri(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::authority_information_access) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const AccessDescription& each : descriptions_of(facts)) {
    if (each.location.kind != x509::GeneralName::Kind::uri)
      outcome = fire_at_description(
          facts, report, each,
          fmt::format("a location of authorityInfoAccess is a {}", x509::to_string(each.location.kind)));
  }
  return outcome;
}

// The same: "When multiple AccessDescriptions are present with the same accessMethod, each accessLocation
// MUST be unique". There are a handful at most in anything a CA issues; of more the first ones are compared.
Outcome location_repeated(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t compared = 64;
  const auto& descriptions = descriptions_of(facts);
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i < std::min(descriptions.size(), compared); ++i) {
    const AccessDescription& each = descriptions[i];
    if (method_name(each.method).empty() || each.location.kind != x509::GeneralName::Kind::uri) continue;
    const auto end = descriptions.begin() + static_cast<std::ptrdiff_t>(i);
    const bool repeated = std::any_of(descriptions.begin(), end, [&each](const AccessDescription& earlier) {
      return is_uri_of(earlier, each.method) &&
             equal_ignoring_case(earlier.location.text(), each.location.text());
    });
    outcome =
        std::max(outcome, !repeated ? Outcome::pass
                                    : fire_at_description(facts, report, each,
                                                          fmt::format("authorityInfoAccess has a location "
                                                                      "of {} twice",
                                                                      method_name(each.method))));
  }
  return outcome;
}

// BR 7.1.2.7.7: what clients fetch is in the public Internet. A host without a top-level domain is an
// Internal Name (1.6.1).
Outcome internal_host(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::authority_information_access) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  std::string_view known;  // most hosts of a certificate end alike
  for (const AccessDescription& each : descriptions_of(facts)) {
    if (method_name(each.method).empty() || each.location.kind != x509::GeneralName::Kind::uri) continue;
    const Uri uri = split_uri(each.location.text());
    const std::string_view host = uri.authority ? host_of(*uri.authority) : std::string_view();
    const std::string_view top = host.substr(host.rfind('.') + 1);
    if (host.empty() || top == known || is_ip_host(host)) continue;
    if (names::is_top_level_domain(top, std::nullopt))
      known = top;
    else
      outcome = fire_at_description(
          facts, report, each,
          fmt::format("the host \"{}\" of authorityInfoAccess is an internal name", host));
  }
  return outcome;
}

constexpr std::string_view http_hint = "Use the HTTP URL.";

constexpr Revision subscriber_access_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.3"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.6"},
};

constexpr Lint authority_information_access_lints[] = {
    {.check = must("cabf_br.authority_information_access.subscriber_missing",
                   "A subscriber certificate MUST contain authorityInfoAccess.", "CA/B BR 2.0.0 7.1.2.7.6",
                   "Issue the certificate again with the URL of the issuing CA's certificate.",
                   "e_sub_cert_aia_missing"),
     .example = "a server certificate without authorityInfoAccess",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_access_history,
     .certificate = subscriber_access_missing},
    {.check = must("cabf_br.authority_information_access.subscriber_critical",
                   "authorityInfoAccess of a subscriber certificate MUST NOT be critical.",
                   "CA/B BR 2.0.0 7.1.2.7.6", "Do not mark authorityInfoAccess critical.",
                   "e_sub_cert_aia_marked_critical"),
     .example = "a server certificate with a critical authorityInfoAccess",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .history = subscriber_access_history,
     .certificate = access_critical},
    {.check = must("cabf_br.authority_information_access.subscriber_without_ocsp",
                   "authorityInfoAccess of a subscriber certificate MUST contain the HTTP URL of an OCSP "
                   "responder.",
                   "CA/B BR 1.8.0 7.1.2.3 c", "Add the URL of the OCSP responder.",
                   "e_sub_cert_aia_does_not_contain_ocsp_url"),
     .example = "a server certificate of 2020 whose authorityInfoAccess has only caIssuers",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = subscriber_without_ocsp},
    // zlint's lint ends with BR 2.0.0, whose text still has it.
    {.check = must("cabf_br.authority_information_access.subscriber_without_ocsp_before_sc_63",
                   "authorityInfoAccess of a subscriber certificate MUST contain the HTTP URL of an OCSP "
                   "responder.",
                   "CA/B BR 2.0.0 7.1.2.7.7", "Add the URL of the OCSP responder."),
     .example = "a server certificate of December 2023 whose authorityInfoAccess has only caIssuers",
     .applies = Role::leaf,
     .effective = dates::br_2_0_0,
     .ineffective = dates::sc_63,
     .certificate = subscriber_without_ocsp},
    {.check = should("cabf_br.authority_information_access.subscriber_without_ca_issuers",
                     "authorityInfoAccess of a subscriber certificate SHOULD contain the HTTP URL of the "
                     "issuing CA's certificate.",
                     "CA/B BR 7.1.2.7.7", "Add the URL of the issuing CA's certificate.",
                     "w_sub_cert_aia_does_not_contain_issuing_ca_url"),
     .example = "a server certificate whose authorityInfoAccess has only ocsp",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = without_ca_issuers},
    {.check = must("cabf_br.authority_information_access.ca_issuers_not_http",
                   "A location of caIssuers in a subscriber certificate MUST be an HTTP URL.",
                   "CA/B BR 7.1.2.7.7", http_hint, "e_aia_ca_issuers_must_have_http_only"),
     .example = "https://aia.pki.example/issuing.cer",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = ca_issuers_not_http},
    {.check = must("cabf_br.authority_information_access.ocsp_not_http",
                   "A location of ocsp in a subscriber certificate MUST be an HTTP URL.", "CA/B BR 7.1.2.7.7",
                   http_hint, "e_aia_ocsp_must_have_http_only"),
     .example = "https://ocsp.pki.example/",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = ocsp_not_http},
    {.check = must("cabf_br.authority_information_access.other_method",
                   "authorityInfoAccess of a subscriber certificate MUST NOT have access methods other than "
                   "ocsp and caIssuers.",
                   "CA/B BR 7.1.2.7.7", "Leave the access method out.",
                   "e_aia_must_contain_permitted_access_method"),
     .example = "a server certificate with caRepository in authorityInfoAccess",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = other_access_method},
    {.check = must("cabf_br.authority_information_access.location_not_uri",
                   "A location of authorityInfoAccess in a subscriber certificate MUST be a URI.",
                   "CA/B BR 7.1.2.7.7", http_hint, "e_aia_must_contain_permitted_access_method"),
     .example = "a directoryName as the location of caIssuers",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = location_not_uri},
    {.check = must("cabf_br.authority_information_access.location_repeated",
                   "Each location of an access method in a subscriber certificate MUST be unique.",
                   "CA/B BR 7.1.2.7.7", "Leave the second one out.", "e_aia_unique_access_locations"),
     .example = "the same OCSP URL twice",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = location_repeated},
    {.check = must("cabf_br.authority_information_access.ca_location_repeated",
                   "Each location of an access method in a CA certificate MUST be unique.",
                   "CA/B BR 7.1.2.10.3", "Leave the second one out."),
     .example = "the same URL of the issuer's certificate twice",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = location_repeated},
    {.check = should("cabf_br.authority_information_access.internal_host",
                     "The hosts of authorityInfoAccess in a subscriber certificate SHOULD be in the public "
                     "DNS.",
                     "CA/B BR 7.1.2.7.7, 1.6.1", "Publish it where all clients can reach it.",
                     "w_sub_cert_aia_contains_internal_names"),
     .example = "http://pki.corp/issuing.cer",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = internal_host},
    {.check = must("cabf_br.authority_information_access.ca_critical",
                   "authorityInfoAccess of a subordinate CA certificate MUST NOT be critical.",
                   "CA/B BR 7.1.2.6.1", "Do not mark authorityInfoAccess critical.",
                   "e_sub_ca_aia_marked_critical"),
     .example = "an issuing CA with a critical authorityInfoAccess",
     .applies = Role::subordinate_ca,
     .effective = dates::always,
     .certificate = access_critical},
    {.check =
         must("cabf_br.authority_information_access.ca_missing_before_sc_31",
              "A subordinate CA certificate MUST contain authorityInfoAccess.", "CA/B BR 1.7.0 7.1.2.2 c",
              "Issue the CA certificate again with authorityInfoAccess.", "e_sub_ca_aia_missing"),
     .example = "an issuing CA of 2019 without authorityInfoAccess",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .ineffective = dates::br_1_7_1,
     .certificate = ca_access_missing},
    {.check = should("cabf_br.authority_information_access.ca_missing",
                     "A subordinate CA certificate SHOULD contain authorityInfoAccess.", "CA/B BR 7.1.2.6.1",
                     "Issue the CA certificate again with authorityInfoAccess.", "w_sub_ca_aia_missing"),
     .example = "an issuing CA of 2026 without authorityInfoAccess",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_7_1,
     .certificate = ca_access_missing},
    {.check = should("cabf_br.authority_information_access.ca_without_ca_issuers",
                     "authorityInfoAccess of a subordinate CA certificate SHOULD contain the HTTP URL of the "
                     "issuing CA's certificate.",
                     "CA/B BR 1.8.0 7.1.2.2 c", "Add the URL of the issuing CA's certificate.",
                     "w_sub_ca_aia_does_not_contain_issuing_ca_url"),
     .example = "an issuing CA of 2020 whose authorityInfoAccess has only ocsp",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = without_ca_issuers},
    {.check = must("cabf_br.authority_information_access.ca_not_http",
                   "The locations of authorityInfoAccess in a CA certificate MUST be HTTP URLs.",
                   "CA/B BR 7.1.2.10.3", http_hint, "e_ca_aia_non_http_url"),
     .example = "an issuing CA with https://aia.pki.example/root.cer",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_access_not_http},
    {.check = must("cabf_br.authority_information_access.ca_other_method",
                   "authorityInfoAccess of a CA certificate MUST NOT have access methods other than ocsp and "
                   "caIssuers.",
                   "CA/B BR 7.1.2.10.3", "Leave the access method out."),
     .example = "an issuing CA with caRepository in authorityInfoAccess",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = other_access_method},
    {.check = must("cabf_br.authority_information_access.ca_location_not_uri",
                   "A location of authorityInfoAccess in a CA certificate MUST be a URI.",
                   "CA/B BR 7.1.2.10.3", http_hint),
     .example = "an issuing CA with a directoryName as the location of caIssuers",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = location_not_uri},
};

}  // namespace

constinit const Rows authority_information_access_rows = authority_information_access_lints;

}  // namespace certcheck::lint::cabf_br
