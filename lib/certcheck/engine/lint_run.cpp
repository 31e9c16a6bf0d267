#include "certcheck/engine/lint_run.h"

#include <utility>

namespace certcheck::engine {
namespace {

size_t der_bytes(const Linted& linted) {
  size_t bytes = 0;
  for (const x509::CertificatePtr& each : linted.chain) bytes += each->der.size();
  return bytes + (linted.certificate ? linted.certificate->der.size() : 0) +
         (linted.crl ? linted.crl->der.size() : 0) + (linted.ocsp ? linted.ocsp->der.size() : 0) +
         (linted.ocsp_request ? linted.ocsp_request->der.size() : 0);
}

}  // namespace

LintRun::Measure LintRun::measure(const Linted& linted) {
  const bool has_holder = linted.certificate && linted.certificate->complete;
  return {has_holder ? RepeatedKeys::trace_of(*linted.certificate) : RepeatedKeys::Trace{},
          lint::bytes_of(linted.findings)};
}

lint::Share LintRun::take(Linted& linted, const Measure& measure) {
  size_t findings_bytes = measure.findings_bytes;
  if (linted.certificate) {
    const Subject place{Subject::Kind::certificate, certificates_++, {}};
    if (auto finding = repeated_keys_.add(measure.key, place)) {
      finding->subject = linted.subject;
      Findings findings{std::move(*finding)};
      selection_.apply(findings);
      findings_bytes += lint::bytes_of(findings);
      linted.findings.insert(linted.findings.end(), findings.begin(), findings.end());
    }
  }
  const lint::Share share = allowance_.take(der_bytes(linted), findings_bytes);
  if (!share.listed) left_out_.add(linted.findings);
  return share;
}

}  // namespace certcheck::engine
