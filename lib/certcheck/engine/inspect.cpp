#include "certcheck/engine/inspect.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/engine/checks.h"
#include "certcheck/engine/handshake_findings.h"
#include "certcheck/engine/linting.h"
#include "certcheck/engine/path_status.h"
#include "certcheck/engine/presentation.h"
#include "certcheck/lint/judge.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace certcheck::engine {
namespace {

using x509::CertificatePtr;

/// Collects findings of several origins under subjects of the report, each problem once, within the budget of
/// a report.
class Collector {
 public:
  /// Both must outlive the collector.
  Collector(const std::vector<CertificatePtr>& presented, Findings& findings)
      : presented_(presented), list_(findings) {
    for (size_t i = 0; i < presented.size(); ++i) places_.emplace(as_text(presented[i]->der), i);
  }

  /// Findings whose certificate subjects are indices into a path.
  void add_path(const path::Path& path, const Findings& findings) {
    std::vector<Subject> subjects;
    for (size_t i = 0; i < path.certificates.size(); ++i)
      subjects.push_back(subject_of(path.certificates[i], path.anchor && i + 1 == path.certificates.size()));
    for (Finding finding : findings) {
      if (finding.subject.kind == Subject::Kind::certificate && finding.subject.index &&
          *finding.subject.index < subjects.size())
        finding.subject = subjects[*finding.subject.index];
      add(std::move(finding));
    }
  }

  /// Findings of one presented certificate by itself, subjects unset.
  void add_certificate(size_t index, const Findings& findings) {
    for (Finding finding : findings) {
      finding.subject = {Subject::Kind::certificate, index};
      add(std::move(finding));
    }
  }

  void add(Finding finding) {
    Subject& subject = finding.subject;
    if (subject.kind == Subject::Kind::certificate && subject.index && *subject.index < presented_.size() &&
        !subject.sha256)
      subject.sha256 = fingerprint(*presented_[*subject.index]);
    const auto key = std::make_tuple(finding.check, subject.kind, subject.index, subject.sha256,
                                     finding.node_path, finding.offset, finding.message);
    if (seen_.insert(key).second) list_.add(std::move(finding));
  }

  void add_all(const Findings& findings) {
    for (const Finding& finding : findings) add(finding);
  }

  /// Nothing is added behind it: says how many findings were left out.
  void finish() { list_.finish(); }

  /// A certificate's subject in the report: its place among those presented, or none for one from elsewhere.
  Subject subject_of(const CertificatePtr& certificate, bool is_anchor) {
    Subject subject{Subject::Kind::certificate, {}, fingerprint(*certificate)};
    if (const auto place = places_.find(as_text(certificate->der)); place != places_.end())
      subject.index = place->second;
    else if (is_anchor)
      subject.kind = Subject::Kind::anchor;
    return subject;
  }

 private:
  /// Of each certificate once: a report may have thousands of findings about one of a megabyte.
  const Sha256& fingerprint(const x509::Certificate& certificate) {
    const auto [known, is_new] = fingerprints_.try_emplace(&certificate);
    if (is_new) known->second = crypto::sha256(certificate.der);
    return known->second;
  }

