#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

/// Policy processing of RFC 5280 section 6 as replaced by RFC 9618: a graph with one node per policy and
/// certificate instead of a tree, so that its size is bounded by what the certificates spell out. Internal to
/// path/.
namespace certcheck::path {

/// One certificate of a path as policy processing sees it.
struct PolicyStep {
  const x509::Certificate* certificate = nullptr;
  size_t index = 0;     ///< in the path, leaf first: the subject of findings
  bool anchor = false;  ///< an anchor whose constraints are applied (RFC 5937 3)
};

/// What comes of a path (RFC 5280 6.1.5 (g)); see path::Path.
struct ValidPolicies {
  std::vector<std::string> policies;
  std::vector<x509::PolicyInformation> qualified;
};

/// `steps` from the anchor's side down to the leaf. The result is empty if no policy is valid. Findings:
/// path.policy.*, path.budget.policy_nodes.
ValidPolicies process_policies(std::span<const PolicyStep> steps, const PolicyInputs& inputs,
                               size_t max_nodes, Findings& findings);

}  // namespace certcheck::path
