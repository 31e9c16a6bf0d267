#include "certcheck/lint/support/crl_entries.h"

#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/time_encoding.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::Crl;
using x509::RevokedCertificate;

constexpr uint64_t unspecified = 0;
constexpr uint64_t remove_from_crl = 8;

/// For rules on the criticality of an entry's extension.
Outcome require_entry_criticality(bool critical, const Crl& crl, const Reporter& report, x509::ExtensionId id,
                                  std::string_view name) {
  const auto& all = crl.revoked.summary();
  return check_entries(
      crl, report, rule_where(all.has(id), critical ? all.has_not_critical(id) : all.has_critical(id)),
      [id, critical](const RevokedCertificate& entry) {
        const x509::Extension* const extension = find_extension(entry.extensions, id);
        return extension != nullptr && extension->critical != critical;
      },
      [critical, name](const RevokedCertificate&) {
        return fmt::format("has {}{}", name, critical ? " not marked critical" : " marked critical");
      });
}

// RFC 5280 5.1.2.6: "The time for revocationDate MUST be expressed as described in Section 5.1.2.4", which
// asks for UTCTime through the year 2049.
Outcome wrong_revocation_time_type(const Crl& crl, const Reporter& report) {
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), crl.revoked.summary().has_generalized_time),
      [](const RevokedCertificate& entry) { return is_of_wrong_type(entry.revocation_date); },
      [](const RevokedCertificate& entry) {
        return fmt::format("has revocationDate {} as GeneralizedTime",
                           format_rfc3339(*entry.revocation_date.time));
      });
}

// RFC 5280 5.1.2.4: "This field indicates the issue date of this CRL"; 5.1.2.6: "The date on which the
// revocation occurred is specified." What is listed has happened by then.
Outcome revoked_after_this_update(const Crl& crl, const Reporter& report) {
  const auto is_later = [&crl](const std::optional<Time>& date) {
    return crl.this_update.time && date && *date > *crl.this_update.time;
  };
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), is_later(crl.revoked.summary().latest)),
      [is_later](const RevokedCertificate& entry) { return is_later(entry.revocation_date.time); },
      [&crl](const RevokedCertificate& entry) {
        return fmt::format("has revocationDate {}, after thisUpdate {}",
                           format_rfc3339(*entry.revocation_date.time),
                           format_rfc3339(*crl.this_update.time));
      });
}

// RFC 5280 5.3.1: "the reason code CRL entry extension SHOULD be absent instead of using the unspecified (0)
// reasonCode value." Reasons that do not exist, for which zlint has the same lint, are the parser's to find.
// An entry without a reason is as it should be.
Outcome reason_unspecified(const Crl& crl, const Reporter& report) {
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), crl.revoked.summary().has_reason(unspecified)),
      [](const RevokedCertificate& entry) { return entry.reason == unspecified; },
      [](const RevokedCertificate&) { return std::string("has the reasonCode unspecified"); });
}

// RFC 5280 5.3.1: "The reasonCode is a non-critical CRL entry extension".
Outcome reason_critical(const Crl& crl, const Reporter& report) {
  return require_entry_criticality(false, crl, report, oids::crl_reason, "reasonCode");
}

// RFC 5280 5.3.1: "The removeFromCRL (8) reasonCode value may only appear in delta CRLs".
Outcome removal_in_complete_crl(const Crl& crl, const Reporter& report) {
  if (crl.find(oids::delta_crl_indicator) != nullptr || is_unread(crl, oids::delta_crl_indicator))
    return Outcome::not_applicable;
  const auto& all = crl.revoked.summary();
  return check_entries(
      crl, report, rule_where(all.has_reasons(), all.has_reason(remove_from_crl)),
      [](const RevokedCertificate& entry) { return entry.reason == remove_from_crl; },
      [](const RevokedCertificate&) {
        return std::string("has the reasonCode removeFromCRL in a CRL that is not a delta CRL");
      });
}

