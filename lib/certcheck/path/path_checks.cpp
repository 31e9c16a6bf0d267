#include "certcheck/path/detail/path_checks.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/names/browser_names.h"
#include "certcheck/path/algorithms.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/path/detail/anchor_settings.h"
#include "certcheck/path/detail/distrust.h"
#include "certcheck/path/detail/other_key.h"
#include "certcheck/path/detail/policies.h"
#include "certcheck/path/inherited_key.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string>
#include <utility>

namespace certcheck::path {

namespace oids = x509::oids;
using crypto::SignatureStatus;

/// The name constraints of one certificate and what they say of others.
struct PathChecks::Constraints {
  Constraints(size_t comparisons, names::DirectoryNames comparison)
      : left(comparisons), state(left, comparison) {}
  size_t left;
  names::NameConstraintState state;
  Findings own;
  std::unordered_map<NodeId, Findings> by_subject;
};

namespace {

bool binds_names(const trust::Constraints& constraints) {
  return constraints.names().has_permitted || constraints.names().has_excluded;
}

names::DirectoryNames directory_names(const Options& options) {
  return options.profile == Profile::webpki ? names::DirectoryNames::browsers
                                            : names::DirectoryNames::rfc5280;
}

}  // namespace

PathChecks::PathChecks(Graph& graph, const Options& options, crypto::Verifier& verifier)
    : graph_(graph),
      options_(options),
      verifier_(verifier),
      comparisons_left_(options.budget.name_constraint_comparisons * 4) {}

std::optional<SignatureStatus> PathChecks::signature(NodeId child, NodeId issuer, bool may_spend) {
  const x509::SubjectPublicKeyInfo& key = certificate(issuer).public_key;
  if (lacks_parameters(key)) return SignatureStatus::valid;
  const uint64_t edge = (uint64_t{child} << 32) | issuer;
  if (const auto known = signatures_.find(edge); known != signatures_.end()) return known->second;
  if (!verifier_.knows(certificate(child), key)) {
    if (!may_spend) return std::nullopt;
    ++signatures_spent_;
  }
  const SignatureStatus status = verifier_.verify(certificate(child), key);
  signatures_.emplace(edge, status);
  return status;
}

bool PathChecks::self_signed(NodeId id, bool may_spend) {
  if (!certificate(id).self_issued()) return false;
  return signature(id, id, may_spend).value_or(SignatureStatus::valid) == SignatureStatus::valid;
}

const Sha256& PathChecks::fingerprint(NodeId id) {
  GraphNode& node = graph_.node(id);
  if (!node.hashed) node.sha256 = crypto::sha256(node.certificate->der);
  node.hashed = true;
  return node.sha256;
}

/// Of an anchor's node.
trust::AnchorChecks PathChecks::anchor_checks(NodeId id) {
  return anchor_checks_in_force(options_, *graph_.node(id).anchor);
}

bool PathChecks::applies_constraints(NodeId id) {
  return graph_.node(id).role != Role::anchor || anchor_checks(id).constraints;
}

/// That they match by RFC 5280 7.1 is why the one is a candidate for the other.
bool PathChecks::names_match(NodeId child, NodeId issuer) {
  return options_.profile != Profile::webpki ||
         names::match_in_browsers(certificate(child).issuer, certificate(issuer).subject);
}

bool PathChecks::has_constraints(NodeId id) {
  const GraphNode& node = graph_.node(id);
  return (node.certificate->name_constraints && applies_constraints(id)) ||
         (node.anchor && std::any_of(node.anchor->constraints.begin(), node.anchor->constraints.end(),
                                     [](const auto& one) { return binds_names(*one); }));
}

/// RFC 5280 6.1.3 (b), (c): constraints of `issuer` against the names of `subject` below it. Permitted
/// subtrees of several certificates are intersected and excluded ones united, so each certificate's
/// constraints can be asked one by one. Null: nothing found.
const Findings* PathChecks::constraint_findings(NodeId issuer, NodeId subject) {
  const x509::Certificate& above = certificate(issuer);
  if (!has_constraints(issuer)) return nullptr;
  std::shared_ptr<Constraints>& entry = constraints_[issuer];
  if (!entry) {
    // A hostile pool could bring many constrained certificates, so their sum is bounded too.
    const size_t allowed = std::min(options_.budget.name_constraint_comparisons, comparisons_left_);
    entry = std::make_shared<Constraints>(allowed, directory_names(options_));
    const std::string name = above.subject.empty() ? "a CA without a name" : above.subject.to_string();
    if (above.name_constraints && applies_constraints(issuer)) {
      const x509::Extension* extension = above.find(oids::name_constraints);
      entry->state.add(*above.name_constraints, extension && extension->critical, entry->own, name);
      if (extension)
        for (Finding& finding : entry->own) finding.node_path = x509::node_path_of(*extension) + ".extnValue";
    }
    // What the user asks binds whatever the profile leaves out of the certificate (RFC 5937 3).
    if (const auto& anchor = graph_.node(issuer).anchor)
      for (const auto& constraints : anchor->constraints)
        if (binds_names(*constraints))
          entry->state.add(constraints->names(), /*critical=*/true, entry->own,
                           std::string(constraints->asker) + " for " + name);
  }
  const auto known = entry->by_subject.find(subject);
  if (known != entry->by_subject.end()) return &known->second;
  Findings& findings = entry->by_subject[subject];
  const size_t before = entry->left;
  entry->state.check(certificate(subject), findings);
  comparisons_left_ -= std::min(comparisons_left_, before - entry->left);
  return &findings;
}

namespace {

std::string algorithm_name(const x509::Certificate& certificate) {
  return crypto::signature_facts(certificate.signature_algorithm).name;
}

bool blocks(const Findings* findings, const Options& options) {
  return findings && any_counts(*findings, options.profile, options.strict);
}

/// RFC 5280 6.1.3 (b): constraints bind all but self-issued certificates, and the last even then.
bool is_bound(const x509::Certificate& certificate, bool last) { return last || !certificate.self_issued(); }

}  // namespace

bool PathChecks::fits(Route route, NodeId issuer) {
  const GraphNode& above = graph_.node(issuer);
  if (!names_match(route.back(), issuer)) return false;
  if (options_.distrust) {
    Findings of_user;
    distrust(issuer, route.front(), route.size() > 1 ? route[1] : issuer, of_user);
    if (blocks(&of_user, options_)) return false;
  }
  size_t followers = 0;  // non-self-issued intermediates below
  for (const NodeId id : route.subspan(1)) followers += certificate(id).self_issued() ? 0 : 1;
  const bool constrains = applies_constraints(issuer);
  const auto& basic = above.certificate->basic_constraints;
  if (constrains && basic && basic->path_length && followers > *basic->path_length) return false;
  if (above.role == Role::intermediate) {
    const size_t intermediates = followers + (above.certificate->self_issued() ? 0 : 1);
    if (options_.max_depth && intermediates > *options_.max_depth) return false;
  } else {
    Findings of_store;
    check_distrust_dates(*above.anchor, certificate(route.front()), options_, of_store);
    for (const NodeId id : route) of_store_below(*above.anchor, id, of_store);
    if (blocks(&of_store, options_)) return false;
  }
  if (!has_constraints(issuer)) return true;
  for (size_t i = 0; i < route.size(); ++i) {
    if (!is_bound(certificate(route[i]), i == 0)) continue;
    if (blocks(constraint_findings(issuer, route[i]), options_)) return false;
  }
  return !blocks(&constraints_.at(issuer)->own, options_);
}

/// A store may distrust certificates below its anchors too: OpenSSL, NSS and p11-kit keep fraudulent
/// intermediates and leaves so.
void PathChecks::of_store_below(const trust::Anchor& anchor, NodeId id, Findings& findings) {
  for (const auto& same : graph_.in_stores(id))
    if (same->store == anchor.store) check_anchor_settings(*same, options_, findings);
}

void PathChecks::distrust(NodeId id, NodeId leaf, std::optional<NodeId> issuer, Findings& findings) {
  check_distrust(certificate(id), fingerprint(id), certificate(leaf),
                 issuer ? &certificate(*issuer) : nullptr, options_, findings);
}

Path PathChecks::validate(Route route, std::shared_ptr<const trust::Anchor> leaf_anchor) {
  Path path;
  std::vector<Findings> by_certificate(route.size());
  for (size_t i = 0; i < route.size(); ++i) {
    path.certificates.push_back(graph_.node(route[i]).certificate);
    by_certificate[i] = graph_.findings(route[i]);
  }
  if (leaf_anchor) validate_own_anchor(by_certificate[0]);
  path.anchor = leaf_anchor ? std::move(leaf_anchor) : graph_.node(route.back()).anchor;
  if (path.anchor) path.anchor_checks = anchor_checks_in_force(options_, *path.anchor);
  if (path.anchor)
    for (size_t i = 0; i < route.size(); ++i)
      if (graph_.node(route[i]).role != Role::anchor)
        of_store_below(*path.anchor, route[i], by_certificate[i]);
  if (options_.distrust)
    for (size_t i = 0; i < route.size(); ++i)
      distrust(route[i], route.front(), route.size() > 1 ? std::optional(route[1]) : std::nullopt,
               by_certificate[i]);
  validate_signatures(route, by_certificate);
  validate_lengths(route, by_certificate);
  validate_features(route, by_certificate);
  validate_names(route, by_certificate);
  if (path.anchor && route.size() == 1) validate_own_names(*path.anchor, by_certificate[0]);
  if (path.anchor) validate_policies(route, by_certificate, path);
  validate_dates(route, by_certificate, path);
  if (path.anchor) validate_anchor(*path.anchor->certificate, by_certificate.back());

  for (size_t i = 0; i < route.size(); ++i) {
    for (Finding& finding : by_certificate[i]) {
      if (finding.subject.kind == Subject::Kind::none || finding.subject.kind == Subject::Kind::certificate)
        finding.subject = {Subject::Kind::certificate, i, fingerprint(route[i])};
      path.findings.push_back(std::move(finding));
    }
  }
  path.trusted = path.anchor && !any_counts(path.findings, options_.profile, options_.strict);
  return path;
}

/// The leaf is the anchor, byte for byte: no signature is between it and trust, so how it was signed is
/// of no account (RFC 5280 6.1 keeps an anchor's self-signature out of the path; Chromium looks at no
/// algorithm then). rfc5280 needs it to be its own issuer, because there the anchor is the issuer: it is not
/// if another key has signed it. Where that is unknown, its name says that it is.
void PathChecks::validate_own_anchor(Findings& findings) {
  std::erase_if(findings, [](Finding& finding) {
    if (finding.check == &checks::signature_weak_digest)
      finding.check = &checks::signature_weak_digest_allowed;
    return is_about_signature_algorithm(finding) && finding.check != &checks::signature_weak_digest_allowed;
  });
  if (options_.profile != Profile::rfc5280) return;
  const auto status = signature(leaf_node, leaf_node, true);
  if (!status || status == SignatureStatus::valid) {
    report_signature(leaf_node, leaf_node, status, findings, findings);
    return;
  }
  const crypto::KeyFacts key = crypto::key_facts(certificate(leaf_node).public_key);
  const bool unknown_key = key.kind == crypto::KeyKind::unknown;
  if (status == SignatureStatus::invalid || (status == SignatureStatus::key_mismatch && !unknown_key)) {
    report(findings, checks::signature_invalid,
           "the signature does not verify with the certificate's own key, so that it is not its own issuer")
        .node_path = "signatureValue";
    return;
  }
  const std::string algorithm = algorithm_name(certificate(leaf_node));
  std::string message = "the certificate's own signature, by " + algorithm + ", cannot be verified";
  if (unknown_key)
    message += ": its key has the unknown algorithm " + key.name;
  else if (status == SignatureStatus::key_unusable)
    message += ": its key cannot be used";
  Finding& finding = report(findings, checks::signature_unsupported_allowed,
                            message + "; it is trusted itself, so that nothing depends on that");
  finding.node_path = "signatureAlgorithm";
  finding.evidence = {{"algorithm", algorithm}};
}

// RFC 5280 6.1.3 (a)(1): "The signature on the certificate can be verified using
// working_public_key_algorithm, the working_public_key, and the working_public_key_parameters."
void PathChecks::validate_signatures(Route route, std::vector<Findings>& findings) {
  std::optional<InheritedKey> inherited;
  for (size_t above = route.size() - 1; above > 0; --above) {
    const size_t below = above - 1;
    const x509::SubjectPublicKeyInfo& own_key = certificate(route[above]).public_key;
    std::optional<SignatureStatus> status;
    if (lacks_parameters(own_key)) {
      // 6.1.4 (f): parameters come from the key that verified this certificate.
      const bool is_top = above + 1 == route.size();
      const x509::SubjectPublicKeyInfo* from = inherited ? &inherited->key
                                               : is_top  ? nullptr
                                                         : &certificate(route[above + 1]).public_key;
      inherited = from ? inherit_parameters(own_key, *from) : std::nullopt;
      status = inherited ? verifier_.verify(certificate(route[below]), inherited->key)
                         : SignatureStatus::key_unusable;
    } else {
      inherited.reset();
      status = signature(route[below], route[above], false);
    }
    report_signature(route[below], route[above], status, findings[below], findings[above]);
    // What the key identifiers say is in that finding.
    if (status == SignatureStatus::invalid || status == SignatureStatus::key_mismatch) continue;
    validate_link(route[below], route[above], findings[below]);
  }
}

/// Says what is wrong with the signature of `child` under the key of `issuer`, of which `findings` and
/// `of_issuer` hold what is known already.
void PathChecks::report_signature(NodeId child, NodeId issuer, std::optional<SignatureStatus> status,
                                  Findings& findings, Findings& of_issuer) {
  if (!status) {
    report(findings, checks::budget_signatures,
           "the signature was not checked: the budget of signature checks is exhausted");
    return;
  }
  switch (*status) {
    case SignatureStatus::valid:
      break;
    case SignatureStatus::invalid:
    case SignatureStatus::key_mismatch:
      report_not_signed_by(findings, certificate(child), graph_.node(issuer), *status);
      break;
    case SignatureStatus::algorithm_unsupported: {
      // Where the algorithm is refused by itself, that is the reason, and is said.
      const bool known = std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
        return is_about_signature_algorithm(f) && counts(f.check->counts, options_.profile, options_.strict);
      });
      if (known) break;
      Finding& finding =
          report(findings, checks::signature_unsupported,
                 "signatures by " + algorithm_name(certificate(child)) + " cannot be verified");
      finding.node_path = "signatureAlgorithm";
      finding.evidence = {{"algorithm", algorithm_name(certificate(child))}};
      break;
    }
    case SignatureStatus::key_unusable: {
      const bool known = std::any_of(of_issuer.begin(), of_issuer.end(),
                                     [](const Finding& f) { return f.check == &checks::key_unusable; });
      if (!known)
        report(of_issuer, checks::key_unusable, "the key cannot be used to verify a signature").node_path =
            "tbsCertificate.subjectPublicKeyInfo";
      break;
    }
  }
}

