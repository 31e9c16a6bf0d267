#include "certcheck/lint/cabf_br/reasons.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/crl_entries.h"
#include "certcheck/lint/support/crl_place.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

/// BR 7.2
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::Crl;
using x509::RevokedCertificate;

constexpr std::string_view crl_extensions_place = "tbsCertList.crlExtensions";

/// Covers certificates of CAs alone, as its issuingDistributionPoint says.
bool is_for_cas(const Crl& crl) {
  return crl.issuing_distribution_point && crl.issuing_distribution_point->only_ca_certificates;
}

/// Fires for each entry with a reason that is not permitted; `excused` may know better of one.
template <typename Permitted, typename Excused>
Outcome check_reasons(const Crl& crl, const Reporter& report, Permitted is_permitted, Excused is_excused) {
  const auto& all = crl.revoked.summary();
  bool wrong = false;
  for (uint64_t reason = 0; reason < 64; ++reason)
    wrong = wrong || (all.has_reason(reason) && !is_permitted(reason));
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), wrong),
      [&](const RevokedCertificate& entry) {
        return entry.reason && !is_permitted(*entry.reason) && !is_excused(entry);
      },
      [](const RevokedCertificate& entry) { return fmt::format("has the reasonCode {}", *entry.reason); });
}

Outcome reason_not_permitted_before_sc_61(const Crl& crl, const Reporter& report) {
  return check_reasons(crl, report, is_permitted_reason_before_sc_61,
                       [](const RevokedCertificate&) { return false; });
}

// BR 7.2.2: unspecified "MUST be omitted if the CRL entry is for a Certificate not technically capable of
// causing issuance unless the CRL entry is for a Subscriber Certificate subject to these Requirements revoked
// prior to 2023-07-15." There were such certificates from BR 1.0 on.
bool may_be_unspecified(const Crl& crl, const RevokedCertificate& entry) {
  const auto& revoked = entry.revocation_date.time;
  return is_for_cas(crl) || (revoked && *revoked >= dates::br_1_0.time && *revoked < dates::sc_61.time);
}

// BR 7.2.2 since ballot SC-61, see reasons.h.
Outcome reason_not_permitted(const Crl& crl, const Reporter& report) {
  return check_reasons(crl, report, is_permitted_reason, [&crl](const RevokedCertificate& entry) {
    return *entry.reason == 0 && may_be_unspecified(crl, entry);
  });
}

// BR 7.2.2: reasonCode "MUST be present unless the CRL entry is for a Certificate not technically capable of
// causing issuance". BR 1.7.1 asked the same of entries for CA certificates.
Outcome ca_reason_missing(const Crl& crl, const Reporter& report) {
  if (!is_for_cas(crl)) return Outcome::not_applicable;
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), !crl.revoked.empty()),
      [](const RevokedCertificate& entry) {
        return find_extension(entry.extensions, oids::crl_reason) == nullptr;
      },
      [](const RevokedCertificate&) { return std::string("is for a CA certificate and has no reasonCode"); });
}

// BR 7.2.2: "MUST NOT be marked critical". BR 1.0 13.2.4 and RFC 5280 5.3.1 asked the same.
Outcome crl_reason_critical(const Crl& crl, const Reporter& report) {
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), crl.revoked.summary().has_critical(oids::crl_reason)),
      [](const RevokedCertificate& entry) {
        const x509::Extension* const extension = find_extension(entry.extensions, oids::crl_reason);
        return extension != nullptr && extension->critical;
      },
      [](const RevokedCertificate&) { return std::string("has a critical reasonCode"); });
}

// BR 7.2.2 and 7.1.2.11.1: authorityKeyIdentifier has keyIdentifier and nothing else.
Outcome crl_identifier_wrong(const Crl& crl, const Reporter& report) {
  const x509::Extension* extension = crl.find(oids::authority_key_identifier);
  if (extension == nullptr) return Outcome::pass;
  const auto& identifier = crl.authority_key_identifier;
  const std::string_view fault = !identifier || !identifier->key_identifier ? "has no keyIdentifier"
                                 : identifier->has_issuer                   ? "has authorityCertIssuer"
                                 : identifier->serial                       ? "has authorityCertSerialNumber"
                                                                            : "";
  return fault.empty() ? Outcome::pass
                       : report.fire(place_in(crl, *extension), extension->value_offset,
                                     fmt::format("authorityKeyIdentifier of the CRL {}", fault));
}

