#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/names/name_constraints.h"
#include "certcheck/path/options.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/// The certificates that could be on a path from one leaf, and which could have issued which by their
/// names. Internal to path/.
namespace certcheck::path {

using NodeId = uint32_t;
inline constexpr NodeId leaf_node = 0;
inline constexpr uint32_t unreachable = std::numeric_limits<uint32_t>::max();

/// One certificate in one role.
struct GraphNode {
  x509::CertificatePtr certificate;
  std::shared_ptr<const trust::Anchor> anchor;  ///< null unless the role is anchor
  Role role = Role::intermediate;
  /// Nodes of the same subject, key and alternative names share this number: RFC 4158 2.4.2 takes them for
  /// one entity, which is on a path once.
  uint32_t identity = 0;
  uint32_t group = 0;                ///< of the nodes that have the subject's name; of the leaf none
  uint32_t issuers = 0;              ///< group of the nodes that have the issuer's name; of anchors none
  uint32_t distance = 0;             ///< steps to the nearest anchor as far as is known, or `unreachable`
  std::optional<Findings> findings;  ///< of check_certificate, once asked for
  bool checked_by_caller = false;    ///< the caller's check has been run, too
  bool blocked = false;              ///< any of them counts
  bool has_closed_step = false;      ///< some issuer's key is known not to verify its signature
  Sha256 sha256{};
  bool hashed = false;
  std::vector<std::shared_ptr<const trust::Anchor>> in_stores;  ///< this very certificate, once looked up
  bool looked_up = false;
};

class Graph {
 public:
  Graph(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
        std::span<const trust::Store* const> stores, const Options& options);

  GraphNode& node(NodeId id) { return nodes_[id]; }
  size_t size() const { return nodes_.size(); }
  std::span<const trust::Store* const> stores() const { return stores_; }
  uint32_t identities() const { return static_cast<uint32_t>(identity_of_.size()); }

  /// Nodes whose subject is this node's issuer.
  const std::vector<NodeId>& issuers(NodeId id) const { return groups_[nodes_[id].issuers]; }

  /// What is wrong with the certificate in its role by itself; worked out once.
  const Findings& findings(NodeId id);
  /// Whether any of that counts. The caller's check, which may be expensive, is not called for certificates
  /// that are out of the question anyway.
  bool blocked(NodeId id);

  /// What the stores that have the certificate say of it; looked up once.
  const std::vector<std::shared_ptr<const trust::Anchor>>& in_stores(NodeId id);

  /// Recomputes every distance in time linear in the nodes and the closed steps. `usable(node)` says which
  /// nodes may be on a path, `open(child, issuer)` which steps are not known to be closed.
  template <typename Usable, typename Open>
  void measure(Usable usable, Open open);

 private:
  /// Nodes that have one name as their subject.
  using Group = std::vector<NodeId>;
  uint32_t group_of(const std::string& name);
  void add_member(uint32_t group, x509::CertificatePtr certificate,
                  std::shared_ptr<const trust::Anchor> anchor);
  uint32_t identity_of(const x509::Certificate& certificate);
  Findings own_findings(const GraphNode& node) const;

  std::span<const trust::Store* const> stores_;
  const Options& options_;
  std::unordered_multimap<std::string_view, const x509::CertificatePtr*> pool_by_subject_;
  std::vector<GraphNode> nodes_;
  std::vector<Group> groups_;
  std::unordered_map<std::string_view, uint32_t> group_by_name_;
  std::unordered_map<std::string, uint32_t> identity_of_;
  std::unordered_set<std::string_view> entered_;  ///< bytes of the pool's certificates
};

template <typename Usable, typename Open>
void Graph::measure(Usable usable, Open open) {
  std::vector<NodeId> queue;
  std::vector<std::vector<NodeId>> waiting(groups_.size());  // children not reached yet
  for (NodeId id = 0; id < nodes_.size(); ++id) {
    GraphNode& node = nodes_[id];
    node.distance = unreachable;
    if (!usable(id)) continue;
    if (node.role == Role::anchor) {
      node.distance = 0;
      queue.push_back(id);
    } else {
      waiting[node.issuers].push_back(id);
    }
  }
  for (size_t next = 0; next < queue.size(); ++next) {
    const NodeId issuer = queue[next];
    if (issuer == leaf_node) continue;
    std::vector<NodeId>& children = waiting[nodes_[issuer].group];
    std::erase_if(children, [&](NodeId child) {
      if (!open(child, issuer)) return false;
      nodes_[child].distance = nodes_[issuer].distance + 1;
      queue.push_back(child);
      return true;
    });
  }
}

}  // namespace certcheck::path
