#include "certcheck/der/oid.h"
#include "certcheck/path/detail/policies.h"

#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

#include <list>
#include <map>
#include <random>
#include <set>

using namespace certcheck;
using namespace certcheck::test;

namespace {

using Policy = std::string;
using Policies = std::set<Policy>;
const Policy any = "2.5.29.32.0";

/// What one certificate says of policies.
struct Statement {
  bool self_issued = false;
  std::optional<std::vector<Policy>> policies = {};
  std::vector<std::pair<Policy, Policy>> mappings = {};
  std::optional<unsigned> require_explicit = {}, inhibit_mapping = {}, inhibit_any = {};
};

struct Inputs {
  Policies initial;  ///< empty: any
  bool require_explicit = false, inhibit_mapping = false, inhibit_any = false;
};

/// RFC 5280 6.1 to the letter, with the tree that RFC 9618 replaced: exponential, and what the graph has to
/// agree with.
class Tree {
 public:
  bool accepts(const std::vector<Statement>& path, const Inputs& inputs) {
    const size_t n = path.size();
    size_t explicit_policy = inputs.require_explicit ? 0 : n + 1;
    size_t mapping = inputs.inhibit_mapping ? 0 : n + 1;
    size_t inhibit_any = inputs.inhibit_any ? 0 : n + 1;
    nodes_ = {{any, {any}, 0, nullptr}};
    for (size_t i = 1; i <= n; ++i) {
      const Statement& says = path[i - 1];
      if (!says.policies)
        nodes_.clear();
      else if (!nodes_.empty())
        grow(says, i, inhibit_any > 0 || (i < n && says.self_issued));
      if (explicit_policy == 0 && nodes_.empty()) return false;
      if (i == n) break;
      if (!nodes_.empty()) map(says, i, mapping > 0);
      if (!says.self_issued)
        for (size_t* counter : {&explicit_policy, &mapping, &inhibit_any})
          if (*counter > 0) --*counter;
      if (says.require_explicit) explicit_policy = std::min<size_t>(explicit_policy, *says.require_explicit);
      if (says.inhibit_mapping) mapping = std::min<size_t>(mapping, *says.inhibit_mapping);
      if (says.inhibit_any) inhibit_any = std::min<size_t>(inhibit_any, *says.inhibit_any);
    }
    if (explicit_policy > 0) --explicit_policy;
    if (path.back().require_explicit == 0U) explicit_policy = 0;
    constrain(inputs.initial, n);
    return explicit_policy > 0 || !nodes_.empty();
  }

  /// The user-constrained policy set, after accepts().
  Policies valid(size_t n) const {
    Policies policies;
    for (const Node& node : nodes_)
      if (node.parent && node.parent->valid == any && (node.valid != any || node.depth == n))
        policies.insert(node.valid);
    return policies;
  }

 private:
  struct Node {
    Policy valid;
    Policies expected;
    size_t depth;
    const Node* parent;
  };

  std::vector<Node*> at(size_t depth) {
    std::vector<Node*> found;
    for (Node& node : nodes_)
      if (node.depth == depth) found.push_back(&node);
    return found;
  }

  void grow(const Statement& says, size_t i, bool any_allowed) {
    const std::vector<Node*> above = at(i - 1);
    for (const Policy& policy : *says.policies) {  // (d)(1)
      if (policy == any) continue;
      bool matched = false;
      for (const Node* node : above) {
        if (!node->expected.contains(policy)) continue;
        matched = true;
        nodes_.push_back({policy, {policy}, i, node});
      }
      if (matched) continue;
      for (const Node* node : above)
        if (node->valid == any) nodes_.push_back({policy, {policy}, i, node});
    }
    const bool has_any = std::find(says.policies->begin(), says.policies->end(), any) != says.policies->end();
    if (has_any && any_allowed) {  // (d)(2)
      for (const Node* node : above) {
        for (const Policy& policy : node->expected) {
          const bool there = std::any_of(nodes_.begin(), nodes_.end(), [&](const Node& child) {
            return child.parent == node && child.valid == policy;
          });
          if (!there) nodes_.push_back({policy, {policy}, i, node});
        }
      }
    }
    prune(i - 1);
  }

  void map(const Statement& says, size_t i, bool allowed) {
    std::map<Policy, Policies> equivalents;
    for (const auto& [issuer, subject] : says.mappings) equivalents[issuer].insert(subject);
    for (const auto& equivalent : equivalents) {
      const Policy& issuer = equivalent.first;
      const Policies& subjects = equivalent.second;
      bool matched = false;
      for (Node* node : at(i)) {
        if (node->valid != issuer) continue;
        matched = true;
        if (allowed) node->expected = subjects;
      }
      if (!allowed) {
        nodes_.remove_if([&](const Node& node) { return node.depth == i && node.valid == issuer; });
        prune(i - 1);
      } else if (!matched) {
        for (const Node* node : at(i)) {
          if (node->valid != any) continue;
          nodes_.push_back({issuer, subjects, i, node->parent});
          break;
        }
      }
    }
  }

