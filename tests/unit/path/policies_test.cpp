#include "certcheck/path/detail/policies.h"

#include "certcheck/der/oid.h"

#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace certcheck;
using namespace certcheck::test;

namespace {

const std::string any = "2.5.29.32.0";
/// certificatePolicies with a pointer to a practice statement for each policy that has one.
Bytes qualified_policies(const std::vector<std::pair<std::string, std::string>>& stated) {
  std::vector<Bytes> list;
  for (const auto& [policy, statement] : stated) {
    std::vector<Bytes> information{pki::oid(policy)};
    if (!statement.empty())
      information.push_back(
          pki::sequence({pki::sequence({pki::oid("1.3.6.1.5.5.7.2.1"), pki::ia5(statement)})}));
    list.push_back(pki::sequence(information));
  }
  return pki::extension("2.5.29.32", false, pki::sequence(list));
}

std::string numbered(size_t n) { return "1.2.3." + std::to_string(n); }

/// A path of certificates with these extensions, the leaf's last.
struct Policies {
  path::PolicyInputs inputs = {};
  size_t max_nodes = 10'000;
  Findings findings = {};
  Ids qualified = {};  ///< "policy: qualifier qualifier" of the last question

  Ids valid(const std::vector<std::vector<Bytes>>& extensions, const std::vector<size_t>& self_issued = {}) {
    std::vector<x509::CertificatePtr> certificates;
    for (size_t i = 0; i < extensions.size(); ++i) {
      Spec spec = authority("ca " + std::to_string(i), 1, "ca " + std::to_string(i) + " issuer", 1);
      if (std::find(self_issued.begin(), self_issued.end(), i) != self_issued.end())
        spec.issuer = spec.subject;
      spec.extensions = extensions[i];
      certificates.push_back(make(spec));
      REQUIRE(certificates.back()->findings.empty());
    }
    std::vector<path::PolicyStep> steps;
    for (size_t i = 0; i < certificates.size(); ++i)
      steps.push_back({.certificate = certificates[i].get(), .index = certificates.size() - 1 - i});
    findings.clear();
    const path::ValidPolicies result = path::process_policies(steps, inputs, max_nodes, findings);
    qualified.clear();
    for (const x509::PolicyInformation& policy : result.qualified) {
      qualified.push_back(policy.id.to_string() + ":");
      for (const auto& qualifier : policy.qualifiers)
        qualified.back().append(" ").append(as_text(qualifier.qualifier.subspan(2)));
    }
    return result.policies;
  }

  Ids found() const {
    Ids ids;
    for (const Finding& finding : findings)
      ids.push_back(std::string(finding.id()) + "@" + std::to_string(*finding.subject.index));
    return ids;
  }
};

}  // namespace

// RFC 5280 6.1.3 (d)-(f)
TEST_CASE("policies hold where every certificate asserts them") {
  Policies p;
  CHECK(p.valid({{policies({"1.2.3.1", "1.2.3.2"})}, {policies({"1.2.3.2", "1.2.3.3"})}}) == Ids{"1.2.3.2"});
  CHECK(p.valid({{policies({any})}, {policies({"1.2.3.3"})}}) == Ids{"1.2.3.3"});
  CHECK(p.valid({{policies({"1.2.3.3"})}, {policies({any})}}) == Ids{"1.2.3.3"});
  CHECK(p.valid({{policies({any})}, {policies({any})}}) == Ids{any});
  CHECK(p.valid({{policies({"1.2.3.1"})}, {}}).empty());
  CHECK(p.valid({{policies({"1.2.3.1"})}, {policies({"1.2.3.2"})}}).empty());
  CHECK(p.findings.empty());  // nobody asked for one
  p.inputs.require_explicit_policy = true;
  p.valid({{policies({"1.2.3.1"})}, {}});
  CHECK(p.found() == Ids{"path.policy.none_valid@0"});
  p.valid({{}, {policies({"1.2.3.1"})}});
  CHECK(p.found() == Ids{"path.policy.none_valid@1"});
}