/// Whether `child` names `issuer` as its issuer in every way that clients look at.
void PathChecks::validate_link(NodeId child, NodeId issuer, Findings& findings) {
  const x509::Certificate &below = certificate(child), &above = certificate(issuer);
  if (!names_match(child, issuer)) {
    Finding& finding =
        report(findings, checks::issuer_name_for_browsers,
               "the issuer " + below.issuer.to_string() + " and the CA's subject " +
                   above.subject.to_string() + " match only by RFC 5280: browsers fold only ASCII letters");
    finding.node_path = "tbsCertificate.issuer";
    finding.offset = below.issuer.offset;
  }
  const auto& named = below.authority_key_identifier;
  const auto& borne = above.subject_key_identifier;
  if (!named) return;
  if (named->key_identifier && borne && !same_bytes(*named->key_identifier, *borne)) {
    const std::string wanted = hex_encode(*named->key_identifier), has = hex_encode(*borne);
    report_extension(findings, checks::issuer_key_id_mismatch, below, oids::authority_key_identifier,
                     "authorityKeyIdentifier identifies the key " + wanted + ", but the key identifier of " +
                         above.subject.to_string() + " is " + has + ": OpenSSL, GnuTLS and Java refuse this")
        .evidence = {{"named", wanted}, {"issuer_has", has}};
  }
  if (named->serial && named->has_issuer && !x509::identifies(*named, above)) {
    const std::string wanted = hex_encode(*named->serial), has = hex_encode(above.serial);
    report_extension(findings, checks::issuer_serial_mismatch, below, oids::authority_key_identifier,
                     "authorityKeyIdentifier identifies another certificate than that of " +
                         above.subject.to_string() +
                         " by issuer and serial number: OpenSSL and Java refuse this")
        .evidence = {{"named_serial", wanted}, {"issuer_has_serial", has}};
  }
}

