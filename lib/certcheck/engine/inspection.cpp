#include "certcheck/engine/inspection.h"

#include "certcheck/base/shorten.h"
#include "certcheck/dane/dane.h"
#include "certcheck/dane/findings.h"
#include "certcheck/dns/caa.h"
#include "certcheck/engine/checks.h"
#include "certcheck/engine/detail/asked.h"
#include "certcheck/engine/detail/collector.h"
#include "certcheck/engine/detail/dns_findings.h"
#include "certcheck/engine/detail/handshake_findings.h"
#include "certcheck/engine/detail/inspection_lints.h"
#include "certcheck/engine/detail/known_certificates.h"
#include "certcheck/engine/detail/leaf_timestamps.h"
#include "certcheck/engine/detail/path_status.h"
#include "certcheck/engine/detail/presentation.h"
#include "certcheck/engine/detail/protocol_support_findings.h"
#include "certcheck/engine/detail/root.h"
#include "certcheck/engine/detail/wants.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/lint/trust_lints.h"
#include "certcheck/names/match.h"
#include "certcheck/path/path.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// The best path's findings are in the report's own list too; of the others a sample shows what is wrong.
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

/// What comes over the network was made by clocks that may be ahead of ours, some of it after the inspection
/// began: revocation::Options::ahead.
constexpr std::chrono::minutes ahead_of_time{5};

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
    if (!input.presented.empty()) timestamps.emplace(input, options, verifier);
    path_options.first_logged = [this](const x509::Certificate& /*leaf*/, const x509::Certificate* issuer) {
      return timestamps->first_logged(issuer);
    };
    path_options.check_certificate = [this](const x509::Certificate& certificate, path::Role role,
                                            Findings& findings) {
      lint::run_trust_lints(certificate, lint_role(role), path_options.profile, path_options.strict, findings,
                            is_for_tls(path_options.purpose));
      if (options.path.check_certificate) options.path.check_certificate(certificate, role, findings);
    };
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  bool is_late() const { return options.out_of_time && options.out_of_time(); }
  const CertificatePtr& leaf() const { return input.presented.front(); }
  /// With its place if it was presented.
  Subject subject_of(const x509::Certificate& certificate) {
    Subject subject{Subject::Kind::certificate, {}, known.fingerprint(certificate)};
    const auto& presented = input.presented;
    const auto place = std::find_if(presented.begin(), presented.end(), [&](const CertificatePtr& each) {
      return same_bytes(each->der, certificate.der);
    });
    if (place != presented.end()) subject.index = static_cast<size_t>(place - presented.begin());
    return subject;
  }

  /// Every path from what is available.
  const path::Validation& validation() {
    if (!validated) {
      validated = path::validate(leaf(), pool, stores, path_options, verifier);
      linted = {};
      if (options.lint) prefer_without_warnings(validated->paths);
    }
    return *validated;
  }

  /// Of paths between which validation knows no difference but their length, first the one of which lints
  /// have least to say. What they say of the leaf they say of every path.
  void prefer_without_warnings(std::vector<path::Path>& paths) {
    constexpr size_t most = 8;
    const size_t count = std::min(path::equally_good(paths, path_options), most);
    if (count < 2 || !paths.front().trusted) return;
    const lint::Root root = root_in(paths.front());
    size_t best = 0;
    std::ptrdiff_t fewest = PTRDIFF_MAX;
    // Where other rules bind, more warnings mean nothing.
    for (size_t i = 0; i < count && fewest != 0 && root_in(paths[i]) == root; ++i) {
      Findings findings = lint_path(paths[i], root, selection_in(&paths[i]), known, lints_end());
      const auto warnings = std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
        const bool of_leaf = finding.subject.kind == Subject::Kind::certificate && finding.subject.index == 0;
        return finding.severity() != Severity::notice && !of_leaf;
      });
      if (warnings >= fewest) continue;
      best = i;
      fewest = warnings;
      linted = {paths[i].certificates, root, std::move(findings)};
    }
    const auto first = paths.begin(), chosen = first + static_cast<std::ptrdiff_t>(best);
    std::rotate(first, chosen, chosen + 1);
  }

  /// What lints say of the best path, which may have been asked before.
  Findings lint_best(const path::Path& best) {
    // Revocation can have put another path first, and have said more of this one.
    if (!linted.certificates.empty() && linted.certificates == best.certificates &&
        linted.root == root_in(best)) {
      Findings findings = std::move(linted.findings);
      linted = {};
      drop_what_path_says(findings, best.findings);
      return findings;
    }
    return lint_path(best, root_in(best), selection_in(&best), known, lints_end());
  }

  /// What revocation says of the paths, the one that counts first.
  struct Status {
    std::vector<path::Path> paths;
    std::vector<std::vector<revocation::CertificateStatus>> statuses;  ///< of the first paths
    bool cut_off = false;
  };
  Status status(std::vector<path::Path> paths) {
    Status result{.paths = std::move(paths)};
    Options status_options = options;
    status_options.revocation.require_deltas = options.wants_revocation;
    if (options.wants_revocation || input.handshake) status_options.revocation.ahead = ahead_of_time;
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
    asked.begin_round();
    if (input.presented.empty() || is_late()) return next_wants;
    if (options.wants_issuers && !validation().trusted())
      next_wants =
          asked.choose(missing_issuers(validation().paths, path_options.profile, path_options.strict), true);
    if (!next_wants.empty() || !options.wants_revocation || options.revocation.mode == revocation::Mode::off)
      return next_wants;
    if (!checked) checked = status(validation().paths);
    // Of the next path once nothing more can make this one count.
    for (size_t i = 0; i < checked->statuses.size() && next_wants.empty(); ++i) {
      const auto& statuses = checked->statuses[i];
      const bool is_revoked = std::any_of(statuses.begin(), statuses.end(), [](const auto& each) {
        return each.status == revocation::Status::revoked;
      });
      if (i == 0 || !is_revoked) {
        auto wanted = missing_statuses(
            checked->paths[i], statuses, input.evidence.crls,
            [this](const Want& want) { return asked.contains(want); }, options.ocsp_nonce);
        if (options.wants_issuers)
          for (Want& signer : missing_crl_signers(checked->paths[i], statuses, input.evidence.crls, verifier))
            wanted.push_back(std::move(signer));
        next_wants = asked.choose(std::move(wanted), false);
      }
      if (checked->paths[i].trusted) break;
    }
    return next_wants;
  }

  /// Whether one of those received has issued it and is valid: what comes of that is not up to who was asked.
  bool has_issuer(const x509::Certificate& certificate, std::span<const CertificatePtr> received) const {
    size_t left = 8;  // certificates of one CA; who sends more of that name means ill
    return std::any_of(received.begin(), received.end(), [&](const CertificatePtr& one) {
      return x509::same_name(one->subject, certificate.issuer) && left != 0 && (--left, true) &&
             one->not_before.time && *one->not_before.time <= options.path.time && one->not_after.time &&
             options.path.time <= *one->not_after.time &&
             verifier.verify(certificate, one->public_key) == crypto::SignatureStatus::valid;
    });
  }

  /// Whether lints are to end, which is remembered.
  lint::OutOfTime lints_end() {
    if (!options.out_of_time) return {};
    return [this] { return lints_cut_off = lints_cut_off || is_late(); };
  }
  void say_if_cut_off(Collector& collector) const {
    if (lints_cut_off) late("every lint was run", collector);
  }

  void lint_besides_certificates(const path::Path* path, Collector& collector) {
    if (!options.lint || late("the handshake was linted", collector)) return;
    const lint::Selection& selection = selection_in(path);
    if (input.handshake)
      collector.add_all(
          lint_handshake(*input.handshake, input.presented.empty() ? nullptr : &known.facts(*leaf()),
                         path != nullptr ? path->findings : Findings(), selection, lints_end()));
    for (const auto& handshake : input.further_handshakes)
      collector.add_all(lint_handshake(handshake, nullptr, {}, selection, lints_end()));
    collector.add_all(lint_evidence(input.evidence, selection, verifier, lints_end()));
    say_if_cut_off(collector);
  }

  /// What DNS says of the certificate, once the verdict is known.
  void check_dns(Report& report, Collector& collector) {
    if (!report.target || !report.handshake) return;
    const dns::EndpointRecords& records = report.handshake->dns;
    if (records.tlsa) {
      const dane::Question question{
          .lookup = *records.tlsa,
          .presented = report.chain.presented,
          .paths = report.chain.paths,
          .trusted = report.verdict == Verdict::trusted,
          .proven = report.handshake->completed || report.handshake->possession == tls::Possession::proven,
          .mail_exchanger = is_mail_exchanger(*report.target),
          .names = dane_names(*report.target, *records.tlsa),
          .options = path_options,
          .verifier = verifier,
          .fingerprint = [this](const x509::Certificate& certificate) {
            return known.fingerprint(certificate);
          }};
      report.dane = dane::validate(question);
      collector.add_all(dane::findings(*report.dane, question));
    }
    if (records.caa) {
      report.caa = dns::check_caa(records, options.expectations.caa_issuers);
      collector.add_all(dns::caa_findings(*report.caa, !report.chain.presented.empty()));
    }
  }

  /// What the user selected, or what binds the path; without one, what binds every certificate.
  const lint::Selection& selection_in(const path::Path* path) const {
    if (options.selection != nullptr) return *options.selection;
    return selection_for(path != nullptr ? root_in(*path) : lint::Root::any, options.path.purpose);
  }
  lint::Root root_in(const path::Path& path) const { return root_of(path.anchor.get(), stores); }

  bool late(std::string_view what, Collector& collector) const {
    if (!is_late()) return false;
    collector.add(Finding{.check = &checks::time_limit_reached,
                          .subject = {Subject::Kind::chain},
                          .message = "the time limit was reached before " + std::string(what)});
    return true;
  }

  Input input;
  const std::vector<const trust::Store*> stores;
  const Options options;
  crypto::Verifier& verifier;
  KnownCertificates known;
  std::vector<CertificatePtr> pool;          ///< what paths are built from: sent, given, provided
  std::optional<LeafTimestamps> timestamps;  ///< unset if no certificate was presented
  path::Options path_options;
  std::optional<path::Validation> validated;  ///< of the pool as it is; unset if it has changed
  /// Of the path that prefer_without_warnings() put first; empty if it had nothing to choose from.
  struct Linted {
    std::vector<CertificatePtr> certificates;
    lint::Root root = lint::Root::any;
    Findings findings;
  } linted;
  std::optional<Status> checked;  ///< of those paths and the evidence; unset if either has changed
  AskedWants asked{options.path.budget.wants};
  std::vector<Want> pending;
  std::vector<Fetched> fetched;
  CertificateSources sources;
  bool lints_cut_off = false;
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
  const Subject subject = state.subject_of(*want.about);
  for (Fetched& before : provided.before) {
    before.kind = want.kind;
    before.subject = subject;
    state.fetched.push_back(before);
  }
  Fetched fetched{.kind = want.kind,
                  .subject = subject,
                  .address = std::move(provided.address),
                  .took = provided.took,
                  .from_cache = provided.from_cache,
                  .method = std::move(provided.method),
                  .status = provided.status,
                  .redirects = std::move(provided.redirects),
                  .note = std::move(provided.note)};
  fetched.took += state.asked.waited(want);
  if (!provided.answer) {
    fetched.error = provided.answer.error().message;
    if (provided.late) return state.asked.late(want, std::move(fetched));
    state.asked.failed(want);
  } else {
    fetched.bytes = provided.answer->size();
    const size_t known = state.pool.size();
    provided.address = fetched.address;
    if (auto problem = take(want, *std::move(provided.answer), state.pool, state.input.evidence))
      fetched.error = *std::move(problem);
    else if (want.kind == Want::Kind::issuer)
      state.validated.reset();
    state.checked.reset();
    const x509::Name& issuer = want.crl ? want.crl->issuer : want.about->issuer;
    bool is_issuer = false;
    for (size_t i = known; i < state.pool.size(); ++i) {
      state.sources.emplace(state.pool[i].get(), fetched.address);
      is_issuer = is_issuer || x509::same_name(state.pool[i]->subject, issuer);
    }
    if (want.kind == Want::Kind::issuer && fetched.error.empty() && !is_issuer)
      fetched.note += std::string(fetched.note.empty() ? "" : "; ") + "it is not a certificate of " +
                      shortened(issuer.to_string(), OutputBudget::value_bytes);
    state.asked.answered(want, provided,
                         want.kind == Want::Kind::issuer &&
                             state.has_issuer(*want.about, std::span(state.pool).subspan(known)));
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
  for (Fetched& late : state.asked.given_up()) report.fetched.push_back(std::move(late));
  if (const auto& left_out = state.asked.left_out(); !left_out.empty()) {
    const Want& first = left_out.front();
    report.fetched.push_back(
        {.kind = first.kind,
         .subject = state.subject_of(*first.about),
         .address = first.addresses.front(),
         .error = "not asked, as " + std::to_string(options.path.budget.wants) + " other things were"});
    if (left_out.size() != 1)
      report.fetched.back().error += "; " + std::to_string(left_out.size() - 1) + " more are left out";
  }

  Collector collector(report.chain.presented, state.input.evidence, state.known, report.findings);
  collector.add_all(state.input.input_findings);
  if (state.input.handshake) collector.add_all(handshake_findings(*state.input.handshake));
  if (report.target && state.input.handshake)
    collector.add_all(dns_findings(*report.target, *state.input.handshake));
  if (state.input.protocols) collector.add_all(protocol_support_findings(*state.input.protocols));
  report.protocols = std::move(state.input.protocols);
  collector.add_all(fetch_findings(report.fetched));
  if (report.chain.presented.empty()) {
    state.lint_besides_certificates(nullptr, collector);
    if (!state.input.handshake || state.input.handshake->completed)
      collector.add(Finding{.check = &checks::chain_empty,
                            .subject = {Subject::Kind::chain},
                            .message = "no certificate was presented"});
    report.handshake = std::move(state.input.handshake);
    report.verdict = verdict_of(report);
    state.check_dns(report, collector);
    collector.finish();
    return report;
  }
  if (!state.validated && state.late("the certificates were validated", collector)) {
    collector.finish();
    add_details(report.chain, state.known);
    report.handshake = std::move(state.input.handshake);
    report.verdict = Verdict::unchecked;
    return report;
  }

  state.validation();
  path::Validation validation = *std::move(state.validated);
  State::Status status =
      state.checked ? *std::move(state.checked) : state.status(std::move(validation.paths));
  report.chain.paths = std::move(status.paths);
  explain_fetched(report.chain.paths, report.fetched);
  const path::Path* best_path = report.chain.paths.empty() ? nullptr : &report.chain.paths.front();
  if (status.cut_off) state.late("every CRL and OCSP response was read", collector);
  state.lint_besides_certificates(best_path, collector);
  collector.add_all(validation.findings);
  if (best_path != nullptr) {
    const path::Path& best = *best_path;
    collector.add_path(best, best.findings);
    for (const auto& each :
         status.statuses.empty() ? std::vector<revocation::CertificateStatus>() : status.statuses.front())
      report.revocation.push_back({collector.subject_of(*best.certificates[each.index], false), each.status,
                                   each.source, each.revoked_at, each.reason});
    if (options.lint && !state.late("the certificates were linted", collector)) {
      collector.add_path(best, state.lint_best(best));
      state.say_if_cut_off(collector);
    }
  }
  if (!state.late("the SCTs were verified", collector)) {
    Findings of_timestamps;
    report.transparency = state.timestamps->on(best_path, of_timestamps);
    if (best_path != nullptr)
      collector.add_path(*best_path, of_timestamps);
    else
      collector.add_all(of_timestamps);
  }
  for (size_t i = 0; i < report.chain.presented.size(); ++i)
    collector.add_certificate(i, report.chain.presented[i]->findings);
  if (options.check_presentation) {
    Findings presentation;
    check_presentation(report.chain, options.path.time, state.sources, report.fetched, presentation);
    collector.add_all(presentation);
  } else {
    // Of files nobody knows what a server sends of them, and paths say which issuers are missing; but that
    // one had to be fetched decides for which clients the verdict holds.
    Findings incomplete;
    check_completeness(report.chain, Given::in_files, state.sources, report.fetched, incomplete);
    if (std::any_of(report.chain.missing_intermediates.begin(), report.chain.missing_intermediates.end(),
                    [](const MissingIssuer& missing) { return !missing.fetched_from.empty(); }))
      collector.add_all(incomplete);
  }

  report.names = match_names(*report.chain.presented.front(), options.path.names);
  report.chain.stores = store_verdicts(state.stores, report.chain.paths);
  report.expires = expiry_of(report.chain, collector, options.path.time);
  report.handshake = std::move(state.input.handshake);
  add_details(report.chain, state.known);
  collector.add_all(unmet(report, options.expectations));
  report.verdict = verdict_of(report);
  state.check_dns(report, collector);
  collector.finish();
  limit_path_findings(report.chain.paths);
  return report;
}

}  // namespace certcheck::engine
