#include "certcheck/lint/embedded.h"

#include "certcheck/der/checks.h"
#include "certcheck/lint/facts.h"

#include <fmt/format.h>

#include <utility>

namespace certcheck::lint {
namespace {

/// `certs` is the node path of the list.
void run_included(const x509::IncludedCertificates& included, std::string_view certs,
                  const Selection& selection, crypto::Verifier& verifier, const WeakKeys* weak_keys,
                  const Subject& subject, Findings& findings, const OutOfTime& out_of_time,
                  std::optional<Time> as_of) {
  // A response of a megabyte may hold hundreds of thousands of them: the budget is that of one list.
  FindingList list(findings);
  bool left_out = false;
  for (size_t i = 0; i < included.certificates.size(); ++i) {
    const x509::Certificate& certificate = *included.certificates[i];
    // Those that the parser left out are reported as one, where the first of them is.
    if (certificate.der.empty() && std::exchange(left_out, true)) continue;
    if (out_of_time && out_of_time()) break;
    CertificateFacts facts(certificate, verifier, {.as_of = as_of});
    facts.weak_keys = weak_keys;
    Findings found = certificate.findings;
    selection.apply(found);
    run(facts, selection, subject, found, nullptr, out_of_time);
    const std::string place = fmt::format("{}.{}", certs, i);
    for (Finding& finding : found) {
      // That the list ends within a certificate was found by who read the list.
      if (finding.node_path.empty() && finding.id() == der::checks::truncated.id) continue;
      finding.subject = subject;
      finding.node_path = finding.node_path.empty() ? place : fmt::format("{}.{}", place, finding.node_path);
      if (certificate.der.empty() || finding.offset)
        finding.offset = finding.offset.value_or(0) + included.certificate_offsets[i];
      list.add(std::move(finding));
    }
  }
  list.finish();
}

}  // namespace

void run_embedded(const x509::OcspResponse& response, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings,
                  const OutOfTime& out_of_time, std::optional<Time> as_of) {
  run_included(response, "responseBytes.response.certs", selection, verifier, weak_keys, subject, findings,
               out_of_time, as_of);
}

void run_embedded(const x509::OcspRequest& request, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings,
                  const OutOfTime& out_of_time, std::optional<Time> as_of) {
  run_included(request, "optionalSignature.certs", selection, verifier, weak_keys, subject, findings,
               out_of_time, as_of);
}

}  // namespace certcheck::lint