void PathChecks::validate_lengths(Route route, std::vector<Findings>& findings) {
  // 6.1.4 (l) and (m) from below: each pathLenConstraint bounds the CA certificates that follow and are not
  // self-issued. The leaf does not count. Of an anchor: RFC 5937 3.
  size_t counted = 0;
  for (size_t i = 1; i < route.size(); ++i) {
    const x509::Certificate& ca = certificate(route[i]);
    const auto& basic = ca.basic_constraints;
    if (applies_constraints(route[i]) && basic && basic->path_length && counted > *basic->path_length)
      report_extension(findings[i], checks::path_length_exceeded, ca, oids::basic_constraints,
                       "the CA allows " + std::to_string(*basic->path_length) +
                           " intermediates below it, and there are " + std::to_string(counted))
          .evidence = {{"path_length", std::to_string(*basic->path_length)},
                       {"intermediates", std::to_string(counted)}};
    if (graph_.node(route[i]).role == Role::anchor) continue;
    if (!ca.self_issued()) ++counted;
  }
  if (options_.max_depth && counted > *options_.max_depth) {
    Finding& finding = report(findings[0], checks::depth_exceeded,
                              "the path has " + std::to_string(counted) + " intermediates, more than the " +
                                  std::to_string(*options_.max_depth) + " allowed");
    finding.subject = {.kind = Subject::Kind::path};
  }
}

