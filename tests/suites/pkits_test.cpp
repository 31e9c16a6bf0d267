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

/// Cases that are decided by CRLs alone: their certification paths are sound by themselves.
bool needs_revocation(const std::string& number, bool should_validate) {
  for (const std::string_view section : {"4.4.", "4.14.", "4.15."})
    if (number.starts_with(section)) return true;
  // Revoked, or its CRL's signer may not sign CRLs.
  static const std::set<std::string> others{"4.5.2", "4.5.5", "4.5.7", "4.7.4", "4.7.5"};
  return !should_validate && others.contains(number);
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
    if (needs_revocation(test_case.at("number"), should_validate)) {
      tally.out_of_scope("decided by CRLs (4.4, 4.14, 4.15 and single cases)");
      continue;
    }
    std::vector<x509::CertificatePtr> chain;
    for (const Json& name : test_case.at("certs")) {
      const std::string file = "certs/" + name.get<std::string>() + ".crt";
      chain.push_back(x509::parse_certificate(base64_decode(files.at(file).get<std::string>()).value()));
    }
    path::Options options;
    options.profile = Profile::rfc5280;
    options.time = parse_rfc3339(test_case.at("time").get<std::string>()).value();
    options.purpose = path::Purpose::any;
    for (const std::string& oid : policy_oids(test_case.at("initial_policy_set")))
      options.policy.initial_policies.push_back(der::encode_oid(oid));
    options.policy.require_explicit_policy = test_case.at("explicit");
    options.policy.inhibit_policy_mapping = test_case.at("inhibit_mapping");
    options.policy.inhibit_any_policy = test_case.at("inhibit_any");
    options.judge = suites::lint_judge(options.profile, options.strict);

    const suites::Outcome outcome =
        suites::judge(chain.back(), {chain.begin() + 1, chain.end() - 1}, {chain.front()}, options);
    tally.took(id, outcome.milliseconds);
    tally.record(id, should_validate ? "accept" : "reject", outcome.verdict(),
                 suites::reasons(outcome.judgement, options));
    if (should_validate && outcome.judgement.trusted())
      tally.record(id + " policies", join(policy_oids(test_case.at("user_constrained_policy_set"))),
                   join(outcome.judgement.paths.front().valid_policies), "");
  }
  tally.finish();
}
