#include "certcheck/path/detail/search.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/path/detail/other_key.h"
#include "certcheck/x509/ca_issuers.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace certcheck::path {

using crypto::SignatureStatus;

namespace {

uint64_t edge(NodeId child, NodeId issuer) { return (uint64_t{child} << 32) | issuer; }

}  // namespace

Search::Search(Graph& graph, PathChecks& checks, std::span<const x509::CertificatePtr> pool,
               const Options& options, crypto::Verifier& verifier)
    : graph_(graph),
      checks_(checks),
      pool_(pool),
      options_(options),
      verifier_(verifier),
      identity_on_route_(graph.identities()) {}

Validation Search::run() {
  graph_.findings(leaf_node);
  push(leaf_node);
  look_for_trust();
  Spent spent = spent_;
  if (paths_.empty()) {
    steps_ = 0;
    graph_.measure([](NodeId) { return true; }, [](NodeId, NodeId) { return true; });
    explain();
  }

  Validation validation;
  validation.paths = std::move(paths_);
  const bool trusted = std::any_of(validation.paths.begin(), validation.paths.end(),
                                   [](const Path& path) { return path.trusted; });
  // Where no path is complete, the ways that led nowhere say what is missing.
  const bool anchored = std::any_of(validation.paths.begin(), validation.paths.end(),
                                    [](const Path& path) { return path.anchor != nullptr; });
  if (!anchored) std::move(dead_ends_.begin(), dead_ends_.end(), std::back_inserter(validation.paths));
  if (trusted || found_) return validation;
  // What the second pass could not follow is news only where nothing else says why there is no trust.
  if (validation.paths.empty()) validation.paths.push_back(checks_.validate(std::vector{leaf_node}));
  const bool explained = std::all_of(validation.paths.begin(), validation.paths.end(), [&](const Path& path) {
    return any_counts(path.findings, options_.profile, options_.strict);
  });
  if (!explained && !spent.any()) {
    spent = spent_;
    // Where an issuer is beyond the longest path, that ended the search, however far it had looked till then.
    if (spent.depth) spent = {.depth = true};
    if (!spent.any()) spent.steps = true;
  }
  report_spent(spent, validation.findings);
  return validation;
}

void Search::report_spent(const Spent& spent, Findings& findings) const {
  const auto add = [&](bool is_spent, const Check& check, const std::string& what) {
    if (!is_spent) return;
    report(findings, check, "the search for a path ended after " + what).subject = {.kind =
                                                                                        Subject::Kind::path};
  };
  const Budget& budget = options_.budget;
  add(spent.signatures, checks::budget_signatures, std::to_string(budget.signatures) + " signature checks");
  add(spent.steps, checks::budget_steps, std::to_string(budget.path_steps) + " steps");
  add(spent.paths, checks::budget_paths, std::to_string(budget.paths) + " candidate paths");
  add(spent.depth, checks::budget_depth, "paths of " + std::to_string(budget.depth) + " intermediates");
}

bool Search::on_route(NodeId id) const {
  const GraphNode& node = graph_.node(id);
  // An anchor may be another certificate for the leaf's own name and key.
  if (node.role == Role::anchor && node.identity == graph_.node(leaf_node).identity)
    return std::any_of(route_.begin() + 1, route_.end(),
                       [&](NodeId other) { return graph_.node(other).identity == node.identity; });
  return identity_on_route_[node.identity];
}

void Search::push(NodeId id) {
  route_.push_back(id);
  identity_on_route_[graph_.node(id).identity] = true;
}

void Search::pop() {
  const uint32_t identity = graph_.node(route_.back()).identity;
  route_.pop_back();
  identity_on_route_[identity] = std::any_of(route_.begin(), route_.end(),
                                             [&](NodeId id) { return graph_.node(id).identity == identity; });
}

