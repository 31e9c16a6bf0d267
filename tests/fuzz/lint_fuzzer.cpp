// Every lint on certificates, CRLs, OCSP responses and requests, and chains of any bytes: total, located, and
// the same with and without outcomes asked for.

#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/runner.h"

#include "tests/fuzz/parsed.h"

#include <vector>

using namespace certcheck;
using fuzz::require;

namespace {

const lint::Selection& everything() {
  static const lint::Selection selection;
  return selection;
}

crypto::Verifier& verifier() {
  static crypto::Verifier shared;
  return shared;
}

/// `most` is the offset that no finding may exceed.
template <typename Subject>
void check_lints(const Subject& subject, lint::Kind kind, size_t most) {
  Findings findings, again;
  lint::Outcomes outcomes;
  lint::run(subject, everything(), {}, findings);
  lint::run(subject, everything(), {}, again, &outcomes);
  fuzz::check_findings(findings, most);
  require(fuzz::same_findings(findings, again) && findings.size() == again.size(),
          "outcomes asked for change nothing");

  const auto rows = everything().rows(kind);
  require(outcomes.size() == rows.size(), "every lint has an outcome");
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool reported = std::any_of(again.begin(), again.end(), [&](const Finding& finding) {
      return finding.check == &rows[i].entry->lint->check;
    });
    require(reported == (outcomes[i] == lint::Outcome::fired), "what fires is found, what is found fired");
  }
}

}  // namespace

/// One octet for the kind, then DER; a chain is certificates, each behind its length in two octets.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  ByteView input(data + 1, size - 1);
  switch (data[0] % 5) {
    case 0: {
      const auto certificate = x509::parse_certificate(input);
      check_lints(lint::CertificateFacts(*certificate, verifier()), lint::Kind::certificate, input.size());
      break;
    }
    case 1:
      check_lints(*x509::parse_crl(to_bytes(input)), lint::Kind::crl, input.size());
      break;
    case 2:
      check_lints(*x509::parse_ocsp_response(to_bytes(input)), lint::Kind::ocsp, input.size());
      break;
    case 4:
      check_lints(*x509::parse_ocsp_request(to_bytes(input)), lint::Kind::ocsp_request, input.size());
      break;
    default: {
      constexpr size_t most = 8;
      std::vector<x509::CertificatePtr> certificates;
      while (input.size() >= 2 && certificates.size() < most) {
        const size_t length = std::min<size_t>(input[0] * 256U + input[1], input.size() - 2);
        certificates.push_back(x509::parse_certificate(input.subspan(2, length)));
        input = input.subspan(2 + length);
      }
      std::vector<lint::CertificateFacts> facts;
      facts.reserve(certificates.size());
      std::vector<const lint::CertificateFacts*> chain;
      for (const auto& certificate : certificates)
        chain.push_back(&facts.emplace_back(*certificate, verifier()));
      if (!chain.empty())
        check_lints(std::span<const lint::CertificateFacts* const>(chain), lint::Kind::chain, size);
    }
  }
  return 0;
}
