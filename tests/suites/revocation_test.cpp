#include "tests/suites/suite.h"

using namespace certcheck;
using suites::Json;

namespace {

/// The first PEM block of a label, decoded; empty if there is none.
Bytes block_of(const std::string& pem, std::string_view label) {
  for (const PemBlock& block : find_pem_blocks(pem))
    if (block.label == label) return block.decode().value_or(Bytes{});
  return {};
}

/// What is told of the leaf of a case: GOOD, REVOKED or UNKNOWN.
suites::Inspection inspect(const std::string& pem, Time time) {
  engine::Input input;
  input.presented.push_back(x509::parse_certificate(block_of(pem, "CERTIFICATE")));
  // Where there is a second CA, the first stands below it.
  x509::CertificatePtr anchor = x509::parse_certificate(block_of(pem, "CA CERTIFICATE"));
  if (const Bytes root = block_of(pem, "CA CERTIFICATE 2"); !root.empty()) {
    input.untrusted.push_back(std::move(anchor));
    anchor = x509::parse_certificate(root);
  }
  if (const Bytes crl = block_of(pem, "CRL"); !crl.empty())
    input.evidence.crls.push_back(x509::parse_crl(crl));
  if (const Bytes response = block_of(pem, "OCSP RESPONSE"); !response.empty())
    input.evidence.responses.push_back(x509::parse_ocsp_response(response));
  engine::Options options;
  options.path.profile = Profile::rfc5280;
  options.path.purpose = path::Purpose::any;
  options.path.time = time;
  options.revocation.mode = revocation::Mode::hard;
  options.revocation.max_age = std::chrono::days(7);
  return suites::inspect(std::move(input), {std::move(anchor)}, options);
}

std::string status(const suites::Inspection& inspection) {
  if (inspection.report.revocation.empty()) return "none";
  switch (inspection.report.revocation.front().status) {
    case revocation::Status::good:
      return "GOOD";
    case revocation::Status::revoked:
      return "REVOKED";
    case revocation::Status::unknown:
      return "UNKNOWN";
  }
  return "none";
}

void run(const std::string& suite, const char* expected, Time time) {
  const Json cases = suites::load(suite).at("cases");
  suites::Tally tally(suite);
  for (const Json& test_case : cases) {
    const auto inspection = inspect(test_case.at("pem"), time);
    tally.took(test_case.at("file"), inspection.milliseconds);
    tally.record(test_case.at("file"), test_case.at(expected), status(inspection),
                 suites::reasons(inspection.report.findings, Profile::rfc5280, false));
  }
  tally.finish();
}

}  // namespace

TEST_CASE("status from CRLs") { run("crl", "expect", date(2017, 3, 9)); }

// The responses are of 2017-03-01 and must not be older than seven days.
TEST_CASE("status from OCSP responses") { run("ocsp", "status", date(2017, 3, 5)); }
