#include "certcheck/path/detail/distrust.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"

#include <string>
#include <utility>

namespace certcheck::path {
namespace {

std::string name_of(const x509::Certificate& certificate) {
  return certificate.subject.empty() ? "a certificate without a name" : certificate.subject.to_string();
}

void add_origin(const trust::Distrust& rule, Finding& finding) {
  if (!rule.reason.empty()) finding.evidence.emplace_back("reason", rule.reason);
  if (!rule.source.empty()) finding.evidence.emplace_back("source", rule.source);
}

/// An SCT whose signature was not verified shows nothing: who is distrusted could have written any time into
/// it. So a leaf without a verified one counts as issued after the date, as in Chrome.
void check_logged(const trust::Distrust& rule, const x509::Certificate& certificate,
                  const FirstLogged& logged, Findings& findings) {
  if (logged.time && *logged.time <= rule.time) return;
  Finding& finding = report(
      findings, checks::distrusted_after,
      name_of(certificate) + " is distrusted for certificates logged after " + format_rfc3339(rule.time) +
          (logged.time ? "; this one was first logged at " + format_rfc3339(*logged.time)
                       : "; nothing shows that this one was logged before: " + logged.reason));
  finding.evidence = {{"sct_after", format_rfc3339(rule.time)}};
  if (logged.time) finding.evidence.emplace_back("first_logged", format_rfc3339(*logged.time));
  add_origin(rule, finding);
}

void check_issued(const trust::Distrust& rule, const x509::Certificate& certificate,
                  const x509::Certificate& leaf, Findings& findings) {
  const auto& issued = leaf.not_before.time;
  if (issued && *issued <= rule.time) return;
  Finding& finding = report(findings, checks::distrusted_after,
                            name_of(certificate) + " is distrusted for certificates issued after " +
                                format_rfc3339(rule.time) +
                                (issued ? "; this one was issued at " + format_rfc3339(*issued)
                                        : "; the notBefore of this one cannot be read"));
  finding.evidence = {{"not_before_after", format_rfc3339(rule.time)}};
  if (issued) finding.evidence.emplace_back("not_before", format_rfc3339(*issued));
  add_origin(rule, finding);
}

}  // namespace

void check_distrust(const x509::Certificate& certificate, const Sha256& fingerprint,
                    const x509::Certificate& leaf, const x509::Certificate* issuer, const Options& options,
                    Findings& findings) {
  const auto apply = [&](const std::map<Sha256, std::vector<trust::Distrust>>& by_hash, const Sha256& hash,
                         std::string_view what) {
    const auto rules = by_hash.find(hash);
    if (rules == by_hash.end()) return;
    for (const trust::Distrust& rule : rules->second) switch (rule.from) {
        case trust::Distrust::From::always:
          add_origin(rule, report(findings, checks::distrusted,
                                  std::string(what) + name_of(certificate) + " is distrusted"));
          break;
        case trust::Distrust::From::logged_after:
          check_logged(rule, certificate,
                       options.first_logged ? options.first_logged(leaf, issuer)
                                            : FirstLogged{{}, "SCTs are not verified"},
                       findings);
          break;
        case trust::Distrust::From::issued_after:
          check_issued(rule, certificate, leaf, findings);
          break;
      }
  };
  apply(options.distrust->by_certificate, fingerprint, "");
  if (!options.distrust->by_key.empty())
    apply(options.distrust->by_key, crypto::sha256(certificate.public_key.bytes), "the key of ");
}

}  // namespace certcheck::path
