#include "certcheck/engine/inspection.h"

#include "certcheck/engine/checks.h"
#include "certcheck/engine/collector.h"
#include "certcheck/engine/handshake_findings.h"
#include "certcheck/engine/known_certificates.h"
#include "certcheck/engine/linting.h"
#include "certcheck/engine/path_status.h"
#include "certcheck/engine/presentation.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/engine/wants.h"
#include "certcheck/lint/judge.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck::engine {
namespace {

using x509::CertificatePtr;

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
    expiry.limited_by = collector.subject_of(*best.certificates[*best.limited_by],
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

/// The best path's findings stand in the report's own list too; of the others a sample shows what is wrong.
void limit_path_findings(std::vector<path::Path>& paths) {
  if (paths.empty()) return;
  limit(paths.front().findings);
  for (size_t i = 1; i < paths.size(); ++i)
    limit(paths[i].findings, OutputBudget::findings_of_other_paths / paths.size());
}

void add_details(ChainReport& chain, KnownCertificates& known) {
  const auto add = [&](const CertificatePtr& certificate) {
    if (const auto [place, is_new] = chain.details.try_emplace(certificate.get()); is_new)
      place->second = known.details(*certificate);
  };
  for (const CertificatePtr& certificate : chain.presented) add(certificate);
  for (const path::Path& path : chain.paths) {
    for (const CertificatePtr& certificate : path.certificates) add(certificate);
    if (path.anchor) add(path.anchor->certificate);
  }
}

}  // namespace

struct Inspection::State {
  State(Input given, std::span<const trust::Store* const> given_stores, Options given_options,
        crypto::Verifier& given_verifier)
      : input(std::move(given)),
        stores(given_stores.begin(), given_stores.end()),
        options(std::move(given_options)),
        verifier(given_verifier),
        known(given_verifier) {
    if (!input.presented.empty()) pool.assign(input.presented.begin() + 1, input.presented.end());
    pool.insert(pool.end(), input.untrusted.begin(), input.untrusted.end());
    path_options = options.path;
    path_options.processes_revocation = options.revocation.mode != revocation::Mode::off;
    path_options.processes_tls_feature = input.handshake.has_value();
    path_options.judge = [this](const x509::Certificate& certificate, path::Role role, Findings& findings) {
      lint::judge(certificate, lint_role(role), path_options.profile, path_options.strict, findings,
                  is_for_tls(path_options.purpose));
    };
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  bool is_late() const { return options.out_of_time && options.out_of_time(); }
  const CertificatePtr& leaf() const { return input.presented.front(); }

  /// Every path from what is at hand.
  const path::Judgement& judgement() {
    if (!judged) judged = path::judge(leaf(), pool, stores, path_options, verifier);
    return *judged;
  }

  /// What revocation says of the paths, the one that counts first.
  struct Status {
    std::vector<path::Path> paths;
    std::vector<revocation::CertificateStatus> statuses;  ///< of the first path
    bool cut_off = false;
  };
  Status status(std::vector<path::Path> paths) {
    Status result{.paths = std::move(paths)};
    Options status_options = options;
    if (options.out_of_time)
      status_options.revocation.out_of_time = [&] { return result.cut_off = result.cut_off || is_late(); };
    result.statuses =
        apply_status(result.paths, input.evidence, input.handshake ? &*input.handshake : nullptr,
                     status_options, {pool, stores, &path_options}, verifier);
    return result;
  }

  /// What to ask for next.
  std::vector<Want> next() {
    std::vector<Want> next_wants;
    if (input.presented.empty() || is_late()) return next_wants;
    if (options.wants_issuers && !judgement().trusted()) next_wants = missing_issuers(judgement().paths);
    if (next_wants.empty() && options.wants_revocation && options.revocation.mode != revocation::Mode::off) {
      if (!checked) checked = status(judgement().paths);
      if (!checked->paths.empty()) next_wants = missing_statuses(checked->paths.front(), checked->statuses);
    }
    std::erase_if(next_wants, [&](const Want& want) {
      return std::find(asked.begin(), asked.end(), want) != asked.end() ||
             asked.size() == options.path.budget.wants || (asked.push_back(want), false);
    });
    return next_wants;
  }

  void lint_besides_certificates(const path::Path* path, Collector& collector) {
    if (!options.lint || late("the handshake was linted", collector)) return;
    const lint::Selection& selection = selection_in(path);
    if (input.handshake)
      collector.add_all(lint_handshake(*input.handshake,
                                       input.presented.empty() ? nullptr : &known.facts(*leaf()),
                                       path != nullptr ? path->findings : Findings(), selection));
    collector.add_all(lint_evidence(input.evidence, selection, verifier));
  }

  /// What the user selected, or what binds the path; without one, what binds every certificate.
  const lint::Selection& selection_in(const path::Path* path) const {
    if (options.selection != nullptr) return *options.selection;
    return selection_for(path != nullptr ? *path : path::Path{}, options.path.purpose);
  }

  bool late(std::string_view what, Collector& collector) const {
    if (!is_late()) return false;
    collector.add(Finding{.check = &checks::time_limit_reached,
                          .subject = {Subject::Kind::chain},
                          .message = "the time allowed was over before " + std::string(what)});
    return true;
  }

  Input input;
  const std::vector<const trust::Store*> stores;
  const Options options;
  crypto::Verifier& verifier;
  KnownCertificates known;
  std::vector<CertificatePtr> pool;  ///< what paths are built from: sent, given, provided
  path::Options path_options;
  std::optional<path::Judgement> judged;  ///< of the pool as it is; unset if it has changed
  std::optional<Status> checked;          ///< of those paths and the evidence; unset if either has changed
  std::vector<Want> asked, pending;
  std::vector<Fetched> fetched;
};

Inspection::Inspection(Input input, std::span<const trust::Store* const> stores, Options options,
                       crypto::Verifier& verifier)
    : state_(std::make_unique<State>(std::move(input), stores, std::move(options), verifier)) {}
Inspection::Inspection(Inspection&&) noexcept = default;
Inspection& Inspection::operator=(Inspection&&) noexcept = default;
Inspection::~Inspection() = default;

std::vector<Want> Inspection::wants() {
  if (state_->pending.empty()) state_->pending = state_->next();
  return state_->pending;
}

void Inspection::provide(const Want& want, Provided provided) {
  State& state = *state_;
  const auto place = std::find(state.pending.begin(), state.pending.end(), want);
  if (place == state.pending.end()) return;
  state.pending.erase(place);
  Fetched fetched{.kind = want.kind,
                  .subject = {Subject::Kind::certificate, {}, state.known.fingerprint(*want.about)},
                  .address = std::move(provided.address),
                  .took = provided.took,
                  .from_cache = provided.from_cache};
  if (!provided.answer) {
    fetched.error = provided.answer.error().message;
  } else {
    fetched.bytes = provided.answer->size();
    if (auto problem = take(want.kind, *std::move(provided.answer), state.pool, state.input.evidence))
      fetched.error = *std::move(problem);
    else if (want.kind == Want::Kind::issuer)
      state.judged.reset();
    state.checked.reset();
  }
  state.fetched.push_back(std::move(fetched));
}

Report Inspection::report() {
  State& state = *state_;
  const Options& options = state.options;
  Report report;
  report.target = std::move(state.input.target);
  report.validation_time = options.path.time;
  report.profile = options.path.profile;
  report.strict = options.path.strict;
  report.chain.presented = state.input.presented;
  report.fetched = state.fetched;

  Collector collector(report.chain.presented, state.known, report.findings);
  collector.add_all(state.input.input_findings);
  if (state.input.handshake) collector.add_all(handshake_findings(*state.input.handshake));
  collector.add_all(fetch_findings(report.fetched));
  if (report.chain.presented.empty()) {
    state.lint_besides_certificates(nullptr, collector);
    if (!state.input.handshake || state.input.handshake->completed)
      collector.add(Finding{.check = &checks::chain_empty,
                            .subject = {Subject::Kind::chain},
                            .message = "no certificate was presented"});
    collector.finish();
    report.handshake = std::move(state.input.handshake);
    report.verdict = verdict_of(report);
    return report;
  }
  if (!state.judged && state.late("the certificates were validated", collector)) {
    collector.finish();
    add_details(report.chain, state.known);
    report.handshake = std::move(state.input.handshake);
    report.verdict = Verdict::unchecked;
    return report;
  }

  state.judgement();
  path::Judgement judgement = *std::move(state.judged);
  State::Status status = state.checked ? *std::move(state.checked) : state.status(std::move(judgement.paths));
  report.chain.paths = std::move(status.paths);
  const path::Path* best_path = report.chain.paths.empty() ? nullptr : &report.chain.paths.front();
  if (status.cut_off) state.late("every CRL and OCSP response was read", collector);
  state.lint_besides_certificates(best_path, collector);
  collector.add_all(judgement.findings);
  if (best_path != nullptr) {
    const path::Path& best = *best_path;
    collector.add_path(best, best.findings);
    for (const auto& each : status.statuses)
      report.revocation.push_back(
          {collector.subject_of(*best.certificates[each.index], false), each.status, each.source});
    if (options.lint && !state.late("the certificates were linted", collector))
      collector.add_path(best, lint_path(best, state.selection_in(&best), state.known));
  }
  for (size_t i = 0; i < report.chain.presented.size(); ++i)
    collector.add_certificate(i, report.chain.presented[i]->findings);
  if (options.judge_presentation) {
    Findings presentation;
    judge_presentation(report.chain, options.path.time, presentation);
    collector.add_all(presentation);
  }

  report.names = match_names(*report.chain.presented.front(), options.path.names);
  report.chain.stores = store_verdicts(state.stores, report.chain.paths);
  report.expires = expiry_of(report.chain, collector, options.path.time);
  report.handshake = std::move(state.input.handshake);
  collector.add_all(unmet(report, options.expectations));
  report.verdict = verdict_of(report);
  collector.finish();
  limit_path_findings(report.chain.paths);
  add_details(report.chain, state.known);
  return report;
}

}  // namespace certcheck::engine