TEST_CASE("the caller's policies are what counts") {
  Policies p;
  p.inputs.initial_policies = {der::encode_oid("1.2.3.2")};
  CHECK(p.valid({{policies({"1.2.3.1", "1.2.3.2"})}, {policies({"1.2.3.1", "1.2.3.2"})}}) == Ids{"1.2.3.2"});
  CHECK(p.valid({{policies({any})}, {policies({any})}}) == Ids{"1.2.3.2"});
  CHECK(p.valid({{policies({"1.2.3.1"})}, {policies({"1.2.3.1"})}}).empty());
  CHECK(p.findings.empty());
  p.inputs.require_explicit_policy = true;
  p.valid({{policies({"1.2.3.1"})}, {policies({"1.2.3.1"})}});
  CHECK(p.found() == Ids{"path.policy.none_valid@0"});
}

// RFC 5280 6.1.4 (a), (b)
TEST_CASE("policies are mapped") {
  Policies p;
  const Bytes both = policies({"1.2.3.1", "1.2.3.2"});
  CHECK(p.valid({{both, policy_mappings({{"1.2.3.1", "1.2.3.9"}})}, {policies({"1.2.3.9"})}}) ==
        Ids{"1.2.3.1"});
  CHECK(p.valid({{both, policy_mappings({{"1.2.3.1", "1.2.3.9"}})}, {policies({"1.2.3.1"})}}).empty());
  CHECK(p.valid({{both, policy_mappings({{"1.2.3.1", "1.2.3.9"}, {"1.2.3.2", "1.2.3.9"}})},
                 {policies({"1.2.3.9"})}}) == Ids{"1.2.3.1", "1.2.3.2"});
  // A policy that only anyPolicy covers is mapped too.
  CHECK(p.valid({{policies({any}), policy_mappings({{"1.2.3.1", "1.2.3.9"}})}, {policies({"1.2.3.9"})}}) ==
        Ids{"1.2.3.1"});
  p.inputs.inhibit_policy_mapping = true;
  CHECK(p.valid({{both, policy_mappings({{"1.2.3.1", "1.2.3.9"}})}, {policies({"1.2.3.9", "1.2.3.2"})}}) ==
        Ids{"1.2.3.2"});
  CHECK(p.findings.empty());
  p.valid({{policies({any}), policy_mappings({{any, "1.2.3.9"}})}, {policies({"1.2.3.9"})}});
  CHECK(p.found() == Ids{"path.policy.mapping_of_any_policy@1"});
}

// RFC 5280 6.1.3 (d)(2), 6.1.4 (h), (j)
TEST_CASE("anyPolicy can be inhibited, but self-issued CAs do not count") {
  Policies p;
  p.inputs.inhibit_any_policy = true;
  CHECK(p.valid({{policies({any})}, {policies({"1.2.3.1"})}}).empty());
  CHECK(p.valid({{policies({"1.2.3.1"})}, {policies({any})}}).empty());
  p.inputs = {};
  const Bytes one = policies({"1.2.3.1"}), anything = policies({any});
  CHECK(p.valid({{one, inhibit_any_policy(0)}, {anything}, {one}}).empty());
  CHECK(p.valid({{one, inhibit_any_policy(0)}, {anything}, {one}}, {1}) == Ids{"1.2.3.1"});
  CHECK(p.valid({{one, inhibit_any_policy(1)}, {anything}, {one}}) == Ids{"1.2.3.1"});
  CHECK(p.valid({{one, inhibit_any_policy(1)}, {one}, {anything}}).empty());
  CHECK(p.valid({{one, inhibit_any_policy(1)}, {one}, {anything}}, {1}) == Ids{"1.2.3.1"});
}

