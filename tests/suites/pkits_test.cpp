#include "certcheck/der/oid.h"

#include "tests/suites/suite.h"

using namespace certcheck;
using suites::Json;

namespace {

/// The test policies of PKITS (NIST PKITS 1.0.1, section 3): 2.16.840.1.101.3.2.1.48.n
std::string policy_oid(const std::string& name) {
  constexpr std::string_view prefix = "NIST-test-policy-";
  if (name == "anyPolicy") return "2.5.29.32.0";
  REQUIRE(name.starts_with(prefix));
  return "2.16.840.1.101.3.2.1.48." + name.substr(prefix.size());
}

std::vector<std::string> policy_oids(const Json& names) {
  std::vector<std::string> oids;
  for (const Json& name : names) oids.push_back(policy_oid(name));
  std::sort(oids.begin(), oids.end());
  return oids;
}

std::string join(const std::vector<std::string>& items) {
  std::string text = "policies";
  for (const std::string& item : items) text += " " + item;
  return text;
}

}  // namespace

TEST_CASE("NIST PKITS") {
  const Json suite = suites::load("pkits");
  const Json& files = suite.at("files");
  suites::Tally tally("pkits");
  for (const Json& test_case : suite.at("cases")) {
    const std::string id =
        test_case.at("number").get<std::string>() + " " + test_case.at("variant").get<std::string>();
    const bool should_validate = test_case.at("should_validate");
    std::vector<x509::CertificatePtr> chain;
    for (const Json& name : test_case.at("certs")) {
      const std::string file = "certs/" + name.get<std::string>() + ".crt";
      chain.push_back(x509::parse_certificate(base64_decode(files.at(file).get<std::string>()).value()));
    }
    engine::Input input;
    for (const Json& name : test_case.at("crls"))
      input.evidence.crls.push_back(x509::parse_crl(
          base64_decode(files.at("crls/" + name.get<std::string>() + ".crl").get<std::string>()).value()));
    input.presented = {chain.rbegin(), chain.rend() - 1};
    engine::Options options;
    options.revocation.mode = revocation::Mode::hard;
    path::Options& path_options = options.path;
    path_options.profile = Profile::rfc5280;
    path_options.time = parse_rfc3339(test_case.at("time").get<std::string>()).value();
    path_options.purpose = path::Purpose::any;
    for (const std::string& oid : policy_oids(test_case.at("initial_policy_set")))
      path_options.policy.initial_policies.push_back(der::encode_oid(oid));
    path_options.policy.require_explicit_policy = test_case.at("explicit");
    path_options.policy.inhibit_policy_mapping = test_case.at("inhibit_mapping");
    path_options.policy.inhibit_any_policy = test_case.at("inhibit_any");

    const suites::Inspection outcome = suites::inspect(std::move(input), {chain.front()}, options);
    tally.took(id, outcome.milliseconds);
    tally.record(id, should_validate ? "accept" : "reject", outcome.verdict(),
                 suites::reasons(outcome.report.findings, path_options.profile, path_options.strict));
    if (should_validate && outcome.trusted())
      tally.record(id + " policies", join(policy_oids(test_case.at("user_constrained_policy_set"))),
                   join(outcome.report.chain.paths.front().valid_policies), "");
  }
  tally.finish();
}
