#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/crl_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::Crl;
using x509::Extension;

/// For rules on an extension's criticality: not applicable without the extension. `name` is the standard's.
Outcome require_criticality(bool critical, const Crl& crl, const Reporter& report, x509::ExtensionId id,
                            std::string_view name) {
  const Extension* extension = crl.find(id);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical == critical
             ? Outcome::pass
             : report.fire(
                   place_of(crl, *extension), extension->offset,
                   fmt::format("{}{}", name, critical ? " is not marked critical" : " is marked critical"));
}

Outcome require_there(const Crl& crl, const Reporter& report, x509::ExtensionId id, std::string_view name) {
  return crl.find(id) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertList.crlExtensions", {}, fmt::format("the CRL has no {}", name));
}

/// Fires about the value of an extension that is there.
Outcome fire_in(const Crl& crl, const Reporter& report, x509::ExtensionId id, std::string message) {
  const Extension& extension = *crl.find(id);
  return report.fire(place_in(crl, extension), extension.value_offset, std::move(message));
}

// RFC 5280 5.2.1: "Conforming CRL issuers MUST use the key identifier method, and MUST include this extension
// in all CRLs issued." The next lint is about the first half.
Outcome authority_key_identifier_missing(const Crl& crl, const Reporter& report) {
  return require_there(crl, report, oids::authority_key_identifier, "authorityKeyIdentifier");
}
Outcome key_identifier_missing(const Crl& crl, const Reporter& report) {
  if (!crl.authority_key_identifier) return Outcome::not_applicable;
  return crl.authority_key_identifier->key_identifier
             ? Outcome::pass
             : fire_in(crl, report, oids::authority_key_identifier,
                       "authorityKeyIdentifier has no keyIdentifier");
}

// RFC 5280 4.2.1.1, to which 5.2.1 refers: "Conforming CAs MUST mark this extension as non-critical."
Outcome authority_key_identifier_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(false, crl, report, oids::authority_key_identifier, "authorityKeyIdentifier");
}

// RFC 5280 5.2.2: "Conforming CRL issuers SHOULD mark the issuerAltName extension as non-critical."
Outcome issuer_alternative_name_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(false, crl, report, oids::issuer_alternative_name, "issuerAltName");
}

// RFC 5280 5.2.3: "CRL issuers conforming to this profile MUST include this extension in all CRLs and MUST
// mark this extension as non-critical. (...) Conforming CRL issuers MUST NOT use CRLNumber values longer than
// 20 octets." That the number is not negative is the parser's to find.
Outcome number_missing(const Crl& crl, const Reporter& report) {
  return require_there(crl, report, oids::crl_number, "cRLNumber");
}
Outcome number_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(false, crl, report, oids::crl_number, "cRLNumber");
}
Outcome number_too_long(const Crl& crl, const Reporter& report) {
  constexpr size_t most = 20;
  if (!crl.crl_number) return Outcome::not_applicable;
  return crl.crl_number->size() <= most
             ? Outcome::pass
             : fire_in(crl, report, oids::crl_number,
                       fmt::format("cRLNumber has {} bytes", crl.crl_number->size()));
}

// RFC 5280 5.2.4: "The delta CRL indicator is a critical CRL extension that identifies a CRL as being a delta
// CRL."
Outcome delta_indicator_not_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(true, crl, report, oids::delta_crl_indicator, "deltaCRLIndicator");
}

// RFC 5280 5.2.5: "The issuing distribution point is a critical CRL extension".
Outcome distribution_point_not_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(true, crl, report, oids::issuing_distribution_point, "issuingDistributionPoint");
}

// RFC 5280 5.2.5: "Conforming CRLs issuers MUST NOT issue CRLs where the DER encoding of the issuing
// distribution point extension is an empty sequence. That is, if onlyContainsUserCerts, onlyContainsCACerts,
// indirectCRL, and onlyContainsAttributeCerts are all FALSE, then either the distributionPoint field or the
// onlySomeReasons field MUST be present."
Outcome distribution_point_empty(const Crl& crl, const Reporter& report) {
  const auto& point = crl.issuing_distribution_point;
  if (!point) return Outcome::not_applicable;
  return point->point || point->only_some_reasons || point->only_user_certificates ||
                 point->only_ca_certificates || point->only_attribute_certificates || point->indirect
             ? Outcome::pass
             : fire_in(crl, report, oids::issuing_distribution_point, "issuingDistributionPoint is empty");
}