// RFC 5280 6.1.4 (h), (i), 6.1.5 (a), (b)
TEST_CASE("a CA can require a policy some certificates further down") {
  Policies p;
  const auto found = [&](const std::vector<std::vector<Bytes>>& extensions,
                         const std::vector<size_t>& self_issued = {}) {
    p.valid(extensions, self_issued);
    return p.found();
  };
  CHECK(found({{policy_constraints(0, {})}, {}}) == Ids{"path.policy.none_valid@0"});
  CHECK(found({{policy_constraints(2, {})}, {}, {}}) == Ids{"path.policy.none_valid@0"});
  CHECK(found({{policy_constraints(3, {})}, {}, {}}).empty());
  CHECK(found({{policy_constraints(2, {})}, {}, {}}, {1}).empty());
  CHECK(found({{}, {policy_constraints(0, {})}}) == Ids{"path.policy.none_valid@0"});
  CHECK(found({{}, {policy_constraints(1, {})}}).empty());
}

// RFC 5280 6.1.3 (d), 6.1.5 (g): the qualifier_set
TEST_CASE("the leaf's qualifiers are those of the policies that are valid") {
  Policies p;
  const Bytes stated = qualified_policies({{"1.2.3.1", "q1"}, {"1.2.3.2", ""}, {any, "qa"}});
  const Bytes everything = policies({"1.2.3.1", "1.2.3.2", "1.2.3.4"});
  CHECK(p.valid({{everything}, {stated}}) == Ids{"1.2.3.1", "1.2.3.2", "1.2.3.4"});
  CHECK(p.qualified == Ids{"1.2.3.1: q1", any + ": qa"});
  p.inputs.initial_policies = {der::encode_oid("1.2.3.1")};
  p.valid({{everything}, {stated}});
  CHECK(p.qualified == Ids{"1.2.3.1: q1"});
  p.inputs.initial_policies = {der::encode_oid("1.2.3.4")};  // for which anyPolicy stands
  p.valid({{everything}, {stated}});
  CHECK(p.qualified == Ids{any + ": qa"});
  p.valid({{policies({any})}, {stated}});
  CHECK(p.qualified == Ids{any + ": qa"});
  p.inputs.initial_policies = {der::encode_oid("1.2.3.2")};
  p.valid({{everything}, {stated}});
  CHECK(p.qualified.empty());
  // Asked for in the relying party's domain, named by the leaf in that of its CA.
  p.inputs.initial_policies = {der::encode_oid("1.2.3.4")};
  CHECK(p.valid({{everything, policy_mappings({{"1.2.3.4", "1.2.3.9"}, {"1.2.3.2", "1.2.3.8"}})},
                 {qualified_policies({{"1.2.3.8", "q8"}, {"1.2.3.9", "q9"}})}}) == Ids{"1.2.3.4"});
  CHECK(p.qualified == Ids{"1.2.3.9: q9"});
  // Where nothing is valid nothing is qualified.
  CHECK(p.valid({{}, {stated}}).empty());
  CHECK(p.qualified.empty());
}

TEST_CASE("policy processing is linear in what the certificates spell out") {
  // Every policy mapped to every other at each step is what made the tree of RFC 5280 explode.
  constexpr size_t width = 300, depth = 30;
  std::vector<std::string> oids;
  for (size_t i = 0; i < width; ++i) oids.push_back(numbered(i));
  std::vector<std::pair<std::string, std::string>> mappings;
  for (size_t i = 0; i < width; ++i)
    for (const size_t by : {0U, 1U, 7U}) mappings.emplace_back(numbered(i), numbered((i + by) % width));
  std::vector<std::vector<Bytes>> path(depth, {policies(oids), policy_mappings(mappings)});
  path.push_back({policies(oids)});
  Policies p;
  p.max_nodes = width * (depth + 1);
  const auto start = std::chrono::steady_clock::now();
  CHECK(p.valid(path).size() == width);
  CHECK(p.findings.empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));

  p.max_nodes = 1'000;
  CHECK(p.valid(path).empty());
  CHECK(p.found() == Ids{"path.budget.policy_nodes@27"});
}