std::vector<Search::Candidate> Search::candidates() {
  const x509::Certificate& child = *graph_.node(route_.back()).certificate;
  const auto& named = child.authority_key_identifier;
  std::vector<Candidate> result;
  for (const NodeId id : graph_.issuers(route_.back())) {
    if (on_route(id)) continue;
    const GraphNode& node = graph_.node(id);
    const x509::Certificate& issuer = *node.certificate;
    const auto& borne = issuer.subject_key_identifier;
    const bool both = named && named->key_identifier && borne;
    result.push_back({.id = id,
                      .other_key_id = both && !same_bytes(*named->key_identifier, *borne),
                      .no_key_id = !both,
                      .distance = node.distance,
                      .out_of_date = !issuer.not_before.time || !issuer.not_after.time ||
                                     options_.time < *issuer.not_before.time ||
                                     options_.time > *issuer.not_after.time,
                      .not_before = issuer.not_before.time.value_or(Time{})});
  }
  // Key identifiers are hints that save signature checks (RFC 4158 3.5); they never exclude a candidate.
  const auto order = [](const Candidate& c) {
    return std::tuple(c.other_key_id, c.out_of_date, c.distance, c.no_key_id,
                      -c.not_before.time_since_epoch());
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](const Candidate& a, const Candidate& b) { return order(a) < order(b); });
  return result;
}

bool Search::step(size_t allowance) {
  if (steps_ >= allowance) {
    spent_.steps = true;
    return false;
  }
  ++steps_;
  return true;
}

bool Search::go_on() const {
  if (spent_.steps || spent_.paths) return false;
  return !found_ || (steps_ < steps_after_find_ + options_.budget.steps_beyond_find);
}

std::optional<SignatureStatus> Search::verify(NodeId child, NodeId issuer, size_t allowance) {
  const auto status = checks_.signature(child, issuer, checks_.signatures_spent() < allowance);
  if (!status) {
    spent_.signatures = true;
  } else if (*status != SignatureStatus::valid && closed_.insert(edge(child, issuer)).second) {
    graph_.node(child).has_closed_step = true;
    distances_stale_ = true;
  }
  return status;
}

/// The first pass, from the end of the route upwards.
void Search::look_for_trust() {
  if (distances_stale_) {
    distances_stale_ = false;
    graph_.measure([this](NodeId id) { return id == leaf_node || !graph_.node(id).blocked; },
                   [this](NodeId child, NodeId issuer) {
                     return !graph_.node(child).has_closed_step || !closed_.contains(edge(child, issuer));
                   });
  }
  const size_t all = options_.budget.signatures;
  const size_t allowance =
      all > 2 * options_.budget.explaining_signatures ? all - options_.budget.explaining_signatures : all;
  const NodeId child = route_.back();
  for (const Candidate& candidate : candidates()) {
    // Asked again: what was learnt meanwhile may have closed the way.
    if (graph_.node(candidate.id).distance == unreachable) continue;
    if (!step(options_.budget.path_steps)) return;
    const bool is_anchor = graph_.node(candidate.id).role == Role::anchor;
    if (!is_anchor && route_.size() > options_.budget.depth) {
      spent_.depth = true;
      continue;
    }
    if (closed_.contains(edge(child, candidate.id))) continue;
    // Once the budget is exhausted only what is remembered can help.
    if (spent_.signatures && !checks_.signature(child, candidate.id, false)) continue;
    if (graph_.blocked(candidate.id)) {
      distances_stale_ = true;
      continue;
    }
    if (!checks_.fits(route_, candidate.id)) continue;
    const size_t beyond = found_ ? signatures_at_find_ + options_.budget.signatures_beyond_find : allowance;
    if (verify(child, candidate.id, std::min(allowance, beyond)) != SignatureStatus::valid) continue;
    push(candidate.id);
    if (is_anchor)
      complete();
    else
      look_for_trust();
    pop();
    if (!go_on()) return;
  }
}

void Search::complete() {
  Path path = checks_.validate(route_);
  // The leaf is on every path, so what is wrong with it alone is no reason to look further.
  const auto counted = [&](const Findings& findings) {
    return std::count_if(findings.begin(), findings.end(), [&](const Finding& f) {
      return counts(f.check->counts, options_.profile, options_.strict);
    });
  };
  const bool leaf_only = counted(path.findings) == counted(graph_.findings(leaf_node));
  if (leaf_only && !found_) {
    found_ = true;
    steps_after_find_ = steps_;
    signatures_at_find_ = checks_.signatures_spent();
  }
  paths_.push_back(std::move(path));
  if (paths_.size() >= options_.budget.paths) spent_.paths = true;
}

