#include "certcheck/path/detail/anchor_settings.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/path/detail/purpose.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string>

namespace certcheck::path {
namespace {

std::string list(const std::vector<std::string>& purposes) {
  std::string text;
  for (const std::string& purpose : purposes)
    text += (text.empty() ? "" : ", ") + der::Oid(std::string_view(purpose)).to_string();
  return text.empty() ? "none" : text;
}

/// The store's date for the purpose. Mozilla's root program gives one for servers and one for email.
std::optional<Time> store_date(const trust::Settings& settings, der::Oid purpose) {
  if (purpose == x509::oids::email_protection) return settings.email_distrust_after;
  return purpose == x509::oids::any_extended_key_usage || purpose == x509::oids::server_auth
             ? settings.distrust_after
             : std::nullopt;
}

void check_date(const Check& check, const std::string& whose, Time date, const x509::Certificate& leaf,
                Findings& findings) {
  if (!leaf.not_before.time || *leaf.not_before.time <= date) return;
  report(findings, check, whose + " trusts this root for certificates issued until " + format_rfc3339(date))
      .evidence = {{"distrust_after", format_rfc3339(date)},
                   {"not_before", format_rfc3339(*leaf.not_before.time)}};
}

}  // namespace

// RFC 5280 6.1.1 (d) leaves to the relying party which anchors it has for which use; stores say it alongside
// the certificate. OpenSSL's X509_check_trust and p11-kit refuse the anchor, and so does this.
void check_anchor_settings(const trust::Anchor& anchor, const Options& options, Findings& findings) {
  const trust::Settings& settings = anchor.settings;
  const der::Oid purpose = key_purpose(options);
  if (settings.allows(purpose)) return;
  if (!settings.unreadable.empty()) {
    report(findings, checks::anchor_settings_unreadable,
           "the trust settings of this certificate in store " + anchor.store +
               " cannot be read: " + settings.unreadable);
    return;
  }
  Finding& finding = report(findings, checks::anchor_purpose_not_trusted, {});
  const std::string asked = options.purpose == Purpose::any ? "any purpose" : purpose_text(options);
  if (settings.distrusted) {
    finding.message = "store " + anchor.store + " distrusts this certificate";
  } else if (trust::Settings{.trusted_purposes = {}, .rejected_purposes = settings.rejected_purposes}.allows(
                 purpose)) {
    finding.message = "store " + anchor.store + " does not list this certificate as trusted for " + asked;
    finding.evidence = {{"trusted", list(*settings.trusted_purposes)}};
  } else {
    finding.message = "store " + anchor.store + " rejects this certificate for " + asked;
    finding.evidence = {{"rejected", list(settings.rejected_purposes)}};
  }
  finding.evidence.emplace_back("store", anchor.store);
}

// Root programs keep a root for certificates that it issued before a day, and refuse later ones.
void check_distrust_dates(const trust::Anchor& anchor, const x509::Certificate& leaf, const Options& options,
                          Findings& findings) {
  if (const auto date = store_date(anchor.settings, key_purpose(options)))
    check_date(checks::anchor_distrusted_after, "the root store " + anchor.store, *date, leaf, findings);
  for (const auto& constraints : anchor.constraints)
    if (constraints->distrust_after)
      check_date(checks::anchor_constrained_after, "the user", *constraints->distrust_after, leaf, findings);
}

}  // namespace certcheck::path