// RFC 5280 5.3.2: "The invalidity date is a non-critical CRL entry extension".
Outcome invalidity_date_critical(const Crl& crl, const Reporter& report) {
  return require_entry_criticality(false, crl, report, oids::invalidity_date, "invalidityDate");
}

// RFC 5280 5.3.3: "CRL issuers MUST mark this extension as critical since an implementation that ignored this
// extension could not correctly attribute CRL entries to certificates."
Outcome certificate_issuer_not_critical(const Crl& crl, const Reporter& report) {
  return require_entry_criticality(true, crl, report, oids::certificate_issuer, "certificateIssuer");
}

// RFC 5280 5.3.3: "Conforming CRL issuers MUST include in this extension the distinguished name (DN) from the
// issuer field of the certificate that corresponds to this CRL entry."
Outcome certificate_issuer_unnamed(const Crl& crl, const Reporter& report) {
  const bool any = !crl.revoked.naming_issuers().empty();
  if (Unread(crl.findings).extensions()) return Outcome::not_applicable;
  return check_entries(
      crl, report, rule_where(any, any),
      [](const RevokedCertificate& entry) {
        return entry.certificate_issuer &&
               std::none_of(entry.certificate_issuer->begin(), entry.certificate_issuer->end(),
                            [](const x509::GeneralName& name) {
                              return name.kind == x509::GeneralName::Kind::directory_name;
                            });
      },
      [](const RevokedCertificate&) {
        return std::string("has certificateIssuer without a distinguished name");
      });
}

// RFC 5280 5.3.3: the extension "identifies the certificate issuer associated with an entry in an indirect
// CRL, that is, a CRL that has the indirectCRL indicator set in its issuing distribution point extension."
Outcome certificate_issuer_in_direct_crl(const Crl& crl, const Reporter& report) {
  const bool indirect = crl.issuing_distribution_point && crl.issuing_distribution_point->indirect;
  if (!indirect && is_unread(crl, oids::issuing_distribution_point)) return Outcome::not_applicable;
  return check_entries(
      crl, report, rule_where(!crl.revoked.naming_issuers().empty(), !indirect),
      [](const RevokedCertificate& entry) { return entry.certificate_issuer.has_value(); },
      [](const RevokedCertificate&) {
        return std::string("has certificateIssuer in a CRL that is not an indirect CRL");
      });
}

/// The first critical extension that RFC 5280 5.3 does not have, or null.
const x509::Extension* unknown_critical(const RevokedCertificate& entry) {
  const auto found =
      std::find_if(entry.extensions.begin(), entry.extensions.end(), [](const auto& extension) {
        return extension.critical && extension.id != oids::crl_reason &&
               extension.id != oids::invalidity_date && extension.id != oids::certificate_issuer;
      });
  return found == entry.extensions.end() ? nullptr : &*found;
}

// RFC 5280 5.3: "If a CRL contains a critical CRL entry extension that the application cannot process, then
// the application MUST NOT use that CRL to determine the status of any certificates. (...) caution should be
// exercised in adopting any critical CRL entry extensions in CRLs that might be used in a general context."
Outcome critical_entry_extension_unknown(const Crl& crl, const Reporter& report) {
  const auto& all = crl.revoked.summary();
  return check_entries(
      crl, report, rule_where(all.has_extensions, all.unknown_critical.has_value()),
      [](const RevokedCertificate& entry) { return unknown_critical(entry) != nullptr; },
      [](const RevokedCertificate& entry) {
        return fmt::format("has the critical extension {}, which RFC 5280 does not define",
                           unknown_critical(entry)->id.to_string());
      });
}

