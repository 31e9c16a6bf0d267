#include "tests/suites/suite.h"

using namespace certcheck;
using suites::Json;

namespace {

/// The names a case expects its peer to bear; nullopt if one of them is no name at all, which nothing can
/// match.
std::optional<std::vector<names::ReferenceName>> expected_names(const Json& test_case) {
  std::vector<Json> expected = test_case.at("expected_peer_names");
  if (!test_case.at("expected_peer_name").is_null()) expected.push_back(test_case.at("expected_peer_name"));
  std::vector<names::ReferenceName> names;
  for (const Json& name : expected) {
    const std::string kind = name.at("kind");
    const auto made = names::make_reference_name(kind == "DNS"  ? names::ReferenceName::Kind::dns
                                                 : kind == "IP" ? names::ReferenceName::Kind::ip
                                                                : names::ReferenceName::Kind::email,
                                                 name.at("value").get<std::string>());
    if (!made) return std::nullopt;
    names.push_back(*made);
  }
  return names;
}

path::Options options_of(const Json& test_case) {
  path::Options options;
  const std::string id = test_case.at("id");
  const auto is_in = [&](std::string_view space) { return id.starts_with(space); };
  const bool relaxed = is_in("bettertls::") || is_in("online::");
  options.profile = relaxed || is_in("webpki::") ? Profile::webpki : Profile::rfc5280;
  options.strict = !relaxed;
  const Json& time = test_case.at("validation_time");
  options.time = time.is_null() ? std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
                                : parse_rfc3339(time.get<std::string>()).value();
  options.purpose =
      test_case.at("validation_kind") == "CLIENT" ? path::Purpose::client : path::Purpose::server;
  const std::vector<std::string> usages = test_case.at("extended_key_usage");
  for (const std::string& usage : usages) {
    if (usage == "anyExtendedKeyUsage") options.purpose = path::Purpose::any;
    if (usage == "serverAuth") options.purpose = path::Purpose::server;
    if (usage == "clientAuth") options.purpose = path::Purpose::client;
  }
  if (!test_case.at("max_chain_depth").is_null()) options.max_depth = test_case.at("max_chain_depth");
  options.check_certificate = suites::lint_check(options.profile, options.strict);
  return options;
}

std::vector<x509::CertificatePtr> certificates(const Json& pems) {
  std::vector<x509::CertificatePtr> result;
  for (const Json& pem : pems)
    for (x509::CertificatePtr& certificate : suites::certificates_of(pem))
      result.push_back(std::move(certificate));
  return result;
}

/// A case with CRLs: every certificate's status has to be told by them.
suites::Inspection inspect(const Json& test_case, path::Options path_options) {
  engine::Input input;
  input.presented = certificates(Json::array({test_case.at("peer_certificate")}));
  input.untrusted = certificates(test_case.at("untrusted_intermediates"));
  for (const Json& pem : test_case.at("crls"))
    for (const PemBlock& block : find_pem_blocks(pem.get_ref<const std::string&>()))
      input.evidence.crls.push_back(x509::parse_crl(block.decode().value_or(Bytes{})));
  engine::Options options;
  options.path = std::move(path_options);
  options.revocation.mode = revocation::Mode::hard;
  return suites::inspect(std::move(input), certificates(test_case.at("trusted_certs")), options);
}

}  // namespace

TEST_CASE("x509-limbo") {
  const Json suite = suites::load("limbo");
  suites::Tally tally("limbo");
  for (const Json& test_case : suite.at("testcases")) {
    const std::string id = test_case.at("id");
    const std::string expected = test_case.at("expected_result") == "SUCCESS" ? "accept" : "reject";
    const auto names = expected_names(test_case);
    if (!names) {
      tally.record(id, expected, "reject", "\n    an expected name is no name");
      continue;
    }
    path::Options options = options_of(test_case);
    options.names = *names;
    if (!test_case.at("crls").empty()) {
      const suites::Inspection outcome = inspect(test_case, options);
      tally.took(id, outcome.milliseconds);
      tally.record(id, expected, outcome.verdict(),
                   suites::reasons(outcome.report.findings, options.profile, options.strict));
      continue;
    }
    const suites::Outcome outcome =
        suites::validate(certificates(Json::array({test_case.at("peer_certificate")})).at(0),
                         certificates(test_case.at("untrusted_intermediates")),
                         certificates(test_case.at("trusted_certs")), options);
    tally.took(id, outcome.milliseconds);
    tally.record(id, expected, outcome.verdict(), suites::reasons(outcome.validation, options));
  }
  tally.finish();
}
