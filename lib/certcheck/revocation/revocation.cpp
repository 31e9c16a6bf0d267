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

Answer check(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier) {
  Answer answer;
  // Evidence may be as hostile as certificates are: what it costs is bounded as a path is, for each kind.
  size_t crl_signatures_left = signers.path_options->budget.signatures,
         ocsp_signatures_left = signers.path_options->budget.signatures;
  CrlChecker crls(path, evidence, options, signers, verifier, crl_signatures_left);
  for (size_t i = 0; i + 1 < path.certificates.size(); ++i) {
    const x509::Certificate& certificate = *path.certificates[i];
    CertificateStatus status{.index = i};
    const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
    if (certificate.no_revocation_available && !is_ca) {
      // RFC 9608 4: the CA says that it publishes no status for this end-entity certificate. Section 2 keeps
      // the extension out of CA certificates, where it says nothing then.
      status = {i, Status::good, "noRevAvail"};
    } else {
      status = ocsp_status(path, i, evidence, options, signers.path_options->time, verifier,
                           ocsp_signatures_left, answer.findings);
      if (status.status != Status::revoked) {
        CertificateStatus by_crl = crls.status(i);
        if (by_crl.status == Status::revoked || status.status == Status::unknown) status = std::move(by_crl);
      }
    }
    const std::string name = certificate.subject.to_string();
    if (status.status == Status::revoked)
      answer.findings.push_back(Finding{.check = &checks::revoked,
                                        .subject = {Subject::Kind::certificate, i},
                                        .message = name + " is revoked",
                                        .evidence = {{"source", status.source}}});
    else if (status.status == Status::unknown && options.mode == Mode::hard)
      answer.findings.push_back(Finding{.check = &checks::status_unknown,
                                        .subject = {Subject::Kind::certificate, i},
                                        .message = "nothing at hand tells whether " + name + " is revoked"});
    answer.statuses.push_back(std::move(status));
  }
  answer.findings.insert(answer.findings.end(), crls.findings().begin(), crls.findings().end());
  return answer;
}

}  // namespace certcheck::revocation
