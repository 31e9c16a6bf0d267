#include "certcheck/lint/runner.h"

namespace certcheck::lint {
namespace {

bool in_force(const Lint& lint, const std::optional<Time>& time) {
  // A date that cannot be read makes no rule go away.
  return !time || ((!lint.effective || *time >= lint.effective->time) &&
                   (!lint.ineffective || *time < lint.ineffective->time));
}

/// `call` runs one lint's function; `applies` says whether the subject has the roles that a row asks for.
template <typename Applies, typename Call>
void run_rows(std::span<const Selection::Row> rows, const std::optional<Time>& time, const Subject& subject,
              Findings& findings, Outcomes* outcomes, Applies applies, Call call) {
  if (outcomes == nullptr) {
    for (const Selection::Row& row : rows) {
      if (applies(*row.entry) && in_force(*row.entry->lint, time)) {
        const Reporter reporter(*row.check, subject, &findings);
        call(*row.entry->lint, reporter);
        reporter.finish();
      }
    }
    return;
  }
  outcomes->clear();
  outcomes->reserve(rows.size());
  for (const Selection::Row& row : rows) {
    Outcome outcome = Outcome::not_applicable;
    if (applies(*row.entry)) {
      const bool effective = in_force(*row.entry->lint, time);
      const Reporter reporter(*row.check, subject, effective ? &findings : nullptr);
      outcome = call(*row.entry->lint, reporter);
      reporter.finish();
      // What does not apply does so whatever the date.
      if (!effective && outcome != Outcome::not_applicable) {
        outcome = Outcome::not_effective;
      }
    }
    outcomes->push_back(outcome);
  }
}

constexpr auto in_any_role = [](const Entry&) { return true; };

}  // namespace

void run(const CertificateFacts& facts, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes) {
  run_rows(
      selection.rows(Kind::certificate), facts.certificate.not_before.time, subject, findings, outcomes,
      [&facts](const Entry& entry) { return facts.has(entry.needs); },
      [&facts](const Lint& lint, const Reporter& report) { return lint.certificate(facts, report); });
}

void run(const x509::Crl& crl, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes) {
  run_rows(selection.rows(Kind::crl), crl.this_update.time, subject, findings, outcomes, in_any_role,
           [&crl](const Lint& lint, const Reporter& report) { return lint.crl(crl, report); });
}

void run(const x509::OcspResponse& response, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes) {
  run_rows(selection.rows(Kind::ocsp), response.produced_at.time, subject, findings, outcomes, in_any_role,
           [&response](const Lint& lint, const Reporter& report) { return lint.ocsp(response, report); });
}

void run(Chain chain, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes) {
  if (chain.empty()) {
    if (outcomes != nullptr) {
      outcomes->assign(selection.rows(Kind::chain).size(), Outcome::not_applicable);
    }
    return;
  }
  run_rows(selection.rows(Kind::chain), chain.front()->certificate.not_before.time, subject, findings,
           outcomes, in_any_role,
           [&chain](const Lint& lint, const Reporter& report) { return lint.chain(chain, report); });
}

void run(const HandshakeFacts& facts, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes) {
  run_rows(selection.rows(Kind::handshake), std::nullopt, subject, findings, outcomes, in_any_role,
           [&facts](const Lint& lint, const Reporter& report) { return lint.handshake(facts, report); });
}

}  // namespace certcheck::lint
