#include "certcheck/revocation/revocation.h"

#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/crl_status.h"
#include "certcheck/revocation/ocsp_status.h"
#include "certcheck/revocation/unused.h"

#include <algorithm>
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

/// What the two kinds of evidence say, as one, and what is to be said where they do not agree.
class Combination {
 public:
  Combination(Opinion by_ocsp, Opinion by_crl, std::string name, Findings& findings)
      : ocsp_(std::move(by_ocsp)), crl_(std::move(by_crl)), name_(std::move(name)), findings_(findings) {}

  /// Revoked wins, unless it was on hold or is out of date and the other kind clears in a newer statement.
  Opinion decide() {
    const bool ocsp_lifted = lifts(crl_, ocsp_), crl_lifted = lifts(ocsp_, crl_);
    if (ocsp_lifted) report_lifted(Subject::Kind::ocsp, ocsp_, crl_);
    if (crl_lifted) report_lifted(Subject::Kind::crl, crl_, ocsp_);
    const bool by_ocsp = ocsp_.status == Status::revoked && !ocsp_lifted;
    const bool by_crl = crl_.status == Status::revoked && !crl_lifted;
    if (by_ocsp && !(ocsp_.stale && by_crl)) {
      report_overruled(Subject::Kind::crl, crl_, ocsp_);
      return ocsp_;
    }
    if (by_crl) {
      report_overruled(Subject::Kind::ocsp, ocsp_, crl_);
      return crl_;
    }
    if (ocsp_.status == Status::good) return ocsp_;
    if (crl_.status == Status::good) return crl_;
    if (crl_.details.empty()) return ocsp_;
    if (!ocsp_.details.empty()) crl_.details = ocsp_.details + ", and " + crl_.details;
    crl_.source = ocsp_.source;
    return crl_;
  }

 private:
  static bool lifts(const Opinion& other, const Opinion& revoked) {
    return revoked.status == Status::revoked && other.status == Status::good && other.clears_at &&
           revoked.liftable_since && *other.clears_at > *revoked.liftable_since;
  }

  static std::string describe(const Opinion& opinion) {
    return (opinion.source == "OCSP" ? "the OCSP response" : "the " + opinion.source) + " of " +
           format_rfc3339(*opinion.issued);
  }

  void report(const Check& check, Subject::Kind kind, const Opinion& opinion, std::string message) {
    findings_.push_back({.check = &check, .subject = {kind, opinion.number}, .message = std::move(message)});
    if (opinion.revocation) opinion.revocation->add_to(findings_.back().evidence);
  }

  void report_lifted(Subject::Kind kind, const Opinion& revoked, const Opinion& good) {
    report(revoked.revocation->may_be_lifted() ? checks::superseded : checks::contradicted, kind, revoked,
           describe(revoked) + " says that " + name_ + " is revoked " + revoked.revocation->describe() +
               "; " + describe(good) + ", which is newer and decides, says good");
  }

  void report_overruled(Subject::Kind kind, const Opinion& good, const Opinion& revoked) {
    if (good.status != Status::good) return;
    const bool newer = *good.issued > *revoked.issued;
    report(newer ? checks::contradicted : checks::superseded, kind, good,
           describe(good) + " says that " + name_ + " is good, and had no say: " + describe(revoked) +
               " says revoked " + revoked.revocation->describe());
  }

  Opinion ocsp_, crl_;
  std::string name_;
  Findings& findings_;
};

std::string revoked_message(const std::string& name, const Opinion& opinion) {
  return name + " is revoked" + (opinion.details.empty() ? "" : " " + opinion.details);
}

bool is_issued_by(const x509::Certificate& certificate, const x509::CertificatePtr& issuer,
                  crypto::Verifier& verifier) {
  return verifier.verify(certificate, issuer->public_key) == crypto::SignatureStatus::valid;
}

