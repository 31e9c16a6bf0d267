#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/detail/graph.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

/// What can only be said of certificates together: signatures, path length, name constraints, policies.
/// Internal to path/.
namespace certcheck::path {

/// A way from the leaf upwards, as nodes of the graph. If the last one is an anchor, it is complete.
using Route = std::span<const NodeId>;

/// Answers questions about one graph and remembers what it found out, so that candidates which share
/// certificates share the work.
class PathChecks {
 public:
  PathChecks(Graph& graph, const Options& options, crypto::Verifier& verifier);

  /// Signature of `child` under the key of `issuer`. nullopt if it is not known yet and no check may be
  /// spent. A key that inherits its parameters (RFC 5280 6.1.4 (d)-(f)) is taken for good until the path is
  /// complete.
  std::optional<crypto::SignatureStatus> signature(NodeId child, NodeId issuer, bool may_spend);
  size_t signatures_spent() const { return signatures_spent_; }
  /// True if the certificate is signed by its own key, or claims to be and no check may be spent.
  bool self_signed(NodeId id, bool may_spend);

  /// May `issuer` be above `route` by path length, depth and name constraints? Says nothing of signatures
  /// or of the certificates by themselves.
  bool fits(Route route, NodeId issuer);

  /// Everything found on a route, RFC 5280 6.1 from the anchor down. `leaf_anchor` is the anchor that the
  /// leaf itself is, for a route of the leaf alone.
  Path validate(Route route, std::shared_ptr<const trust::Anchor> leaf_anchor = nullptr);

 private:
  struct Constraints;
  const Findings* constraint_findings(NodeId issuer, NodeId subject);
  trust::AnchorChecks anchor_checks(NodeId id);
  bool applies_constraints(NodeId id);
  bool names_match(NodeId child, NodeId issuer);
  void validate_own_anchor(Findings& findings);
  void report_signature(NodeId child, NodeId issuer, std::optional<crypto::SignatureStatus> status,
                        Findings& findings, Findings& of_issuer);
  void validate_link(NodeId child, NodeId issuer, Findings& findings);
  /// What the anchor's store says of a certificate below it.
  void of_store_below(const trust::Anchor& anchor, NodeId id, Findings& findings);
  /// What the user's list of distrusted certificates says of one above or at the leaf, which `issuer` issued.
  void distrust(NodeId id, NodeId leaf, std::optional<NodeId> issuer, Findings& findings);
  /// Whether name constraints bind what the certificate issues, its own or the user's.
  bool has_constraints(NodeId id);
  void validate_signatures(Route route, std::vector<Findings>& findings);
  void validate_lengths(Route route, std::vector<Findings>& findings);
  void validate_features(Route route, std::vector<Findings>& findings);
  void validate_names(Route route, std::vector<Findings>& findings);
  void validate_own_names(const trust::Anchor& anchor, Findings& findings);
  void validate_policies(Route route, std::vector<Findings>& findings, Path& path);
  void validate_dates(Route route, std::vector<Findings>& findings, Path& path);
  void validate_anchor(const x509::Certificate& anchor, Findings& findings);
  /// Its issuer, by name and signature, is among the anchors, too.
  bool issuer_is_anchor(const x509::Certificate& anchor);
  const x509::Certificate& certificate(NodeId id) { return *graph_.node(id).certificate; }
  const Sha256& fingerprint(NodeId id);

  Graph& graph_;
  const Options& options_;
  crypto::Verifier& verifier_;
  std::unordered_map<uint64_t, crypto::SignatureStatus> signatures_;
  size_t signatures_spent_ = 0;
  size_t comparisons_left_;
  std::unordered_map<NodeId, std::shared_ptr<Constraints>> constraints_;
};

}  // namespace certcheck::path