// RFC 7633 4.2.2: the TLS features of a CA certificate constrain the chain: what it signs has to contain the
// extension with the same features or more. Of an anchor: RFC 5937 3.
void PathChecks::validate_features(Route route, std::vector<Findings>& findings) {
  for (size_t above = 1; above < route.size(); ++above) {
    const auto& asked = certificate(route[above]).tls_features;
    if (!asked || !applies_constraints(route[above])) continue;
    const x509::Certificate& below = certificate(route[above - 1]);
    for (const uint64_t feature : asked->features) {
      const bool inherited = below.tls_features && std::find(below.tls_features->features.begin(),
                                                             below.tls_features->features.end(),
                                                             feature) != below.tls_features->features.end();
      if (inherited) continue;
      report(findings[above - 1], checks::tls_feature_not_inherited,
             "it lacks the TLS feature " + std::to_string(feature) + " of its issuer, " +
                 certificate(route[above]).subject.to_string())
          .evidence = {{"feature", std::to_string(feature)},
                       {"issuer", certificate(route[above]).subject.to_string()}};
      break;
    }
  }
}

void PathChecks::validate_names(Route route, std::vector<Findings>& findings) {
  for (size_t above = route.size() - 1; above > 0; --above) {
    if (!has_constraints(route[above])) continue;
    for (size_t below = above; below-- > 0;) {
      if (!is_bound(certificate(route[below]), below == 0)) continue;
      const Findings* found = constraint_findings(route[above], route[below]);
      if (!found) continue;
      for (Finding finding : *found) {
        finding.evidence.emplace_back("ca_path_index", std::to_string(above));
        finding.evidence.emplace_back("ca_sha256", hex_encode(fingerprint(route[above])));
        findings[below].push_back(std::move(finding));
      }
    }
    if (const auto entry = constraints_.find(route[above]); entry != constraints_.end())
      findings[above].insert(findings[above].end(), entry->second->own.begin(), entry->second->own.end());
  }
}