bool is_listed_in_crls(const x509::Extension& extension) {
  return extension.known == x509::ExtensionId(oids::authority_key_identifier) ||
         extension.known == x509::ExtensionId(oids::crl_number) ||
         extension.known == x509::ExtensionId(oids::issuing_distribution_point);
}

// BR 7.2.2: "Any other extension" than these is "NOT RECOMMENDED".
Outcome crl_other_extension(const Crl& crl, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Extension& extension : crl.extensions) {
    if (!is_listed_in_crls(extension))
      outcome = report.fire(place_of(crl, extension), extension.offset,
                            fmt::format("the CRL has the extension {}", extension.id.to_string()));
  }
  return outcome;
}

bool has_other_entry_extension(const RevokedCertificate& entry) {
  return std::any_of(entry.extensions.begin(), entry.extensions.end(), [](const x509::Extension& extension) {
    return extension.known != x509::ExtensionId(oids::crl_reason);
  });
}

// BR 7.2.2, crlEntryExtensions component: "Any other value" than reasonCode is "NOT RECOMMENDED".
Outcome crl_other_entry_extension(const Crl& crl, const Reporter& report) {
  // RFC 5280 5.3 has these for entries, and what it does not know has no number.
  const auto& all = crl.revoked.summary();
  const bool other =
      all.has(oids::invalidity_date) || all.has(oids::certificate_issuer) || all.has(x509::ExtensionId());
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), other), has_other_entry_extension,
      [](const RevokedCertificate&) { return std::string("has an extension other than reasonCode"); });
}

// BR 7.2.2: authorityKeyIdentifier and CRLNumber are not critical, IssuingDistributionPoint is.
Outcome crl_criticality(const Crl& crl, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Extension& extension : crl.extensions) {
    const bool critical = extension.known == x509::ExtensionId(oids::issuing_distribution_point);
    if (is_listed_in_crls(extension) && extension.critical != critical)
      outcome = report.fire(place_of(crl, extension), extension.offset,
                            fmt::format("the extension {} of the CRL is {}marked critical",
                                        extension.id.to_string(), critical ? "not " : ""));
  }
  return outcome;
}

// BR 7.2.2: authorityKeyIdentifier "MUST" be there.
Outcome crl_identifier_missing(const Crl& crl, const Reporter& report) {
  return crl.find(oids::authority_key_identifier) != nullptr
             ? Outcome::pass
             : report.fire(crl_extensions_place, {}, "the CRL has no authorityKeyIdentifier");
}

// BR 7.2.2: CRLNumber "MUST" be there, "an INTEGER greater than or equal to zero (0) and less than 2^159".
Outcome crl_number_out_of_range(const Crl& crl, const Reporter& report) {
  const x509::Extension* extension = crl.find(oids::crl_number);
  if (extension == nullptr) return report.fire(crl_extensions_place, {}, "the CRL has no CRLNumber");
  if (!crl.crl_number || crl.crl_number->empty()) return Outcome::not_applicable;
  constexpr size_t bytes = 20;
  ByteView number = *crl.crl_number;
  const bool negative = number[0] >= 0x80;
  while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
  const bool large = !negative && (number.size() > bytes || (number.size() == bytes && number[0] >= 0x80));
  if (!negative && !large) return Outcome::pass;
  return report.fire(place_in(crl, *extension), extension->value_offset,
                     negative ? "CRLNumber is negative" : "CRLNumber is 2^159 or more");
}

/// What a CRL says of the certificates that it covers.
enum class Covers : uint8_t { unknown, subscribers, cas };

/// Its issuingDistributionPoint may say so (onlyContainsUserCerts, onlyContainsCACerts). Full CRLs of roots
/// have none, nor those of issuing CAs. BR 7.2.2: reasonCode "MUST be present unless the CRL entry is for a
/// Certificate not technically capable of causing issuance".
Covers covered_by(const Crl& crl) {
  const auto& point = crl.issuing_distribution_point;
  if (point && (point->only_ca_certificates || point->only_user_certificates))
    return point->only_ca_certificates ? Covers::cas : Covers::subscribers;
  const bool is_of_subscriber =
      std::any_of(crl.revoked.begin(), crl.revoked.end(), [](const RevokedCertificate& entry) {
        return !entry.reason && find_extension(entry.extensions, oids::crl_reason) == nullptr;
      });
  return is_of_subscriber ? Covers::subscribers : Covers::unknown;
}