// RFC 5280 5.2.5: "at most one of onlyContainsUserCerts, onlyContainsCACerts, and onlyContainsAttributeCerts
// may be set to TRUE."
Outcome distribution_point_contradictory(const Crl& crl, const Reporter& report) {
  const auto& point = crl.issuing_distribution_point;
  if (!point) return Outcome::not_applicable;
  const int set = int{point->only_user_certificates} + int{point->only_ca_certificates} +
                  int{point->only_attribute_certificates};
  return set <= 1 ? Outcome::pass
                  : fire_in(crl, report, oids::issuing_distribution_point,
                            fmt::format("{} of the fields onlyContainsUserCerts, onlyContainsCACerts and "
                                        "onlyContainsAttributeCerts are TRUE",
                                        set));
}

// RFC 5280 5.2.5: "Conforming CRLs issuers MUST set the onlyContainsAttributeCerts boolean to FALSE." Since
// RFC 5280.
Outcome attribute_certificates_only(const Crl& crl, const Reporter& report) {
  if (!crl.issuing_distribution_point) return Outcome::not_applicable;
  return crl.issuing_distribution_point->only_attribute_certificates
             ? fire_in(crl, report, oids::issuing_distribution_point, "onlyContainsAttributeCerts is TRUE")
             : Outcome::pass;
}

// RFC 5280 5.2.6: "Conforming CRL issuers MUST mark this extension as non-critical. This extension MUST NOT
// appear in delta CRLs. (...) The reasons and cRLIssuer fields MUST be omitted from this CRL extension."
Outcome freshest_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(false, crl, report, oids::freshest_crl, "freshestCRL");
}
Outcome freshest_in_delta(const Crl& crl, const Reporter& report) {
  const Extension* extension = crl.find(oids::freshest_crl);
  if (extension == nullptr) return Outcome::not_applicable;
  return crl.find(oids::delta_crl_indicator) == nullptr
             ? Outcome::pass
             : report.fire(place_of(crl, *extension), extension->offset, "a delta CRL has freshestCRL");
}
Outcome freshest_other_fields(const Crl& crl, const Reporter& report) {
  if (!crl.freshest_crl) return Outcome::not_applicable;
  const auto& points = crl.freshest_crl->points;
  const auto wrong = std::find_if(points.begin(), points.end(), [](const x509::DistributionPoint& point) {
    return point.reasons || !point.crl_issuer.empty();
  });
  return wrong == points.end() ? Outcome::pass
                               : report.fire(place_in(crl, *crl.find(oids::freshest_crl)), wrong->offset,
                                             fmt::format("a distribution point of freshestCRL has {}",
                                                         wrong->reasons ? "reasons" : "cRLIssuer"));
}

// RFC 5280 5.2.7: "This CRL extension MUST be marked as non-critical. (...) When present in a CRL, this
// extension MUST include at least one AccessDescription specifying id-ad-caIssuers as the accessMethod. (...)
// Access method types other than id-ad-caIssuers MUST NOT be included." Since RFC 4325.
Outcome access_critical(const Crl& crl, const Reporter& report) {
  return require_criticality(false, crl, report, oids::authority_information_access, "authorityInfoAccess");
}
bool is_issuers(const x509::AccessDescription& description) {
  return description.method == oids::ca_issuers_access;
}
Outcome access_without_issuers(const Crl& crl, const Reporter& report) {
  if (!crl.authority_information_access) return Outcome::not_applicable;
  const auto& all = crl.authority_information_access->descriptions;
  return std::any_of(all.begin(), all.end(), is_issuers)
             ? Outcome::pass
             : fire_in(crl, report, oids::authority_information_access,
                       "authorityInfoAccess has no caIssuers");
}
Outcome access_other_method(const Crl& crl, const Reporter& report) {
  if (!crl.authority_information_access) return Outcome::not_applicable;
  const auto& all = crl.authority_information_access->descriptions;
  const auto other = std::find_if_not(all.begin(), all.end(), is_issuers);
  return other == all.end() ? Outcome::pass
                            : fire_in(crl, report, oids::authority_information_access,
                                      fmt::format("authorityInfoAccess has the access method {}",
                                                  other->method.to_string()));
}

