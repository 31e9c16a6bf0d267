#include "certcheck/path/detail/policies.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace certcheck::path {
namespace {

namespace oids = x509::oids;
using der::Oid;

/// A node of the valid_policy_graph (RFC 9618 5.1). The qualifier_set is needed of the last certificate only,
/// where it can still be read.
struct Node {
  Oid valid_policy;
  std::vector<Oid> expected;     ///< expected_policy_set
  std::vector<uint32_t> parents; /**< positions in the level above */
  bool deleted = false;          ///< RFC 5280 6.1.4 (b)(2)
};

/// The nodes of one depth, found by policy. Childless nodes are not deleted as RFC 9618 5.3 (d)(3) says but
/// left out when the result is read: a node of the deepest level has an unbroken line of ancestors either
/// way, and the graph is NULL exactly when its deepest level is empty.
class Level {
 public:
  Node* find(Oid policy) {
    const auto found = by_policy_.find(policy.content());
    return found == by_policy_.end() || nodes_[found->second].deleted ? nullptr : &nodes_[found->second];
  }
  bool has(Oid policy) const { return by_policy_.contains(policy.content()); }

  Node& add(Oid policy, std::vector<uint32_t> parents) {
    by_policy_.emplace(policy.content(), nodes_.size());
    nodes_.push_back({.valid_policy = policy, .expected = {policy}, .parents = std::move(parents)});
    return nodes_.back();
  }

  bool empty() const {
    return std::all_of(nodes_.begin(), nodes_.end(), [](const Node& n) { return n.deleted; });
  }
  const std::vector<Node>& nodes() const { return nodes_; }

  /// Which nodes have a policy in their expected_policy_set.
  std::unordered_map<std::string_view, std::vector<uint32_t>> parents_by_expected() const {
    std::unordered_map<std::string_view, std::vector<uint32_t>> parents;
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].deleted) continue;
      for (const Oid policy : nodes_[i].expected) {
        std::vector<uint32_t>& of_policy = parents[policy.content()];
        if (of_policy.empty() || of_policy.back() != i) of_policy.push_back(i);
      }
    }
    return parents;
  }

 private:
  std::vector<Node> nodes_;
  std::unordered_map<std::string_view, size_t> by_policy_;
};

/// The state variables of RFC 5280 6.1.2 (a), (d), (e), (f).
class Processor {
 public:
  Processor(std::span<const PolicyStep> steps, const PolicyInputs& inputs, size_t max_nodes,
            Findings& findings)
      : steps_(steps), inputs_(inputs), max_nodes_(max_nodes), findings_(findings) {
    // 6.1.2 (d): "If initial-explicit-policy is set, then the initial value is 0, otherwise the initial value
    // is n+1." (e) and (f) are alike. An anchor counted among the steps only raises n, which changes nothing.
    const size_t unset = steps.size() + 1;
    explicit_policy_ = inputs.require_explicit_policy ? 0 : unset;
    inhibit_any_policy_ = inputs.inhibit_any_policy ? 0 : unset;
    policy_mapping_ = inputs.inhibit_policy_mapping ? 0 : unset;
    // RFC 9618 5.2: the initial graph is one node of depth zero with valid_policy anyPolicy.
    levels_.emplace_back().add(oids::any_policy, {});
  }

  ValidPolicies run() {
    for (size_t i = 0; i < steps_.size(); ++i) {
      const bool last = i + 1 == steps_.size();
      process_policies_of(steps_[i], last);
      if (over_budget_) return {};
      if (!last) prepare_for_next(steps_[i]);
      if (over_budget_) return {};
    }
    return wrap_up();
  }

 private:
  void make_null() { levels_.clear(); }
  bool is_null() const { return levels_.empty(); }

  void spend(const PolicyStep& step) {
    if (nodes_spent_++ < max_nodes_ || over_budget_) return;
    over_budget_ = true;
    report_at(step, checks::budget_policy_nodes,
              "the policy graph has more than " + std::to_string(max_nodes_) + " nodes");
  }

  Finding& report_at(const PolicyStep& step, const Check& check, std::string message) {
    Finding& finding = report(findings_, check, std::move(message));
    finding.subject = {.kind = Subject::Kind::certificate, .index = step.index};
    return finding;
  }