/// What the user asks of an anchor binds a leaf that is one: it would bind nothing else. The nameConstraints
/// in a certificate are about those below it (RFC 5280 4.2.1.10).
void PathChecks::validate_own_names(const trust::Anchor& anchor, Findings& findings) {
  const x509::Certificate& leaf = *anchor.certificate;
  size_t left = options_.budget.name_constraint_comparisons;
  names::NameConstraintState state(left, directory_names(options_));
  for (const auto& constraints : anchor.constraints)
    if (binds_names(*constraints))
      state.add(constraints->names(), /*critical=*/true, findings,
                std::string(constraints->asker) + " for " + leaf.subject.to_string());
  state.check(leaf, findings);
}

void PathChecks::validate_policies(Route route, std::vector<Findings>& findings, Path& path) {
  std::vector<PolicyStep> steps;
  for (size_t i = route.size(); i-- > 0;) {
    const bool is_anchor = graph_.node(route[i]).role == Role::anchor;
    if (is_anchor && !applies_constraints(route[i])) continue;
    steps.push_back({.certificate = &certificate(route[i]), .index = i, .anchor = is_anchor});
  }
  Findings found;
  ValidPolicies valid = process_policies(steps, options_.policy, options_.budget.policy_nodes, found);
  path.valid_policies = std::move(valid.policies);
  path.qualified_policies = std::move(valid.qualified);
  for (Finding& finding : found) findings[*finding.subject.index].push_back(std::move(finding));
}