/// Who issued the last certificate of a path: by RFC 5280 6.1 nobody has to know it of an anchor, but what
/// was stapled to it, or is said of a leaf that is an anchor itself, is verified with its key. Null if it is
/// not at hand.
x509::CertificatePtr issuer_of_last(const path::Path& path, const SignerSearch& signers,
                                    crypto::Verifier& verifier) {
  const x509::CertificatePtr& last = path.certificates.back();
  if (last->self_issued() && is_issued_by(*last, last, verifier)) return last;
  size_t left = signers.path_options->budget.crl_signers;
  for (const trust::Store* store : signers.stores)
    for (const auto& anchor : store->find(last->issuer_key()))
      if (left != 0 && (--left, is_issued_by(*last, anchor->certificate, verifier)))
        return anchor->certificate;
  for (auto it = signers.pool.rbegin(); it != signers.pool.rend(); ++it)
    if (x509::same_name((*it)->subject, last->issuer) && left != 0 &&
        (--left, is_issued_by(*last, *it, verifier)))
      return *it;
  return nullptr;
}

/// The path with the issuer of its last certificate behind it, where something is to be verified with that
/// issuer's key.
path::Path extended(const path::Path& path, const Evidence& evidence, const Options& options,
                    const SignerSearch& signers, crypto::Verifier& verifier) {
  path::Path longer = path;
  const x509::Certificate& last = *path.certificates.back();
  const bool stapled =
      std::any_of(evidence.staples.begin(), evidence.staples.end(),
                  [&](const Staple& staple) { return same_bytes(staple.certificate->der, last.der); });
  // A self-signed one needs nobody's word: no section of RFC 5280 lets an anchor revoke itself.
  const bool any_evidence = options.mode != Mode::off && path.anchor != nullptr &&
                            path.certificates.size() == 1 && !last.self_issued() &&
                            !(evidence.crls.empty() && evidence.responses.empty());
  if (!stapled && !any_evidence) return longer;
  if (auto issuer = issuer_of_last(path, signers, verifier)) longer.certificates.push_back(std::move(issuer));
  return longer;
}

}  // namespace

Answer check(const path::Path& given, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier) {
  Answer answer;
  const path::Path path = extended(given, evidence, options, signers, verifier);
  // Evidence may be as hostile as certificates are: what each CRL and each response costs is bounded.
  CrlLedger ledger{.checks_left = std::vector(evidence.crls.size(), signers.path_options->budget.crl_signers),
                   .used = {}};
  CrlChecker crls(path, evidence, options, signers, verifier, ledger);
  OcspChecker responses(path, evidence, options, signers, verifier, ledger);
  const Inquiry inquiry(given, options);
  Findings disagreements;
  for (size_t i = 0; i + 1 < path.certificates.size(); ++i) {
    const x509::Certificate& certificate = *path.certificates[i];
    const bool all_evidence = inquiry.is_asked(i);
    const bool in_scope = inquiry.in_scope(i), has_no_status = Inquiry::has_no_status(certificate);
    Opinion opinion = responses.status(i, all_evidence ? OcspChecker::Use::all : OcspChecker::Use::staples);
    if (all_evidence)
      opinion =
          Combination(std::move(opinion), crls.status(i), certificate.subject.to_string(), disagreements)
              .decide();
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
  if (path.certificates.size() == given.certificates.size()) responses.look_at_last();
  responses.look_at_errors(options.mode == Mode::off ? OcspChecker::Use::staples : OcspChecker::Use::all);
  answer.leaf_stapled = responses.is_stapled(0);
  const auto crl_is_told = [&](size_t crl) { return ledger.used.contains(crl) || crls.is_told(crl); };
  const auto response_is_told = [&](size_t response) { return responses.is_told(response); };
  for (const Findings& more : {crls.findings(), responses.findings(), disagreements,
                               unused(inquiry, evidence, crl_is_told, response_is_told)})
    answer.findings.insert(answer.findings.end(), more.begin(), more.end());
  return answer;
}

}  // namespace certcheck::revocation
