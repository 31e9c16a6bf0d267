#include "certcheck/lint/embedded.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/lint/words.h"

#include <utility>

namespace certcheck::lint {
namespace {

/// `certs` is the node path of the list.
void run_included(const x509::IncludedCertificates& included, std::string_view certs,
                  const Selection& selection, crypto::Verifier& verifier, const WeakKeys* weak_keys,
                  const Subject& subject, Findings& findings) {
  // A response of a megabyte may hold hundreds of thousands of them: the budget is that of one list.
  FindingList list(findings);
  for (size_t i = 0; i < included.certificates.size(); ++i) {
    const x509::Certificate& certificate = *included.certificates[i];
    CertificateFacts facts(certificate, verifier);
    facts.weak_keys = weak_keys;
    Findings found = certificate.findings;
    selection.apply(found);
    run(facts, selection, subject, found);
    const std::string place = words(certs, ".", i);
    for (Finding& finding : found) {
      finding.subject = subject;
      finding.node_path = finding.node_path.empty() ? place : words(place, ".", finding.node_path);
      if (finding.offset) {
        *finding.offset += included.certificate_offsets[i];
      }
      list.add(std::move(finding));
    }
  }
  list.finish();
}

}  // namespace

void run_embedded(const x509::OcspResponse& response, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings) {
  run_included(response, "responseBytes.response.certs", selection, verifier, weak_keys, subject, findings);
}

void run_embedded(const x509::OcspRequest& request, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings) {
  run_included(request, "optionalSignature.certs", selection, verifier, weak_keys, subject, findings);
}

}  // namespace certcheck::lint
