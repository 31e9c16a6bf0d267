#include "certcheck/revocation/revocation.h"

#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/detail/crl_status.h"
#include "certcheck/revocation/detail/ocsp_status.h"
#include "certcheck/revocation/detail/short_lived.h"
#include "certcheck/revocation/detail/unused.h"

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
  Combination(EvidenceResult by_ocsp, EvidenceResult by_crl, std::string name, Findings& findings)
      : ocsp_(std::move(by_ocsp)), crl_(std::move(by_crl)), name_(std::move(name)), findings_(findings) {}

  /// Revoked wins, unless it was on hold or is out of date and the other kind clears in a newer statement.
  EvidenceResult decide() {
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
  static bool lifts(const EvidenceResult& other, const EvidenceResult& revoked) {
    return revoked.status == Status::revoked && other.status == Status::good && other.clears_at &&
           revoked.liftable_since && *other.clears_at > *revoked.liftable_since;
  }

  static std::string describe(const EvidenceResult& result) {
    return (result.source == "OCSP" ? "the OCSP response" : "the " + result.source) + " of " +
           format_rfc3339(*result.issued);
  }

  void report(const Check& check, Subject::Kind kind, const EvidenceResult& result, std::string message) {
    findings_.push_back({.check = &check, .subject = {kind, result.number}, .message = std::move(message)});
    if (result.revocation) result.revocation->add_to(findings_.back().evidence);
  }

  void report_lifted(Subject::Kind kind, const EvidenceResult& revoked, const EvidenceResult& good) {
    report(revoked.revocation->may_be_lifted() ? checks::superseded : checks::contradicted, kind, revoked,
           describe(revoked) + " says that " + name_ + " is revoked " + revoked.revocation->describe() +
               "; " + describe(good) + ", which is newer and decides, says good");
  }

  void report_overruled(Subject::Kind kind, const EvidenceResult& good, const EvidenceResult& revoked) {
    if (good.status != Status::good) return;
    const bool newer = *good.issued > *revoked.issued;
    report(newer ? checks::contradicted : checks::superseded, kind, good,
           describe(good) + " says that " + name_ + " is good, and is superseded: " + describe(revoked) +
               " says revoked " + revoked.revocation->describe());
  }

  EvidenceResult ocsp_, crl_;
  std::string name_;
  Findings& findings_;
};

std::string revoked_message(const std::string& name, const EvidenceResult& result) {
  return name + " is revoked" + (result.details.empty() ? "" : " " + result.details);
}

bool is_issued_by(const x509::Certificate& certificate, const x509::CertificatePtr& issuer,
                  crypto::Verifier& verifier) {
  return verifier.verify(certificate, issuer->public_key) == crypto::SignatureStatus::valid;
}

/// Who issued the last certificate of a path: by RFC 5280 6.1 nobody has to know it of an anchor, but what
/// was stapled to it, or is said of a leaf that is an anchor itself, is verified with its key. Null if it is
/// not available.
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

/// The path with the issuer of its last certificate after it, where something is to be verified with that
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
    EvidenceResult result =
        responses.status(i, all_evidence ? OcspChecker::Use::all : OcspChecker::Use::staples);
    std::vector<size_t> without_delta;
    if (all_evidence) {
      EvidenceResult by_crl = crls.status(i);
      without_delta = std::move(by_crl.without_delta);
      result =
          Combination(std::move(result), std::move(by_crl), certificate.subject.to_string(), disagreements)
              .decide();
    }
    if (in_scope && has_no_status && result.status != Status::revoked)
      result = {.status = Status::good, .source = "noRevAvail"};
    // Where something was said, or not read because time was up, it counts.
    if (in_scope && result.status == Status::unknown && result.source.empty() && result.details.empty() &&
        needs_no_status(certificate, signers.path_options->profile))
      result = {.status = Status::good, .source = "short-lived"};
    const std::string name = certificate.subject.to_string();
    if (result.status == Status::revoked) {
      Finding finding{.check = &checks::revoked,
                      .subject = {Subject::Kind::certificate, i},
                      .message = revoked_message(name, result),
                      .evidence = {{"source", result.source}}};
      finding.evidence.insert(finding.evidence.end(), result.evidence.begin(), result.evidence.end());
      answer.findings.push_back(std::move(finding));
    } else if (result.status == Status::unknown && in_scope && options.mode == Mode::hard) {
      answer.findings.push_back(Finding{.check = &checks::status_unknown,
                                        .subject = {Subject::Kind::certificate, i},
                                        .message = "no CRL or OCSP response says whether " + name +
                                                   " is revoked" +
                                                   (result.details.empty() ? "" : "; " + result.details)});
    }
    if (in_scope || !result.source.empty()) {
      CertificateStatus& status = answer.statuses.emplace_back();
      status = {.index = i, .status = result.status, .source = std::move(result.source)};
      if (result.status == Status::unknown || (result.revocation && result.revocation->may_be_lifted()))
        status.without_delta = std::move(without_delta);
      if (result.status == Status::revoked && result.revocation) {
        status.revoked_at = result.revocation->since;
        status.reason = result.revocation->reason_text();
      }
    }
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
