#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/detail/graph.h"
#include "certcheck/path/detail/path_checks.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

/// Depth-first search from the leaf upwards, in two passes. The first looks for paths that can be trusted: it
/// steps only where nothing is known to count against the result, asks the cheap questions before it spends a
/// signature check, and always prefers what leads to an anchor soonest. The second runs if the first finds
/// none; it looks for what the user meant, to say what is wrong with it. Internal to path/.
namespace certcheck::path {

class Search {
 public:
  /// `pool` is what the graph was made of: it may hold certificates that the graph cannot reach by name.
  Search(Graph& graph, PathChecks& checks, std::span<const x509::CertificatePtr> pool, const Options& options,
         crypto::Verifier& verifier);

  /// Validated candidates in the order found, and the budget that was used.
  Validation run();

 private:
  /// One way to go on from the end of the route.
  struct Candidate {
    NodeId id;
    bool other_key_id;  ///< the authority key identifier names another key
    bool no_key_id;     ///< it names none, or the candidate has none
    uint32_t distance;
    bool out_of_date;
    Time not_before;
  };
  /// Which limits ended the search.
  struct Spent {
    bool signatures = false, steps = false, paths = false, depth = false;
    bool any() const { return signatures || steps || paths || depth; }
  };
  std::vector<Candidate> candidates();
  bool on_route(NodeId id) const;
  bool step(size_t allowance);
  void push(NodeId id);
  void pop();

  void look_for_trust();
  bool go_on() const;
  void complete();
  std::optional<crypto::SignatureStatus> verify(NodeId child, NodeId issuer, size_t allowance);

  void report_spent(const Spent& spent, Findings& findings) const;
  void explain();
  void explain_dead_end();
  bool leads_back();
  void keep_dead_end(Path path);
  bool is_earlier_self(NodeId candidate);
  const trust::Anchor* namesake(NodeId id) const;
  bool signed_under_another_name(const x509::Certificate& certificate, std::string& issuer) const;
  bool may_spend() const { return checks_.signatures_spent() < options_.budget.signatures; }
  std::vector<Candidate> explaining_candidates();

  Graph& graph_;
  PathChecks& checks_;
  std::span<const x509::CertificatePtr> pool_;
  const Options& options_;
  crypto::Verifier& verifier_;
  std::vector<NodeId> route_;
  std::vector<bool> identity_on_route_;
  std::vector<Path> paths_;
  std::vector<Path> dead_ends_;
  std::unordered_set<uint64_t> closed_;  ///< steps child -> issuer whose signature does not verify
  bool distances_stale_ = true;
  bool found_ = false;  ///< a path that cannot be bettered: only the leaf's own findings are on it
  size_t steps_ = 0;
  size_t steps_after_find_ = 0, signatures_at_find_ = 0;
  Spent spent_;
};

}  // namespace certcheck::path