  const std::vector<CertificatePtr>& presented_;
  FindingList list_;
  std::unordered_map<std::string_view, size_t> places_;  ///< of the first copy, by bytes
  std::unordered_map<const x509::Certificate*, Sha256> fingerprints_;
  std::set<std::tuple<const Check*, Subject::Kind, std::optional<size_t>, std::optional<Sha256>, std::string,
                      std::optional<size_t>, std::string>>
      seen_;
};

std::vector<HostNameMatch> match_names(const x509::Certificate& leaf,
                                       const std::vector<names::ReferenceName>& wanted) {
  std::vector<HostNameMatch> matches;
  for (const auto& name : wanted) {
    const names::NameMatch match = names::match_name(leaf, name);
    matches.push_back({name.value, match.matched, match.by, name.kind});
  }
  return matches;
}

Expiry expiry_of(const ChainReport& chain, Collector& collector, Time now) {
  Expiry expiry;
  expiry.leaf = chain.presented.front()->not_after.time;
  if (chain.paths.empty()) return expiry;
  const path::Path& best = chain.paths.front();
  expiry.path = best.expires;
  if (best.limited_by && *best.limited_by < best.certificates.size())
    expiry.limited_by = collector.subject_of(best.certificates[*best.limited_by],
                                             best.anchor && *best.limited_by + 1 == best.certificates.size());
  if (best.expires) expiry.days_left = std::chrono::floor<std::chrono::days>(*best.expires - now).count();
  return expiry;
}

std::vector<StoreVerdict> store_verdicts(std::span<const trust::Store* const> stores,
                                         const std::vector<path::Path>& paths) {
  std::vector<StoreVerdict> verdicts;
  for (const trust::Store* store : stores) {
    const bool trusted = std::any_of(paths.begin(), paths.end(), [&](const path::Path& path) {
      return path.trusted && path.anchor && path.anchor->store == store->name();
    });
    verdicts.push_back({store->name(), trusted});
  }
  return verdicts;
}

lint::PathRole lint_role(path::Role role) {
  switch (role) {
    case path::Role::leaf:
      return lint::PathRole::leaf;
    case path::Role::intermediate:
      return lint::PathRole::intermediate;
    case path::Role::anchor:
      return lint::PathRole::anchor;
  }
  return lint::PathRole::intermediate;
}

/// What is for any purpose may be used for TLS.
bool is_for_tls(path::Purpose purpose) {
  return purpose == path::Purpose::any || purpose == path::Purpose::server ||
         purpose == path::Purpose::client;
}

/// What the user selected, or what binds the path; without one, what binds every certificate.
const lint::Selection& selection_in(const Options& options, const path::Path* path) {
  if (options.selection != nullptr) return *options.selection;
  return selection_for(path != nullptr ? *path : path::Path{}, options.path.purpose);
}

/// The best path's findings stand in the report's own list too; of the others a sample shows what is wrong.
void limit_path_findings(std::vector<path::Path>& paths) {
  if (paths.empty()) return;
  limit(paths.front().findings);
  for (size_t i = 1; i < paths.size(); ++i)
    limit(paths[i].findings, OutputBudget::findings_of_other_paths / paths.size());
}

// A server that signed with another key than its certificate's, or whose key may not do what it did, is not
// who it claims to be; one that proved nothing may be anybody.
Verdict verdict_of(const Report& report) {
  const auto& handshake = report.handshake;
  const auto against = [&](const Finding& finding) {
    return finding.subject.kind == Subject::Kind::handshake &&
           counts(finding.check->counts, report.profile, report.strict);
  };
  const bool proven = !handshake || handshake->completed || handshake->possession == tls::Possession::proven;
  if (handshake && handshake->possession == tls::Possession::disproved) return Verdict::untrusted;
  if (!proven) return Verdict::unchecked;
  if (report.chain.presented.empty() || report.chain.paths.empty() || !report.chain.paths.front().trusted)
    return Verdict::untrusted;
  return std::any_of(report.findings.begin(), report.findings.end(), against) ? Verdict::untrusted
                                                                              : Verdict::trusted;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::trusted:
      return "trusted";
    case Verdict::untrusted:
      return "untrusted";
    case Verdict::unchecked:
      return "unchecked";
  }
  return "unchecked";
}

Input input_of(tls::HandshakeRecord handshake, Target target) {
  Input input;
  for (const Bytes& der : handshake.certificates) input.presented.push_back(x509::parse_certificate(der));
  for (size_t i = 0; i < handshake.ocsp_staples.size() && i < input.presented.size(); ++i)
    if (const Bytes& staple = handshake.ocsp_staples[i]; !staple.empty())
      input.evidence.add_staple(x509::parse_ocsp_response(staple), input.presented[i]);
  input.target = std::move(target);
  input.handshake = std::move(handshake);
  return input;
}