/// RFC 5280 6.1.1 (d) takes any name and key for an anchor. OpenSSL looks for the issuer of an anchor that is
/// not self-signed unless X509_V_FLAG_PARTIAL_CHAIN is set, which is not the default of its own tools, nor of
/// most that are built on it. Where that issuer is among the anchors, nobody misses it.
void PathChecks::validate_anchor(const x509::Certificate& anchor, Findings& findings) {
  if (!trust::identifies_itself(anchor) &&
      verifier_.verify(anchor, anchor.public_key) == SignatureStatus::valid) {
    const std::string subject = anchor.subject.to_string();
    report(findings, checks::anchor_identifies_another,
           "the authorityKeyIdentifier of the trust anchor " + subject +
               " does not identify the anchor itself, although its own key signed it: OpenSSL looks for "
               "another issuer")
        .evidence = {{"subject", subject}};
    return;
  }
  if (trust::is_root(anchor) || issuer_is_anchor(anchor)) return;
  const std::string subject = anchor.subject.to_string(), issuer = anchor.issuer.to_string();
  report(findings, checks::anchor_not_root,
         "the trust anchor " + subject + " is not a root, it was issued by " +
             (anchor.self_issued() ? "another key of " : "") + issuer +
             ": OpenSSL-based clients need the certificate of " + issuer +
             " among their anchors too, unless they accept partial chains")
      .evidence = {{"subject", subject}, {"issuer", issuer}};
}

bool PathChecks::issuer_is_anchor(const x509::Certificate& anchor) {
  for (const trust::Store* store : graph_.stores())
    for (const auto& other : store->find(anchor.issuer_key()))
      if (other->certificate->der != anchor.der &&
          verifier_.verify(anchor, other->certificate->public_key) == SignatureStatus::valid)
        return true;
  return false;
}

void PathChecks::validate_dates(Route route, std::vector<Findings>& findings, Path& path) {
  for (size_t i = 0; i < route.size(); ++i) {
    if (graph_.node(route[i]).role == Role::anchor && !path.anchor_checks.expiry) continue;
    const std::optional<Time> end = certificate(route[i]).not_after.time;
    if (end && (!path.expires || *end < *path.expires)) {
      path.expires = end;
      path.limited_by = i;
    }
  }
  if (path.anchor) check_distrust_dates(*path.anchor, certificate(route.front()), options_, findings.front());
}

}  // namespace certcheck::path
