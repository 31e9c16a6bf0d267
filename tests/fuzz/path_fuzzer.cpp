// Building and validating paths of any certificates: total, within its budget, and every refusal is
// explained.

#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include "tests/fuzz/property.h"

#include <cstdint>
#include <vector>

using namespace certcheck;
using fuzz::require;

namespace {

/// Options and certificates: one octet of options, then certificates, each behind its length in two octets.
/// The first is the leaf and the last the anchor.
std::vector<x509::CertificatePtr> read_certificates(ByteView input) {
  constexpr size_t most = 12;  // enough for a loop; more only makes it slower
  std::vector<x509::CertificatePtr> certificates;
  while (input.size() >= 2 && certificates.size() < most) {
    const size_t length = std::min<size_t>(input[0] * 256U + input[1], input.size() - 2);
    certificates.push_back(x509::parse_certificate(input.subspan(2, length)));
    input = input.subspan(2 + length);
  }
  return certificates;
}

bool counts_in(const Findings& findings, const path::Options& options) {
  return any_counts(findings, options.profile, options.strict);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto certificates = read_certificates({data + 1, size - 1});
  if (certificates.size() < 2) return 0;
  path::Options options{.time = date(2026, 6, 1)};
  options.profile = (data[0] & 1) != 0 ? Profile::webpki : Profile::rfc5280;
  options.strict = (data[0] & 2) != 0;
  options.purpose = (data[0] & 4) != 0 ? path::Purpose::any : path::Purpose::server;
  options.policy.require_explicit_policy = (data[0] & 8) != 0;
  options.anchor_checks.constraints = (data[0] & 16) != 0;
  options.anchor_checks.name_and_key_only = (data[0] & 32) != 0;
  if ((data[0] & 64) != 0) options.min_key_strength = 112;
  options.budget = {.signatures = 20, .path_steps = 200, .paths = 8, .depth = 8, .policy_nodes = 200};

  trust::Store store("fuzz");
  store.add(certificates.back());
  const trust::Store* const stores[] = {&store};
  crypto::Verifier verifier;
  const path::Validation validation =
      path::validate(certificates.front(), certificates, stores, options, verifier);

  require(!validation.paths.empty(), "there is always a path, if only of the leaf");
  for (const path::Path& path : validation.paths) {
    require(!path.certificates.empty() && path.certificates.front() == certificates.front(),
            "every path begins with the leaf");
    require(path.trusted == (path.anchor && !counts_in(path.findings, options)),
            "trust is an anchor and nothing that counts");
    require(!path.limited_by || *path.limited_by < path.certificates.size(), "the limit is on the path");
    for (const Finding& finding : path.findings)
      require(!finding.subject.index || *finding.subject.index < path.certificates.size(),
              "findings are about the path");
  }
  require(validation.trusted() || counts_in(validation.paths.front().findings, options) ||
              counts_in(validation.findings, options),
          "a refusal is explained");
  return 0;
}