/// The candidates worth explaining: those that really issued the certificate, else those that are named.
std::vector<Search::Candidate> Search::explaining_candidates() {
  std::vector<Candidate> verified, others;
  const NodeId child = route_.back();
  for (const Candidate& candidate : candidates()) {
    const auto status = verify(child, candidate.id, options_.budget.signatures);
    (status == SignatureStatus::valid ? verified : others).push_back(candidate);
  }
  // Ways that lead to an anchor first; a dead end is followed only where there is no other.
  std::stable_partition(verified.begin(), verified.end(),
                        [](const Candidate& c) { return c.distance != unreachable; });
  if (!verified.empty()) return verified;
  // No key of that name fits. A self-signed certificate needs none; of the others the two best are shown.
  if (checks_.self_signed(child, may_spend())) return {};
  if (others.size() > 2) others.resize(2);
  return others;
}

/// The second pass, from the end of the route upwards.
void Search::explain() {
  const std::vector<Candidate> onwards = explaining_candidates();
  bool any = false, too_deep = false;
  for (const Candidate& candidate : onwards) {
    if (steps_ >= options_.budget.explaining_steps || paths_.size() >= options_.budget.explained_paths) {
      spent_.steps = true;
      return;
    }
    ++steps_;
    const bool is_anchor = graph_.node(candidate.id).role == Role::anchor;
    if (!is_anchor && route_.size() > options_.budget.depth) {
      spent_.depth = too_deep = true;
      continue;
    }
    if (is_earlier_self(candidate.id)) continue;
    any = true;
    push(candidate.id);
    if (is_anchor)
      paths_.push_back(checks_.validate(route_));
    else
      explain();
    pop();
  }
  if (any) return;
  // An issuer that is there, but beyond the budget, is not missing: that the budget is exhausted says what
  // happened.
  if (too_deep)
    keep_dead_end(checks_.validate(route_));
  else
    explain_dead_end();
}

/// RFC 5280 6.1.3 (a)(4): "The certificate issuer name is the working_issuer_name." A certificate of the pool
/// whose key made the signature, but whose subject is not the issuer, shows where the names part.
bool Search::signed_under_another_name(const x509::Certificate& certificate, std::string& issuer) const {
  size_t tries = options_.budget.misnamed_issuers;
  const auto& named = certificate.authority_key_identifier;
  for (const x509::CertificatePtr& other : pool_) {
    const auto& borne = other->subject_key_identifier;
    if (named && named->key_identifier && borne && !same_bytes(*named->key_identifier, *borne)) continue;
    if (other->subject_key() == certificate.issuer_key()) continue;
    if (tries-- == 0) return false;
    if (verifier_.verify(certificate, other->public_key) != SignatureStatus::valid) continue;
    issuer = other->subject.to_string();
    return true;
  }
  return false;
}

/// A self-signed certificate that was renewed with its key verifies under its earlier form. If that is an
/// anchor which may not issue, it is not a path that is meant: the anchor has to be replaced.
bool Search::is_earlier_self(NodeId candidate) {
  const GraphNode& node = graph_.node(candidate);
  if (node.role != Role::anchor ||
      !same_name_and_key(*graph_.node(route_.back()).certificate, *node.certificate))
    return false;
  const Findings& findings = graph_.findings(candidate);
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.check == &checks::basic_constraints_missing ||
           finding.check == &checks::basic_constraints_not_ca ||
           finding.check == &checks::key_usage_no_cert_sign;
  });
}

/// The anchor that has a self-signed certificate's name: of the same key if there is one. Null if none
/// does.
const trust::Anchor* Search::namesake(NodeId id) const {
  const trust::Anchor* found = nullptr;
  for (const NodeId other : graph_.issuers(id)) {
    const GraphNode& node = graph_.node(other);
    if (node.role != Role::anchor) continue;
    if (same_name_and_key(*graph_.node(id).certificate, *node.certificate)) return node.anchor.get();
    if (found == nullptr) found = node.anchor.get();
  }
  return found;
}