  // RFC 5280 6.1.3 (d)-(f) as replaced by RFC 9618 5.3.
  void process_policies_of(const PolicyStep& step, bool last) {
    const x509::Certificate& certificate = *step.certificate;
    // (e): "If the certificate policies extension is not present, set the valid_policy_graph to NULL." An
    // anchor without policies says nothing about them (RFC 5937 3).
    if (!certificate.certificate_policies) {
      if (!step.anchor) make_null();
    } else if (!is_null()) {
      add_level(step, last);
    }
    // (f): "Verify that either explicit_policy is greater than 0 or the valid_policy_graph is not equal to
    // NULL."
    if (explicit_policy_ == 0 && is_null()) none_valid(step);
  }

  void add_level(const PolicyStep& step, bool last) {
    const auto parents = levels_.back().parents_by_expected();
    const auto any_parents = parents.find(oids::any_policy.content());
    Level level;
    bool any = false;
    for (const x509::PolicyInformation& policy : step.certificate->certificate_policies->policies) {
      // (d)(1): "For each policy P not equal to anyPolicy in the certificate policies extension ..."
      if (policy.id == oids::any_policy) {
        any = true;
        continue;
      }
      if (level.has(policy.id)) continue;  // RFC 5280 4.2.1.4 forbids duplicates
      // (i) parents are the nodes of depth i-1 that expect P; (ii) failing those, the anyPolicy node.
      const auto matching = parents.find(policy.id.content());
      if (matching != parents.end()) {
        spend(step);
        level.add(policy.id, matching->second);
      } else if (any_parents != parents.end()) {
        spend(step);
        level.add(policy.id, any_parents->second);
      }
      if (over_budget_) return;
    }
    // (d)(2): "If the certificate policies extension includes the policy anyPolicy ... and either (a)
    // inhibit_anyPolicy is greater than 0 or (b) i < n and the certificate is self-issued ..."
    if (any && (inhibit_any_policy_ > 0 || (!last && step.certificate->self_issued()))) {
      for (const Node& node : levels_.back().nodes()) {
        if (node.deleted) continue;
        for (const Oid policy : node.expected) {
          if (level.has(policy)) continue;
          spend(step);
          if (over_budget_) return;
          level.add(policy, parents.at(policy.content()));
        }
      }
    }
    if (level.empty())
      make_null();
    else
      levels_.push_back(std::move(level));
  }

  // RFC 5280 6.1.4 (a), (b), (h), (i), (j); (b) as replaced by RFC 9618 5.4.
  void prepare_for_next(const PolicyStep& step) {
    const x509::Certificate& certificate = *step.certificate;
    if (certificate.policy_mappings) map_policies(step, *certificate.policy_mappings);

    // (h): "If certificate i is not self-issued", each counter that is not 0 is decremented. An anchor is
    // none of the certificates that are counted.
    if (!certificate.self_issued() && !step.anchor) {
      for (size_t* counter : {&explicit_policy_, &policy_mapping_, &inhibit_any_policy_})
        if (*counter > 0) --*counter;
    }
    // (i), (j): the constraints of the certificate lower the counters.
    const auto lower = [](size_t& counter, const std::optional<uint64_t>& value) {
      if (value && *value < counter) counter = static_cast<size_t>(*value);
    };
    if (certificate.policy_constraints) {
      lower(explicit_policy_, certificate.policy_constraints->require_explicit_policy);
      lower(policy_mapping_, certificate.policy_constraints->inhibit_policy_mapping);
    }
    if (certificate.inhibit_any_policy)
      lower(inhibit_any_policy_, certificate.inhibit_any_policy->skip_certificates);
  }