bool is_known(der::Oid id) {
  constexpr der::Oid known[] = {
      oids::authority_key_identifier,    oids::issuer_alternative_name,    oids::crl_number,
      oids::delta_crl_indicator,         oids::issuing_distribution_point, oids::freshest_crl,
      oids::authority_information_access};
  return std::find(std::begin(known), std::end(known), id) != std::end(known);
}

// RFC 5280 5.2: "If a CRL contains a critical extension that the application cannot process, then the
// application MUST NOT use that CRL to determine the status of certificates."
Outcome critical_extension_unknown(const Crl& crl, const Reporter& report) {
  if (crl.extensions.empty()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const Extension& extension : crl.extensions) {
    if (extension.critical && !is_known(extension.id)) {
      outcome = report.fire(
          place_of(crl, extension), extension.offset,
          fmt::format("the critical extension {} is not defined by RFC 5280", extension.id.to_string()));
    }
  }
  return outcome;
}

constexpr Lint row(std::string_view id, Severity severity, std::string_view requirement,
                   std::string_view citation, std::string_view hint, std::string_view example, CrlLint lint,
                   DateReference effective = dates::rfc2459, std::string_view zlint = {}) {
  return {.check = {id, severity, Counts::never, requirement, citation, hint, zlint},
          .example = example,
          .effective = effective,
          .crl = lint};
}