constexpr std::chrono::days longest_for_subscribers{10};

bool is_next_update_known(const Crl& crl) {
  return crl.next_update && crl.next_update->time && crl.this_update.time &&
         !is_unread(crl, oids::issuing_distribution_point);
}

Outcome fire_at_next_update(const Crl& crl, const Reporter& report, std::string_view limit) {
  return report.fire(
      "tbsCertList.nextUpdate", crl.next_update->offset,
      fmt::format("nextUpdate {} is more than {} after thisUpdate {}", format_rfc3339(*crl.next_update->time),
                  limit, format_rfc3339(*crl.this_update.time)));
}

// BR 7.2 (BR 1.8.7 4.9.7, BR 1.0 13.2.2; zlint dates it 2023-07-15): nextUpdate "For CRLs covering Subscriber
// Certificates, at most 10 days after the thisUpdate. For other CRLs, at most 12 months". zlint takes all for
// the former.
Outcome crl_next_update_late(const Crl& crl, const Reporter& report) {
  if (!is_next_update_known(crl)) return Outcome::not_applicable;
  const Time from = *crl.this_update.time, until = *crl.next_update->time;
  if (until <= from + longest_for_subscribers) return Outcome::pass;
  if (until > months_after(from, 12) && covered_by(crl) != Covers::subscribers)
    return fire_at_next_update(crl, report, "12 months");
  return covered_by(crl) == Covers::subscribers ? fire_at_next_update(crl, report, "10 days") : Outcome::pass;
}

// The same where nothing says whether that is a root's CRL or one that subscribers' certificates are on.
Outcome crl_next_update_late_unless_for_cas(const Crl& crl, const Reporter& report) {
  if (!is_next_update_known(crl)) return Outcome::not_applicable;
  const Time from = *crl.this_update.time, until = *crl.next_update->time;
  if (until <= from + longest_for_subscribers || until > months_after(from, 12)) return Outcome::pass;
  return covered_by(crl) == Covers::unknown ? fire_at_next_update(crl, report, "10 days") : Outcome::pass;
}

// BR 7.2: nextUpdate "MUST" be there.
Outcome crl_next_update_missing(const Crl& crl, const Reporter& report) {
  return crl.next_update ? Outcome::pass
                         : report.fire("tbsCertList.nextUpdate", {}, "the CRL has no nextUpdate");
}

// BR 7.2: "CAs MUST NOT issue indirect CRLs"; 7.2.2.1: indirectCRL "MUST be set to FALSE", and
// onlyContainsAttributeCerts too.
Outcome crl_indirect(const Crl& crl, const Reporter& report) {
  const x509::Extension* extension = crl.find(oids::issuing_distribution_point);
  if (extension == nullptr || !crl.issuing_distribution_point) return Outcome::not_applicable;
  const auto& point = *crl.issuing_distribution_point;
  if (!point.indirect && !point.only_attribute_certificates) return Outcome::pass;
  return report.fire(place_in(crl, *extension), extension->value_offset,
                     fmt::format("issuingDistributionPoint has {}",
                                 point.indirect ? "indirectCRL" : "onlyContainsAttributeCerts"));
}

// BR 7.2.2.1: "The onlySomeReasons field SHOULD NOT be included".
Outcome crl_some_reasons(const Crl& crl, const Reporter& report) {
  const x509::Extension* extension = crl.find(oids::issuing_distribution_point);
  if (extension == nullptr || !crl.issuing_distribution_point) return Outcome::not_applicable;
  return !crl.issuing_distribution_point->only_some_reasons
             ? Outcome::pass
             : report.fire(place_in(crl, *extension), extension->value_offset,
                           "issuingDistributionPoint has onlySomeReasons");
}