constexpr Lint crl_entries_lints[] = {
    {.check = {.id = "rfc5280.crl_entry.wrong_time_type",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "revocationDate MUST be encoded as UTCTime through the year 2049.",
               .citation = "RFC 5280 5.1.2.6, 5.1.2.4",
               .hint = "Issue the CRL again with UTCTime."},
     .example = "revocationDate 20260402000000Z as GeneralizedTime",
     .effective = dates::rfc2459,
     .crl = wrong_revocation_time_type},
    {.check = {.id = "rfc5280.crl_entry.revoked_after_this_update",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The revocationDate of an entry MUST NOT be later than thisUpdate.",
               .citation = "RFC 5280 5.1.2.4, 5.1.2.6",
               .hint = "List the certificate on the first CRL that comes after its revocation.",
               .zlint = "e_crl_revocation_time_after_this_update"},
     .example = "a revocationDate an hour after thisUpdate",
     .effective = dates::rfc5280,
     .crl = revoked_after_this_update},
    {.check =
         {.id = "rfc5280.crl_entry.reason_unspecified",
          .severity = Severity::warning,
          .counts = Counts::never,
          .requirement =
              "An entry SHOULD NOT have the reasonCode unspecified; reasonCode SHOULD be absent instead.",
          .citation = "RFC 5280 5.3.1",
          .hint = "Remove the reasonCode or set the real reason.",
          .zlint = "e_crl_has_valid_reason_code"},
     .example = "an entry with the reason unspecified (0)",
     .effective = dates::rfc5280,
     .crl = reason_unspecified},
    {.check = {.id = "rfc5280.crl_entry.reason_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "reasonCode of an entry MUST NOT be critical.",
               .citation = "RFC 5280 5.3.1",
               .hint = "Issue the CRL again with reasonCode not marked critical."},
     .example = "a critical reasonCode",
     .effective = dates::rfc2459,
     .crl = reason_critical},
    {.check = {.id = "rfc5280.crl_entry.removal_in_complete_crl",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The reasonCode removeFromCRL MUST NOT appear in CRLs other than delta CRLs.",
               .citation = "RFC 5280 5.3.1",
               .hint = "Remove the entry from the complete CRL."},
     .example = "the reason removeFromCRL (8) in a CRL without deltaCRLIndicator",
     .effective = dates::rfc2459,
     .crl = removal_in_complete_crl},
    {.check = {.id = "rfc5280.crl_entry.invalidity_date_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "invalidityDate of an entry MUST NOT be critical.",
               .citation = "RFC 5280 5.3.2",
               .hint = "Issue the CRL again with invalidityDate not marked critical."},
     .example = "a critical invalidityDate",
     .effective = dates::rfc2459,
     .crl = invalidity_date_critical},
    {.check = {.id = "rfc5280.crl_entry.certificate_issuer_not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "certificateIssuer of an entry MUST be critical.",
               .citation = "RFC 5280 5.3.3",
               .hint = "Issue the CRL again with certificateIssuer marked critical."},
     .example = "a certificateIssuer that is not critical",
     .effective = dates::rfc2459,
     .crl = certificate_issuer_not_critical},
    {.check = {.id = "rfc5280.crl_entry.certificate_issuer_unnamed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "certificateIssuer MUST contain the distinguished name of the certificate's issuer.",
               .citation = "RFC 5280 5.3.3",
               .hint = "Issue the CRL again with the issuer's name as directoryName."},
     .example = "a certificateIssuer that is a URI",
     .effective = dates::rfc5280,
     .crl = certificate_issuer_unnamed},
    {.check = {.id = "rfc5280.crl_entry.certificate_issuer_in_direct_crl",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "certificateIssuer SHOULD be present in indirect CRLs only.",
               .citation = "RFC 5280 5.3.3",
               .hint = "Set indirectCRL in issuingDistributionPoint, or remove certificateIssuer."},
     .example = "a certificateIssuer in a CRL without issuingDistributionPoint",
     .effective = dates::rfc2459,
     .crl = certificate_issuer_in_direct_crl},
    {.check = {.id = "rfc5280.crl_entry.critical_extension_unknown",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "Entries SHOULD NOT have critical extensions other than those of RFC 5280.",
               .citation = "RFC 5280 5.3",
               .hint = "Clients cannot use the CRL: remove the extension or mark it non-critical."},
     .example = "an entry with a critical extension 1.2.3.4",
     .effective = dates::rfc2459,
     .crl = critical_entry_extension_unknown},
};

}  // namespace

constinit const Rows crl_entries_rows = crl_entries_lints;

}  // namespace certcheck::lint::rfc5280