  /// Deletes nodes of this depth or less that have no child, again and again.
  void prune(size_t depth) {
    for (size_t before = 0; before != nodes_.size();) {
      before = nodes_.size();
      Node* childless = nullptr;
      for (Node& node : nodes_)
        if (node.depth <= depth && std::none_of(nodes_.begin(), nodes_.end(),
                                                [&](const Node& child) { return child.parent == &node; }))
          childless = &node;
      if (childless) nodes_.remove_if([&](const Node& node) { return &node == childless; });
    }
  }

  void remove_with_children(const Node* gone) {
    std::vector<const Node*> children;
    for (const Node& node : nodes_)
      if (node.parent == gone) children.push_back(&node);
    for (const Node* child : children) remove_with_children(child);
    nodes_.remove_if([&](const Node& node) { return &node == gone; });
  }

  /// 6.1.5 (g)(iii)
  void constrain(const Policies& initial, size_t n) {
    if (initial.empty() || nodes_.empty()) return;
    std::vector<const Node*> refused;
    Policies seen;
    for (const Node& node : nodes_) {
      if (!node.parent || node.parent->valid != any || node.valid == any) continue;
      seen.insert(node.valid);
      if (!initial.contains(node.valid)) refused.push_back(&node);
    }
    for (const Node* node : refused) remove_with_children(node);
    for (Node* node : at(n)) {
      if (node->valid != any) continue;
      for (const Policy& policy : initial)
        if (!seen.contains(policy)) nodes_.push_back({policy, {policy}, n, node->parent});
      remove_with_children(node);
      break;
    }
    prune(n - 1);
  }

  std::list<Node> nodes_;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Inputs inputs() {
    Inputs in;
    if (one_in(2))
      for (unsigned i = 0; i < 1 + below(2); ++i) in.initial.insert(policy());
    in.require_explicit = one_in(3);
    in.inhibit_mapping = one_in(8);
    in.inhibit_any = one_in(8);
    return in;
  }

  Statement statement() {
    Statement says{.self_issued = one_in(4)};
    if (!one_in(12)) {
      Policies chosen;
      for (unsigned i = 0; i < 1 + below(3); ++i) chosen.insert(one_in(4) ? any : policy());
      says.policies = {chosen.begin(), chosen.end()};
    }
    if (one_in(2))
      for (unsigned i = 0; i < 1 + below(3); ++i) says.mappings.emplace_back(policy(), policy());
    if (one_in(6)) says.require_explicit = below(4);
    if (one_in(6)) says.inhibit_mapping = below(3);
    if (one_in(6)) says.inhibit_any = below(3);
    return says;
  }

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

 private:
  bool one_in(unsigned n) { return below(n) == 0; }
  Policy policy() { return Policy("1.2.3.").append(std::to_string(1 + below(4))); }

  std::mt19937 random_;
};

x509::CertificatePtr certificate_of(const Statement& says, bool last) {
  Spec spec = authority("ca", 1, says.self_issued ? "ca" : "issuer", 1);
  if (says.policies) spec.extensions.push_back(policies(*says.policies));
  if (!says.mappings.empty() && !last) spec.extensions.push_back(policy_mappings(says.mappings));
  if (says.require_explicit || says.inhibit_mapping)
    spec.extensions.push_back(policy_constraints(says.require_explicit, says.inhibit_mapping));
  if (says.inhibit_any) spec.extensions.push_back(inhibit_any_policy(*says.inhibit_any));
  return make(spec);
}

}  // namespace

TEST_CASE("the policy graph says what the policy tree of RFC 5280 says") {
  size_t refused = 0, valid = 0;
  constexpr unsigned count = 2'500;
  for (unsigned seed = 0; seed < count; ++seed) {
    Maker maker(seed);
    const Inputs inputs = maker.inputs();
    std::vector<Statement> statements(1 + maker.below(5));
    for (Statement& says : statements) says = maker.statement();

    std::vector<x509::CertificatePtr> certificates;
    std::vector<path::PolicyStep> steps;
    for (size_t i = 0; i < statements.size(); ++i) {
      certificates.push_back(certificate_of(statements[i], i + 1 == statements.size()));
      steps.push_back({.certificate = certificates.back().get(), .index = statements.size() - 1 - i});
    }
    path::PolicyInputs given{.require_explicit_policy = inputs.require_explicit,
                             .inhibit_policy_mapping = inputs.inhibit_mapping,
                             .inhibit_any_policy = inputs.inhibit_any};
    for (const Policy& policy : inputs.initial) given.initial_policies.push_back(der::encode_oid(policy));
    Findings findings;
    const Ids graph = path::process_policies(steps, given, 10'000, findings).policies;

    INFO("seed " << seed);
    Tree tree;
    const bool accepted = tree.accepts(statements, inputs);
    REQUIRE(findings.empty() == accepted);
    if (accepted) {
      const Policies expected = tree.valid(statements.size());
      REQUIRE(graph == Ids(expected.begin(), expected.end()));
      valid += expected.empty() ? 0 : 1;
    } else {
      ++refused;
    }
  }
  CHECK(refused > count / 10);
  CHECK(valid > count / 10);
}
