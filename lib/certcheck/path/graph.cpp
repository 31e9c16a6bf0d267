#include "certcheck/path/detail/graph.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/detail/anchor_settings.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>

namespace certcheck::path {

Graph::Graph(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
             std::span<const trust::Store* const> stores, const Options& options)
    : stores_(stores), options_(options) {
  pool_by_subject_.reserve(pool.size());
  for (const x509::CertificatePtr& certificate : pool)
    pool_by_subject_.emplace(certificate->subject_key(), &certificate);

  nodes_.reserve(4);  // the leaf, an intermediate or two, the anchor
  GraphNode& first = nodes_.emplace_back();
  first.certificate = leaf;
  first.role = Role::leaf;
  first.identity = identity_of(*leaf);
  // Every certificate is entered once, so this ends; names decide alone, whatever the keys are.
  for (NodeId id = 0; id < nodes_.size(); ++id) {
    if (nodes_[id].role == Role::anchor) continue;
    const uint32_t group = group_of(nodes_[id].certificate->issuer_key());
    nodes_[id].issuers = group;
  }
}

uint32_t Graph::group_of(const std::string& name) {
  const auto [found, fresh] = group_by_name_.emplace(name, static_cast<uint32_t>(groups_.size()));
  if (!fresh) return found->second;
  const uint32_t group = found->second;
  groups_.emplace_back();
  for (const trust::Store* store : stores_)
    for (const std::shared_ptr<const trust::Anchor>& anchor : store->find(name))
      add_member(group, anchor->certificate, anchor);
  const auto [begin, end] = pool_by_subject_.equal_range(name);
  for (auto it = begin; it != end; ++it) add_member(group, *it->second, nullptr);
  return group;
}

void Graph::add_member(uint32_t group, x509::CertificatePtr certificate,
                       std::shared_ptr<const trust::Anchor> anchor) {
  // The leaf issues nothing here, and the same certificate twice in the pool is one candidate. The same
  // anchor in two stores is two: the stores may distrust it from different dates on.
  if (same_bytes(certificate->der, nodes_[leaf_node].certificate->der)) return;
  if (!anchor && !entered_.insert(as_text(certificate->der)).second) return;
  const uint32_t identity = identity_of(*certificate);
  GraphNode& node = nodes_.emplace_back();
  node.role = anchor ? Role::anchor : Role::intermediate;
  node.certificate = std::move(certificate);
  node.anchor = std::move(anchor);
  node.identity = identity;
  node.group = group;
  groups_[group].push_back(static_cast<NodeId>(nodes_.size() - 1));
}

uint32_t Graph::identity_of(const x509::Certificate& certificate) {
  const x509::Extension* names = certificate.find(x509::oids::subject_alternative_name);
  std::string key;
  key.reserve(certificate.subject_key().size() + certificate.public_key.bytes.size() +
              (names ? names->value.size() : 0));
  key += certificate.subject_key();
  key += as_text(certificate.public_key.bytes);
  if (names) key += as_text(names->value);
  return identity_of_.emplace(std::move(key), static_cast<uint32_t>(identity_of_.size())).first->second;
}

const std::vector<std::shared_ptr<const trust::Anchor>>& Graph::in_stores(NodeId id) {
  GraphNode& node = nodes_[id];
  if (node.looked_up) return node.in_stores;
  node.looked_up = true;
  if (id == leaf_node) {
    for (const trust::Store* store : stores_)
      if (auto found = store->find_certificate(*node.certificate)) node.in_stores.push_back(std::move(found));
  } else {
    // The stores were asked for the name when its group was made.
    for (const NodeId same_name : groups_[node.group])
      if (const GraphNode& other = nodes_[same_name];
          other.anchor && same_bytes(other.certificate->der, node.certificate->der))
        node.in_stores.push_back(other.anchor);
  }
  for (const trust::Store* store : stores_) {
    const bool is_there = std::any_of(node.in_stores.begin(), node.in_stores.end(),
                                      [&](const auto& anchor) { return anchor->store == store->name(); });
    if (!is_there && store->distrusts(*node.certificate))
      node.in_stores.push_back(std::make_shared<const trust::Anchor>(trust::Anchor{
          .certificate = node.certificate, .store = store->name(), .settings = {.distrusted = true}}));
  }
  return node.in_stores;
}

Findings Graph::own_findings(const GraphNode& node) const {
  Findings findings = check_certificate(*node.certificate, node.role, node.anchor.get(), options_);
  if (node.anchor) check_anchor_settings(*node.anchor, options_, findings);
  return findings;
}

const Findings& Graph::findings(NodeId id) {
  GraphNode& node = nodes_[id];
  if (!node.findings) node.findings = own_findings(node);
  if (!node.checked_by_caller) {
    node.checked_by_caller = true;
    run_caller_check(*node.certificate, node.role, options_, *node.findings);
    node.blocked = any_counts(*node.findings, options_.profile, options_.strict);
  }
  return *node.findings;
}

bool Graph::blocked(NodeId id) {
  GraphNode& node = nodes_[id];
  if (!node.findings) {
    node.findings = own_findings(node);
    node.blocked = any_counts(*node.findings, options_.profile, options_.strict);
  }
  if (!node.blocked) findings(id);
  return node.blocked;
}

}  // namespace certcheck::path