Report inspect(Input input, std::span<const trust::Store* const> stores, const Options& options,
               crypto::Verifier& verifier) {
  Report report;
  report.target = std::move(input.target);
  report.handshake = std::move(input.handshake);
  report.validation_time = options.path.time;
  report.profile = options.path.profile;
  report.strict = options.path.strict;
  report.chain.presented = std::move(input.presented);

  Collector collector(report.chain.presented, report.findings);
  collector.add_all(input.input_findings);
  if (report.handshake) collector.add_all(handshake_findings(*report.handshake));
  const CertificatePtr leaf = report.chain.presented.empty() ? nullptr : report.chain.presented.front();
  const auto late = [&](std::string_view what) {
    if (!options.out_of_time || !options.out_of_time()) return false;
    collector.add(Finding{.check = &checks::time_limit_reached,
                          .subject = {Subject::Kind::chain},
                          .message = "the time allowed was over before " + std::string(what)});
    return true;
  };
  const auto lint_besides_certificates = [&](const path::Path* path) {
    if (!options.lint || late("the handshake was linted")) return;
    const lint::Selection& selection = selection_in(options, path);
    if (report.handshake)
      collector.add_all(lint_handshake(*report.handshake, leaf, path != nullptr ? path->findings : Findings(),
                                       selection, verifier));
    collector.add_all(lint_evidence(input.evidence, selection, verifier));
  };
  if (leaf == nullptr) {
    lint_besides_certificates(nullptr);
    if (!report.handshake || report.handshake->completed)
      collector.add(Finding{.check = &checks::chain_empty,
                            .subject = {Subject::Kind::chain},
                            .message = "no certificate was presented"});
    collector.finish();
    report.verdict = verdict_of(report);
    return report;
  }
  if (late("the certificates were validated")) {
    collector.finish();
    report.verdict = Verdict::unchecked;
    return report;
  }

  std::vector<CertificatePtr> pool(report.chain.presented.begin() + 1, report.chain.presented.end());
  pool.insert(pool.end(), input.untrusted.begin(), input.untrusted.end());
  path::Options path_options = options.path;
  path_options.processes_revocation = options.revocation.mode != revocation::Mode::off;
  path_options.processes_tls_feature = report.handshake.has_value();
  path_options.judge = [&](const x509::Certificate& certificate, path::Role role, Findings& findings) {
    lint::judge(certificate, lint_role(role), path_options.profile, path_options.strict, findings,
                is_for_tls(path_options.purpose));
  };
  path::Judgement judgement = path::judge(leaf, pool, stores, path_options, verifier);
  report.chain.paths = std::move(judgement.paths);
  bool revocation_cut_off = false;
  Options status_options = options;
  if (options.out_of_time)
    status_options.revocation.out_of_time = [&] {
      return revocation_cut_off = revocation_cut_off || options.out_of_time();
    };
  const auto statuses =
      apply_status(report.chain.paths, input.evidence, report.handshake ? &*report.handshake : nullptr,
                   status_options, {pool, stores, &path_options}, verifier);

  const path::Path* best_path = report.chain.paths.empty() ? nullptr : &report.chain.paths.front();
  if (revocation_cut_off) late("every CRL was read");
  lint_besides_certificates(best_path);
  collector.add_all(judgement.findings);
  if (best_path != nullptr) {
    const path::Path& best = *best_path;
    collector.add_path(best, best.findings);
    for (const auto& status : statuses)
      report.revocation.push_back(
          {collector.subject_of(best.certificates[status.index], false), status.status, status.source});
    if (options.lint && !late("the certificates were linted"))
      collector.add_path(best, lint_path(best, selection_in(options, &best), verifier));
  }
  for (size_t i = 0; i < report.chain.presented.size(); ++i)
    collector.add_certificate(i, report.chain.presented[i]->findings);
  if (options.judge_presentation) {
    Findings presentation;
    judge_presentation(report.chain, presentation);
    collector.add_all(presentation);
  }

  report.names = match_names(*report.chain.presented.front(), options.path.names);
  report.chain.stores = store_verdicts(stores, report.chain.paths);
  report.expires = expiry_of(report.chain, collector, options.path.time);
  report.verdict = verdict_of(report);
  collector.finish();
  limit_path_findings(report.chain.paths);
  return report;
}

}  // namespace certcheck::engine
