#include "certcheck/revocation/revocation.h"

#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/crl_status.h"
#include "certcheck/revocation/ocsp_status.h"

#include <utility>

namespace certcheck::revocation {

std::string_view to_string(Mode mode) {
  switch (mode) {
    case Mode::off:
      return "off";
    case Mode::soft:
      return "soft";
    case Mode::hard:
      return "hard";
  }
  return "off";
}

std::string_view to_string(Status status) {
  switch (status) {
    case Status::good:
      return "good";
    case Status::revoked:
      return "revoked";
    case Status::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view to_string(Scope scope) { return scope == Scope::leaf ? "leaf" : "chain"; }

namespace {

/// Revoked wins; what is out of date gives way to a newer statement that is current.
Opinion combine(Opinion by_ocsp, Opinion by_crl) {
  const auto overruled = [](const Opinion& stale, const Opinion& other) {
    return stale.stale && other.status == Status::good && other.issued && stale.issued &&
           *other.issued > *stale.issued;
  };
  if (by_ocsp.status == Status::revoked && !overruled(by_ocsp, by_crl) &&
      !(by_ocsp.stale && by_crl.status == Status::revoked))
    return by_ocsp;
  if (by_crl.status == Status::revoked && !overruled(by_crl, by_ocsp)) return by_crl;
  if (by_ocsp.status == Status::good) return by_ocsp;
  if (by_crl.status == Status::good) return by_crl;
  if (by_crl.details.empty()) return by_ocsp;
  if (!by_ocsp.details.empty()) by_crl.details = by_ocsp.details + ", and " + by_crl.details;
  by_crl.source = by_ocsp.source;
  return by_crl;
}

std::string revoked_message(const std::string& name, const Opinion& opinion) {
  return name + " is revoked" + (opinion.details.empty() ? "" : " " + opinion.details);
}

}  // namespace

Answer check(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier) {
  Answer answer;
  // Evidence may be as hostile as certificates are: what each CRL and each response costs is bounded.
  CrlAuthority::Budgets budgets(evidence.crls.size(), signers.path_options->budget.crl_signers);
  CrlChecker crls(path, evidence, options, signers, verifier, budgets);
  OcspChecker responses(path, evidence, options, signers, verifier, budgets);
  for (size_t i = 0; i + 1 < path.certificates.size(); ++i) {
    const x509::Certificate& certificate = *path.certificates[i];
    const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
    // RFC 9608 4: the CA says that it publishes no status for this end-entity certificate. Section 2 keeps
    // the extension out of CA certificates, where it says nothing then.
    const bool has_no_status = certificate.no_revocation_available && !is_ca;
    const bool in_scope =
        options.mode != Mode::off && path.anchor != nullptr && (options.scope == Scope::chain || i == 0);
    const bool all_evidence = in_scope && !has_no_status;
    Opinion opinion = responses.status(i, all_evidence ? OcspChecker::Use::all : OcspChecker::Use::staples);
    if (all_evidence) opinion = combine(std::move(opinion), crls.status(i));
    if (in_scope && has_no_status && opinion.status != Status::revoked)
      opinion = {.status = Status::good, .source = "noRevAvail"};
    const std::string name = certificate.subject.to_string();
    if (opinion.status == Status::revoked) {
      Finding finding{.check = &checks::revoked,
                      .subject = {Subject::Kind::certificate, i},
                      .message = revoked_message(name, opinion),
                      .evidence = {{"source", opinion.source}}};
      finding.evidence.insert(finding.evidence.end(), opinion.evidence.begin(), opinion.evidence.end());
      answer.findings.push_back(std::move(finding));
    } else if (opinion.status == Status::unknown && in_scope && options.mode == Mode::hard) {
      answer.findings.push_back(Finding{.check = &checks::status_unknown,
                                        .subject = {Subject::Kind::certificate, i},
                                        .message = "no CRL or OCSP response says whether " + name +
                                                   " is revoked" +
                                                   (opinion.details.empty() ? "" : "; " + opinion.details)});
    }
    if (in_scope || !opinion.source.empty())
      answer.statuses.push_back({i, opinion.status, std::move(opinion.source)});
  }
  responses.look_at_errors(options.mode == Mode::off ? OcspChecker::Use::staples : OcspChecker::Use::all);
  answer.leaf_stapled = responses.is_stapled(0);
  for (const Findings& more : {crls.findings(), responses.findings()})
    answer.findings.insert(answer.findings.end(), more.begin(), more.end());
  return answer;
}

}  // namespace certcheck::revocation