constexpr Lint crl_extensions_lints[] = {
    row("rfc5280.crl.authority_key_identifier_missing", Severity::error,
        "A CRL MUST contain authorityKeyIdentifier.", "RFC 5280 5.2.1",
        "Issue the CRL again with the identifier of the key that signs it.",
        "a CRL without authorityKeyIdentifier", authority_key_identifier_missing, dates::rfc5280,
        "e_crl_has_authority_key_identifier"),
    row("rfc5280.crl.key_identifier_missing", Severity::error,
        "authorityKeyIdentifier in a CRL MUST contain keyIdentifier.", "RFC 5280 5.2.1",
        "Issue the CRL again with the identifier of the key that signs it.",
        "an authorityKeyIdentifier that is an empty SEQUENCE", key_identifier_missing),
    row("rfc5280.crl.authority_key_identifier_critical", Severity::error,
        "authorityKeyIdentifier in a CRL MUST NOT be critical.", "RFC 5280 5.2.1, 4.2.1.1",
        "Issue the CRL again with authorityKeyIdentifier not marked critical.",
        "a critical authorityKeyIdentifier", authority_key_identifier_critical),
    row("rfc5280.crl.issuer_alternative_name_critical", Severity::warning,
        "issuerAltName in a CRL SHOULD NOT be critical.", "RFC 5280 5.2.2",
        "Issue the CRL again with issuerAltName not marked critical.", "a critical issuerAltName",
        issuer_alternative_name_critical),
    row("rfc5280.crl.number_missing", Severity::error, "A CRL MUST contain cRLNumber.", "RFC 5280 5.2.3",
        "Issue the CRL again with a number.", "a CRL without cRLNumber", number_missing, dates::rfc5280,
        "e_crl_missing_crl_number"),
    row("rfc5280.crl.number_critical", Severity::error, "cRLNumber MUST NOT be critical.", "RFC 5280 5.2.3",
        "Issue the CRL again with cRLNumber not marked critical.", "a critical cRLNumber", number_critical),
    row("rfc5280.crl.number_too_long", Severity::error, "cRLNumber MUST NOT be longer than 20 bytes.",
        "RFC 5280 5.2.3", "Issue the CRL again with a number below 2^159.", "a cRLNumber of 21 bytes",
        number_too_long, dates::rfc3280),
    row("rfc5280.crl.delta_indicator_not_critical", Severity::error, "deltaCRLIndicator MUST be critical.",
        "RFC 5280 5.2.4", "Issue the delta CRL again with deltaCRLIndicator marked critical.",
        "a deltaCRLIndicator that is not critical", delta_indicator_not_critical),
    row("rfc5280.crl.distribution_point_not_critical", Severity::error,
        "issuingDistributionPoint MUST be critical.", "RFC 5280 5.2.5",
        "Issue the CRL again with issuingDistributionPoint marked critical.",
        "an issuingDistributionPoint that is not critical", distribution_point_not_critical),
    row("rfc5280.crl.distribution_point_empty", Severity::error,
        "issuingDistributionPoint MUST NOT be an empty sequence.", "RFC 5280 5.2.5",
        "Omit the extension from a CRL that covers everything.",
        "an issuingDistributionPoint that is an empty SEQUENCE", distribution_point_empty, dates::rfc5280),
    row("rfc5280.crl.distribution_point_contradictory", Severity::error,
        "issuingDistributionPoint MUST NOT set more than one of onlyContainsUserCerts, onlyContainsCACerts "
        "and onlyContainsAttributeCerts.",
        "RFC 5280 5.2.5", "Set at most one of the fields that limit the CRL to a kind of certificates.",
        "onlyContainsUserCerts and onlyContainsCACerts", distribution_point_contradictory),
    row("rfc5280.crl.attribute_certificates_only", Severity::error,
        "A CRL MUST NOT set onlyContainsAttributeCerts.", "RFC 5280 5.2.5",
        "Remove onlyContainsAttributeCerts.", "onlyContainsAttributeCerts", attribute_certificates_only,
        dates::rfc5280),
    row("rfc5280.crl.freshest_critical", Severity::error, "freshestCRL in a CRL MUST NOT be critical.",
        "RFC 5280 5.2.6", "Issue the CRL again with freshestCRL not marked critical.",
        "a critical freshestCRL", freshest_critical, dates::rfc3280),
    row("rfc5280.crl.freshest_in_delta", Severity::error, "A delta CRL MUST NOT contain freshestCRL.",
        "RFC 5280 5.2.6", "Omit freshestCRL from delta CRLs.", "freshestCRL with deltaCRLIndicator",
        freshest_in_delta, dates::rfc3280),
    row("rfc5280.crl.freshest_other_fields", Severity::error,
        "freshestCRL in a CRL MUST NOT contain reasons or cRLIssuer.", "RFC 5280 5.2.6",
        "Remove everything but distributionPoint.", "a freshestCRL with reasons", freshest_other_fields,
        dates::rfc5280),
    row("rfc5280.crl.information_access_critical", Severity::error,
        "authorityInfoAccess in a CRL MUST NOT be critical.", "RFC 5280 5.2.7",
        "Issue the CRL again with authorityInfoAccess not marked critical.", "a critical authorityInfoAccess",
        access_critical, dates::rfc5280),
    row("rfc5280.crl.information_access_without_issuers", Severity::error,
        "authorityInfoAccess in a CRL MUST contain caIssuers.", "RFC 5280 5.2.7",
        "Add the location of the certificate of the CRL's issuer.", "an authorityInfoAccess with OCSP only",
        access_without_issuers, dates::rfc5280),
    row("rfc5280.crl.information_access_other_method", Severity::error,
        "authorityInfoAccess in a CRL MUST NOT contain access methods other than caIssuers.",
        "RFC 5280 5.2.7", "Remove the other access methods.",
        "an authorityInfoAccess with OCSP in addition to caIssuers", access_other_method, dates::rfc5280),
    row("rfc5280.crl.critical_extension_unknown", Severity::notice,
        "A CRL SHOULD NOT have critical extensions other than those of RFC 5280.", "RFC 5280 5.2",
        "Clients cannot use the CRL: remove the extension or mark it non-critical.",
        "a critical extension 1.2.3.4", critical_extension_unknown),
};

}  // namespace

constinit const Rows crl_extensions_rows = crl_extensions_lints;

}  // namespace certcheck::lint::rfc5280