void Search::keep_dead_end(Path path) {
  if (dead_ends_.size() < options_.budget.explained_dead_ends) dead_ends_.push_back(std::move(path));
}

/// An issuer of the last certificate is on the route already, as another certificate of the same CA.
bool Search::leads_back() {
  const NodeId last = route_.back();
  const auto& issuers = graph_.issuers(last);
  return std::any_of(issuers.begin(), issuers.end(), [&](NodeId issuer) {
    return on_route(issuer) && graph_.node(issuer).identity != graph_.node(last).identity &&
           checks_.signature(last, issuer, may_spend()) == SignatureStatus::valid;
  });
}

void Search::explain_dead_end() {
  if (dead_ends_.size() >= options_.budget.explained_dead_ends) return;
  Path path = checks_.validate(route_);
  const NodeId last = route_.back();
  const x509::Certificate& certificate = *graph_.node(last).certificate;
  const std::string issuer = certificate.issuer.to_string();
  std::string signer;
  Finding finding;
  if (checks_.self_signed(last, may_spend())) {
    finding.check = last == leaf_node ? &checks::self_signed : &checks::anchor_not_trusted;
    finding.message = "the self-signed certificate " + issuer + " is not among the trust anchors";
    if (const trust::Anchor* anchor = namesake(last))
      finding.message += "; " + describe_namesake(certificate, *anchor, finding.evidence);
  } else if (leads_back()) {
    finding.check = &checks::issuer_circular;
    finding.message =
        "the issuer " + issuer +
        " is already on the path: its CAs certify each other, and none of them is a trust anchor";
  } else if (signed_under_another_name(certificate, signer)) {
    finding.check = &checks::issuer_name_mismatch;
    finding.message =
        "the issuer is " + issuer + ", but the key that signed the certificate belongs to " + signer;
    finding.evidence = {{"signer", signer}};
  } else if (trust::is_root(certificate)) {
    // Its issuer is there, it is itself. Whether it signed itself is what does not hold or cannot be
    // verified.
    const auto status = checks_.signature(last, last, may_spend());
    const bool known = crypto::key_facts(certificate.public_key).kind != crypto::KeyKind::unknown;
    const bool wrong =
        known && (status == SignatureStatus::invalid || status == SignatureStatus::key_mismatch);
    finding.check = wrong ? &checks::signature_invalid : &checks::signature_unsupported;
    finding.message = "the certificate " + issuer + " is self-issued, but its signature by " +
                      crypto::signature_facts(certificate.signature_algorithm).name +
                      (wrong ? " does not verify with its own key" : " cannot be verified");
    finding.node_path = wrong ? "signatureValue" : "signatureAlgorithm";
    if (const trust::Anchor* anchor = namesake(last))
      finding.message += "; " + describe_namesake(certificate, *anchor, finding.evidence);
  } else {
    finding.check = &checks::issuer_not_found;
    finding.message = "no certificate for issuer " + issuer + " was found";
    const auto addresses = x509::ca_issuers_addresses(certificate);
    for (const std::string& address : addresses) finding.evidence.emplace_back("ca_issuers", address);
    if (!addresses.empty())
      finding.message +=
          "; the certificate says that it can be fetched from " + x509::any_of_addresses(addresses);
  }
  finding.subject = {.kind = Subject::Kind::certificate,
                     .index = route_.size() - 1,
                     .sha256 = crypto::sha256(certificate.der)};
  finding.evidence.emplace_back("issuer", issuer);
  if (certificate.authority_key_identifier && certificate.authority_key_identifier->key_identifier)
    finding.evidence.emplace_back("key_id",
                                  hex_encode(*certificate.authority_key_identifier->key_identifier));
  path.findings.push_back(std::move(finding));
  keep_dead_end(std::move(path));
}

}  // namespace certcheck::path