// BR 7.2.2.1: the fullName of the distributionPoint "MUST be present", of URIs alone.
Outcome crl_point_not_uri(const Crl& crl, const Reporter& report) {
  const x509::Extension* extension = crl.find(oids::issuing_distribution_point);
  if (extension == nullptr || !crl.issuing_distribution_point) return Outcome::not_applicable;
  const auto& point = crl.issuing_distribution_point->point;
  const bool sound =
      point && !point->full_name.empty() &&
      std::all_of(point->full_name.begin(), point->full_name.end(),
                  [](const x509::GeneralName& name) { return name.kind == x509::GeneralName::Kind::uri; });
  return sound ? Outcome::pass
               : report.fire(place_in(crl, *extension), extension->value_offset,
                             "issuingDistributionPoint has no fullName of URIs alone");
}

using CrlFunction = Outcome (*)(const Crl&, const Reporter&);
constexpr Lint crl_row(Check check, std::string_view example, CrlFunction function,
                       DateReference from = dates::sc_63) {
  return {.check = check, .example = example, .effective = from, .crl = function};
}

constexpr Revision next_update_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "13.2.2"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "4.9.7"},
};

constexpr Lint crls_lints[] = {
    crl_row(must("cabf_br.crl.reason_not_permitted",
                 "The reasonCode of an entry MUST be keyCompromise, affiliationChanged, superseded, "
                 "cessationOfOperation or privilegeWithdrawn.",
                 "CA/B BR 7.2.2 (Ballot SC-61)", "Use one of these, or leave reasonCode out for unspecified.",
                 "e_cab_crl_has_valid_reason_code"),
            "an entry with the reason certificateHold", reason_not_permitted, dates::sc_61),
    {.check = must("cabf_br.crl.reason_not_permitted_before_sc_61",
                   "The reasonCode of an entry MUST NOT be unspecified or certificateHold.",
                   "CA/B BR 1.7.1 7.2.2 (Ballot SC-31)", "Leave reasonCode out for unspecified."),
     .example = "a CRL of 2021 with an entry with the reason certificateHold",
     .effective = dates::sc_31_effective,
     .ineffective = dates::sc_61,
     .crl = reason_not_permitted_before_sc_61},
    crl_row(must("cabf_br.crl.ca_reason_missing",
                 "The entries of a CRL for CA certificates MUST have a reasonCode.",
                 "CA/B BR 7.2.2; 1.7.1 7.2.2", "Give the reason for which the CA certificate was revoked."),
            "an entry without reasonCode in a CRL with onlyContainsCACerts", ca_reason_missing,
            dates::sc_31_effective),
    crl_row(must("cabf_br.crl.reason_critical", "The reasonCode of an entry MUST NOT be critical.",
                 "CA/B BR 7.2.2; BR 1.0 13.2.4", "Do not mark reasonCode critical.",
                 "e_cab_crl_reason_code_not_critical"),
            "an entry with a critical reasonCode", crl_reason_critical, dates::br_1_0),
    crl_row(must("cabf_br.crl.key_identifier_wrong",
                 "authorityKeyIdentifier of a CRL MUST contain keyIdentifier and nothing else.",
                 "CA/B BR 7.2.2, 7.1.2.11.1", "Put the key identifier of the CA there, alone.",
                 "e_crl_auth_key_id_only_contains_keyid"),
            "an authorityKeyIdentifier with a serial number", crl_identifier_wrong),
    crl_row(must("cabf_br.crl.key_identifier_missing", "A CRL MUST contain authorityKeyIdentifier.",
                 "CA/B BR 7.2.2", "Add authorityKeyIdentifier."),
            "a CRL without authorityKeyIdentifier", crl_identifier_missing),
    crl_row(should("cabf_br.crl.other_extension",
                   "A CRL SHOULD NOT have extensions other than authorityKeyIdentifier, CRLNumber and "
                   "IssuingDistributionPoint.",
                   "CA/B BR 7.2.2", "Leave the extension out.", "e_crl_extensions_validity"),
            "a CRL with issuerAltName", crl_other_extension),
    crl_row(should("cabf_br.crl.other_entry_extension",
                   "An entry of a CRL SHOULD NOT have extensions other than reasonCode.", "CA/B BR 7.2.2",
                   "Leave the extension out."),
            "an entry with invalidityDate", crl_other_entry_extension),
    crl_row(
        must("cabf_br.crl.criticality",
             "IssuingDistributionPoint of a CRL MUST be critical, authorityKeyIdentifier and CRLNumber MUST "
             "NOT.",
             "CA/B BR 7.2.2", "Mark IssuingDistributionPoint critical, and no other extension.",
             "e_crl_extensions_validity"),
        "a critical CRLNumber", crl_criticality, dates::always),
    crl_row(must("cabf_br.crl.number_out_of_range",
                 "A CRL MUST contain a CRLNumber of 0 or more and less than 2^159.", "CA/B BR 7.2.2",
                 "Count CRLs up from 1.", "e_crl_number_out_of_range"),
            "a CRLNumber of 21 bytes", crl_number_out_of_range, dates::always),
    crl_row(
        must("cabf_br.crl.next_update_late",
             "nextUpdate of a CRL MUST NOT be more than 10 days after thisUpdate, or 12 months if it covers "
             "CA certificates alone.",
             "CA/B BR 7.2; 1.8.7 4.9.7", "Issue CRLs more often.", "e_crl_next_update_invalid"),
        "a CRL for a month with onlyContainsUserCerts", crl_next_update_late, dates::sc_61),
    crl_row(should("cabf_br.crl.next_update_late_unless_for_cas",
                   "nextUpdate of a CRL MUST NOT be more than 10 days after thisUpdate, unless it covers CA "
                   "certificates alone, which this one may.",
                   "CA/B BR 7.2; 1.8.7 4.9.7",
                   "Issue CRLs for subscriber certificates more often. Of a root's CRL this can be ignored.",
                   "e_crl_next_update_invalid"),
            "a CRL for a month without issuingDistributionPoint", crl_next_update_late_unless_for_cas,
            dates::sc_61),
    {.check =
         must("cabf_br.crl.next_update_late_before_sc_61",
              "nextUpdate of a CRL MUST NOT be more than 10 days after thisUpdate, or 12 months if it covers "
              "CA certificates alone.",
              "CA/B BR 1.3.0 4.9.7", "Issue CRLs more often."),
     .example = "a CRL of 2020 for a month with onlyContainsUserCerts",
     .effective = dates::br_1_0,
     .ineffective = dates::sc_61,
     .history = next_update_history,
     .crl = crl_next_update_late},
    {.check =
         should("cabf_br.crl.next_update_late_unless_for_cas_before_sc_61",
                "nextUpdate of a CRL MUST NOT be more than 10 days after thisUpdate, unless it covers CA "
                "certificates alone, which this one may.",
                "CA/B BR 1.3.0 4.9.7",
                "Issue CRLs for subscriber certificates more often. Of a root's CRL this can be ignored."),
     .example = "a CRL of 2020 for a month without issuingDistributionPoint",
     .effective = dates::br_1_0,
     .ineffective = dates::sc_61,
     .history = next_update_history,
     .crl = crl_next_update_late_unless_for_cas},
    crl_row(must("cabf_br.crl.next_update_missing", "A CRL MUST contain nextUpdate.", "CA/B BR 7.2",
                 "Say when the next CRL will be issued."),
            "a CRL without nextUpdate", crl_next_update_missing),
    crl_row(must("cabf_br.crl.indirect", "A CRL MUST NOT be indirect, nor of attribute certificates.",
                 "CA/B BR 7.2, 7.2.2.1", "Let each CA sign its own CRL."),
            "a CRL with indirectCRL", crl_indirect),
    crl_row(should("cabf_br.crl.some_reasons", "A CRL SHOULD NOT be for some reasons only.",
                   "CA/B BR 7.2.2.1", "Issue one CRL for all reasons."),
            "a CRL with onlySomeReasons", crl_some_reasons),
    crl_row(must("cabf_br.crl.point_not_uri",
                 "IssuingDistributionPoint of a CRL MUST have a fullName of URIs alone.", "CA/B BR 7.2.2.1",
                 "Put the URL there that the certificates have in cRLDistributionPoints."),
            "an IssuingDistributionPoint with a directoryName", crl_point_not_uri),
};

}  // namespace

constinit const Rows crls_rows = crls_lints;

}  // namespace certcheck::lint::cabf_br
