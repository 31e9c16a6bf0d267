#include "certcheck/engine/detail/inspection_lints.h"

#include "certcheck/engine/detail/lint_thing.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/runner.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::engine {
namespace {

/// Everything but the sources and themes that bind others.
lint::Selection make_selection(lint::Root root, bool for_servers) {
  lint::Rules rules;
  for (const lint::Source& source : lint::sources()) {
    if (!source.audience.includes(root)) rules.exclude.push_back("source:" + std::string(source.id));
    for (const lint::Theme& theme : source.themes)
      if (theme.of_servers && !for_servers)
        for (const lint::Lint& lint : theme.lints()) rules.exclude.emplace_back(lint.check.id);
  }
  return lint::Selection(rules);
}

/// The lints whose findings depend on what a path says or how its anchor is used, by their checks.
const std::map<const Check*, const lint::Lint*>& lints_to_compare() {
  static const std::map<const Check*, const lint::Lint*> rows = [] {
    std::map<const Check*, const lint::Lint*> found;
    for (const lint::Entry& entry : lint::entries())
      if (!entry.lint->said_by_path.empty() || entry.lint->compares_validity)
        found.emplace(&entry.lint->check, entry.lint);
    return found;
  }();
  return rows;
}

/// Null if a finding is none of such a row.
const lint::Lint* row_of(const Finding& finding) {
  const auto found = lints_to_compare().find(finding.check);
  return found == lints_to_compare().end() ? nullptr : found->second;
}

bool compares_validity(const Finding& finding) {
  const lint::Lint* const row = row_of(finding);
  return row != nullptr && row->compares_validity;
}

/// Where the dates of an anchor do not bind, a chain does not break with them, as the path's `expires` has
/// it: what compares dates is asked of the chain below the anchor.
void leave_out_dates_of_anchor(lint::Chain chain, const lint::Selection& selection, Findings& findings,
                               const lint::OutOfTime& out_of_time) {
  if (std::erase_if(findings, compares_validity) == 0) return;
  Findings below;
  lint::run(chain.first(chain.size() - 1), selection, Subject{Subject::Kind::chain}, below, nullptr,
            out_of_time);
  std::copy_if(below.begin(), below.end(), std::back_inserter(findings), compares_validity);
}

}  // namespace

const lint::Selection& selection_for(lint::Root root, path::Purpose purpose) {
  // Made when first asked for: nearly every program needs one.
  struct Made {
    std::once_flag once;
    std::optional<lint::Selection> selection;
  };
  static std::array<Made, 2 * lint::root_count> all;
  const bool for_servers = purpose == path::Purpose::server;
  Made& made = all[2 * static_cast<size_t>(root) + (for_servers ? 1 : 0)];
  std::call_once(made.once, [&] { made.selection = make_selection(root, for_servers); });
  return *made.selection;
}

void drop_what_path_says(Findings& findings, const Findings& of_path) {
  std::erase_if(findings, [&of_path](const Finding& finding) {
    const lint::Lint* const row = row_of(finding);
    if (row == nullptr) return false;
    const bool of_certificate = row->is_about(lint::Kind::certificate);
    return std::any_of(of_path.begin(), of_path.end(), [&](const Finding& other) {
      const auto& said = row->said_by_path;
      return std::find(said.begin(), said.end(), other.check) != said.end() &&
             (!of_certificate || other.subject.index == finding.subject.index);
    });
  });
}

Findings lint_path(const path::Path& path, lint::Root root, const lint::Selection& selection,
                   KnownCertificates& known, const lint::OutOfTime& out_of_time) {
  Findings findings;
  std::vector<const lint::CertificateFacts*> facts;
  for (const auto& certificate : path.certificates) facts.push_back(&known.facts(*certificate));
  const lint::Chain chain(facts);
  lint::run(chain, selection, Subject{Subject::Kind::chain}, findings, nullptr, out_of_time);
  if (path.anchor && !path.anchor_checks.expiry && chain.size() > 1)
    leave_out_dates_of_anchor(chain, selection, findings, out_of_time);
  drop_what_path_says(findings, path.findings);
  for (size_t i = 0; i < chain.size(); ++i) {
    // A root of a store that everybody has is nobody's to change. The user's own root is.
    const bool is_public_root = root != lint::Root::any && i + 1 == chain.size() && i != 0;
    if (!is_public_root)
      lint::run(*chain[i], selection, Subject{Subject::Kind::certificate, i}, findings, nullptr, out_of_time);
  }
  drop_what_path_says(findings, path.findings);  // of certificates, too
  return findings;
}

Findings lint_handshake(const tls::HandshakeRecord& record, const lint::CertificateFacts* leaf,
                        const Findings& of_path, const lint::Selection& selection,
                        const lint::OutOfTime& out_of_time) {
  const lint::HandshakeFacts facts{record, leaf};
  Findings findings;
  lint::run(facts, selection, Subject{Subject::Kind::handshake}, findings, nullptr, out_of_time);
  drop_what_path_says(findings, of_path);
  return findings;
}

Findings lint_evidence(const revocation::Evidence& evidence, const lint::Selection& selection,
                       crypto::Verifier& verifier, const lint::OutOfTime& out_of_time) {
  Findings findings;
  for (size_t i = 0; i < evidence.crls.size(); ++i)
    lint_thing(*evidence.crls[i], Subject{Subject::Kind::crl, i}, selection, findings, nullptr, out_of_time);
  for (size_t i = 0; i < evidence.responses.size(); ++i) {
    const Subject subject{Subject::Kind::ocsp, i};
    lint_thing(*evidence.responses[i], subject, selection, findings, nullptr, out_of_time);
    lint::run_embedded(*evidence.responses[i], selection, verifier, nullptr, subject, findings, out_of_time);
  }
  return findings;
}

}  // namespace certcheck::engine