  void map_policies(const PolicyStep& step, const x509::PolicyMappings& mappings) {
    std::unordered_map<std::string_view, std::vector<Oid>> subjects_of;
    std::vector<Oid> issuers;  // each once, in order
    for (const x509::PolicyMapping& mapping : mappings.mappings) {
      // (a): "verify that the special value anyPolicy does not appear as an issuerDomainPolicy or a
      // subjectDomainPolicy"
      if (mapping.issuer_domain == oids::any_policy || mapping.subject_domain == oids::any_policy) {
        Finding& finding =
            report_extension(findings_, checks::policy_mapping_any, *step.certificate, oids::policy_mappings,
                             "policies are mapped to or from anyPolicy");
        finding.subject = {.kind = Subject::Kind::certificate, .index = step.index};
        continue;
      }
      std::vector<Oid>& subjects = subjects_of[mapping.issuer_domain.content()];
      if (subjects.empty()) issuers.push_back(mapping.issuer_domain);
      subjects.push_back(mapping.subject_domain);
    }
    if (is_null()) return;
    Level& level = levels_.back();
    for (const Oid issuer : issuers) {
      Node* node = level.find(issuer);
      if (policy_mapping_ == 0) {
        // (b)(2): where mapping is inhibited, nodes of mapped policies are deleted.
        if (node) node->deleted = true;
        continue;
      }
      // (b)(1): the node of the policy expects its equivalents from now on. If there is none but one of
      // anyPolicy, the policy gets a node below the anyPolicy node above.
      if (!node && !level.has(issuer)) {
        if (const Node* any = level.find(oids::any_policy)) {
          spend(step);
          if (over_budget_) return;
          node = &level.add(issuer, any->parents);
        }
      }
      if (node) node->expected = std::move(subjects_of[issuer.content()]);
    }
    if (level.empty()) make_null();
  }

  // RFC 5280 6.1.5 (a), (b) and (g), the latter as replaced by RFC 9618 5.6.
  ValidPolicies wrap_up() {
    const x509::Certificate& leaf = *steps_.back().certificate;
    if (explicit_policy_ > 0) --explicit_policy_;
    if (leaf.policy_constraints && leaf.policy_constraints->require_explicit_policy == uint64_t{0})
      explicit_policy_ = 0;

    ValidPolicies valid{user_constrained_policies(), qualified_policies()};
    // "If either (1) the value of explicit_policy variable is greater than zero or (2) the
    // user_constrained_policy_set is not empty, then path processing has succeeded."
    if (explicit_policy_ == 0 && valid.policies.empty()) none_valid(steps_.back());
    return valid;
  }

  /// Once per path: the first certificate at which no policy is left tells the most.
  void none_valid(const PolicyStep& step) {
    if (none_valid_reported_) return;
    none_valid_reported_ = true;
    report_at(step, checks::policy_none_valid,
              "a policy is required from here on, and none is valid along the path");
  }

  /// Policies whose domain is that of the relying party: nodes that descend from an anyPolicy node and that
  /// have a line of descendants to the deepest level.
  std::vector<Oid> authority_constrained_policies() {
    std::vector<Oid> policies;
    if (is_null()) return policies;
    std::vector<bool> alive(levels_.back().nodes().size());
    for (size_t i = 0; i < alive.size(); ++i) alive[i] = !levels_.back().nodes()[i].deleted;
    if (levels_.back().find(oids::any_policy)) policies.push_back(oids::any_policy);
    for (size_t depth = levels_.size() - 1; depth > 0; --depth) {
      const std::vector<Node>& above = levels_[depth - 1].nodes();
      std::vector<bool> alive_above(above.size());
      for (size_t i = 0; i < alive.size(); ++i) {
        if (!alive[i]) continue;
        const Node& node = levels_[depth].nodes()[i];
        bool below_any = false;
        for (const uint32_t parent : node.parents) {
          alive_above[parent] = true;
          below_any = below_any || above[parent].valid_policy == oids::any_policy;
        }
        if (below_any && node.valid_policy != oids::any_policy) policies.push_back(node.valid_policy);
      }
      alive = std::move(alive_above);
    }
    return policies;
  }

  bool is_initial(Oid policy) const {
    return std::any_of(inputs_.initial_policies.begin(), inputs_.initial_policies.end(),
                       [&](const std::string& p) { return p == policy.content(); });
  }
  bool any_is_initial() const { return inputs_.initial_policies.empty() || is_initial(oids::any_policy); }

  std::vector<std::string> user_constrained_policies() {
    const std::vector<Oid> authority = authority_constrained_policies();
    std::vector<std::string> valid;
    if (any_is_initial()) {
      for (const Oid policy : authority) valid.push_back(policy.to_string());
    } else {
      for (const Oid policy : authority) {
        if (policy == oids::any_policy) {
          // The path is valid for any policy, so for each that the caller asks for.
          for (const std::string& initial : inputs_.initial_policies)
            valid.push_back(Oid{std::string_view{initial}}.to_string());
        } else if (is_initial(policy)) {
          valid.push_back(policy.to_string());
        }
      }
    }
    std::sort(valid.begin(), valid.end());
    valid.erase(std::unique(valid.begin(), valid.end()), valid.end());
    return valid;
  }

  /// Which nodes of the deepest level descend from a policy that the caller asks for, in the domain of the
  /// relying party.
  std::vector<bool> asked_for() const {
    const bool any = any_is_initial();
    std::vector<bool> marked(1);
    for (size_t depth = 1; depth < levels_.size(); ++depth) {
      const std::vector<Node>&above = levels_[depth - 1].nodes(), &nodes = levels_[depth].nodes();
      std::vector<bool> marked_here(nodes.size());
      for (size_t i = 0; i < nodes.size(); ++i) {
        const Oid policy = nodes[i].valid_policy;
        const bool is_asked_for = any || policy == oids::any_policy || is_initial(policy);
        marked_here[i] = std::any_of(nodes[i].parents.begin(), nodes[i].parents.end(), [&](uint32_t parent) {
          return above[parent].valid_policy == oids::any_policy ? is_asked_for : bool{marked[parent]};
        });
      }
      marked = std::move(marked_here);
    }
    return marked;
  }

  // RFC 5280 6.1.3 (d)(1): "set the qualifier_set to P-Q", the qualifiers of P in the certificate; (d)(2):
  // to AP-Q, those of anyPolicy, where that stands for P.
  std::vector<x509::PolicyInformation> qualified_policies() const {
    std::vector<x509::PolicyInformation> qualified;
    const auto& stated = steps_.back().certificate->certificate_policies;
    if (is_null() || !stated) return qualified;
    const std::vector<x509::PolicyInformation>& policies = stated->policies;
    if (std::all_of(policies.begin(), policies.end(), [](const auto& p) { return p.qualifiers.empty(); }))
      return qualified;
    std::unordered_map<std::string_view, size_t> number_of;
    for (size_t i = 0; i < policies.size(); ++i) number_of.emplace(policies[i].id.content(), i);
    const std::vector<bool> marked = asked_for();
    const std::vector<Node>& deepest = levels_.back().nodes();
    std::vector<bool> valid(policies.size());
    for (size_t i = 0; i < deepest.size(); ++i) {
      if (!marked[i] || deepest[i].deleted) continue;
      auto found = number_of.find(deepest[i].valid_policy.content());
      if (found == number_of.end()) found = number_of.find(oids::any_policy.content());
      if (found != number_of.end()) valid[found->second] = true;
    }
    for (size_t i = 0; i < policies.size(); ++i)
      if (valid[i] && !policies[i].qualifiers.empty()) qualified.push_back(policies[i]);
    return qualified;
  }

  std::span<const PolicyStep> steps_;
  const PolicyInputs& inputs_;
  size_t max_nodes_;
  Findings& findings_;
  std::vector<Level> levels_;  ///< empty: the graph is NULL
  size_t explicit_policy_ = 0, inhibit_any_policy_ = 0, policy_mapping_ = 0;
  size_t nodes_spent_ = 0;
  bool over_budget_ = false, none_valid_reported_ = false;
};

}  // namespace

ValidPolicies process_policies(std::span<const PolicyStep> steps, const PolicyInputs& inputs,
                               size_t max_nodes, Findings& findings) {
  // Most paths: nobody asks for a policy, and some certificate states none, which makes the graph NULL.
  const auto any_has = [&](auto member) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const PolicyStep& step) { return (step.certificate->*member).has_value(); });
  };
  const bool one_has_none = std::any_of(steps.begin(), steps.end(), [](const PolicyStep& step) {
    return !step.anchor && !step.certificate->certificate_policies;
  });
  if (steps.empty() ||
      (one_has_none && !inputs.require_explicit_policy && !any_has(&x509::Certificate::policy_constraints) &&
       !any_has(&x509::Certificate::policy_mappings)))
    return {};
  return Processor(steps, inputs, max_nodes, findings).run();
}

}  // namespace certcheck::path
