#include "certcheck/lint/runner.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/unread.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace certcheck::lint {
namespace {

/// What limits the rules that apply to a thing in addition to its roles.
struct Limits {
  const Findings& of_parser;
  /// Node path of the list of extensions if the version has none: then no extension is missing.
  std::string_view without_extensions = {};
};

/// Whether what a row found from `first` on is not a finding after all: what it asks for could not be read,
/// or cannot be there. Such findings are dropped.
class Afterthought {
 public:
  explicit Afterthought(const Limits& limits) : limits_(limits), unread_(limits.of_parser) {}

  bool nothing_applies() const { return unread_.structure(); }
  bool drops(Findings& findings, size_t first) const {
    if (findings.size() == first) return false;
    if (findings.size() == first + 1 && !limits_.without_extensions.empty() &&
        findings.back().node_path == limits_.without_extensions && !findings.back().offset) {
      findings.pop_back();
      return true;
    }
    return unread_.drop(findings, first);
  }

 private:
  const Limits& limits_;
  Unread unread_;
};

/// Asking for the time takes as long as some lints do on an ordinary certificate.
constexpr size_t rows_between_questions = 16;

/// What decides which rows apply to a thing.
struct Applies {
  std::optional<Time> time;
  Role roles = Role::any;
  Parts parts = {};
};

enum class Holds : uint8_t { no, at_another_time, yes };

/// What passes for certain holds only where the outcome is wanted.
inline Holds holds(const Selection::Condition& condition, const Applies& applies, bool outcome_wanted) {
  if (!condition.finds_in.empty() && !outcome_wanted && !condition.finds_in.shares(applies.parts))
    return Holds::no;
  if (!condition.only_with.empty() && !condition.only_with.shares(applies.parts)) return Holds::no;
  if (!condition.needs.includes(applies.roles)) return Holds::no;
  // A date that cannot be read makes no rule go away.
  const bool effective =
      !applies.time || (condition.from <= *applies.time && *applies.time < condition.until);
  return effective ? Holds::yes : Holds::at_another_time;
}

/// A row that applies to a thing.
struct Applicable {
  uint16_t row : 15;       ///< its number
  uint16_t effective : 1;  ///< at the thing's time; others are listed only where outcomes are wanted
};

std::vector<Applicable> find_applicable(const Selection& selection, Kind kind, const Applies& applies,
                                        bool outcomes_wanted) {
  const std::span<const Selection::Condition> conditions = selection.conditions(kind);
  std::vector<Holds> held(conditions.size());
  for (size_t i = 0; i < conditions.size(); ++i) held[i] = holds(conditions[i], applies, outcomes_wanted);
  const Holds least = outcomes_wanted ? Holds::at_another_time : Holds::yes;
  const std::span<const Selection::Row> rows = selection.rows(kind);
  std::vector<Applicable> applicable;
  for (size_t row = 0; row < rows.size(); ++row)
    if (const Holds state = held[rows[row].condition]; state >= least)
      applicable.push_back({.row = static_cast<uint16_t>(row & 0x7fffU), .effective = state == Holds::yes});
  return applicable;
}

/// What find_applicable() said of the last things that a thread has linted. Most certificates are like many
/// others in what decides which rules apply, and to look at every condition takes as long as a fifth of the
/// rules that do.
class ApplicableRows {
 public:
  /// Valid until the next call on this thread.
  std::span<const Applicable> of(const Selection& selection, Kind kind, const Applies& applies,
                                 bool outcomes_wanted) {
    const std::span<const Time> turns = selection.turns(kind);
    const auto turn =
        applies.time ? std::upper_bound(turns.begin(), turns.end(), *applies.time) - turns.begin() : -1;
    const Key key{selection.number(), turn, applies.parts, applies.roles, kind, outcomes_wanted};
    if (remembered_.empty()) remembered_.resize(remembered_at_most);
    Remembered& place = remembered_[key.hash() % remembered_at_most];
    if (place.key != key) place = {key, find_applicable(selection, kind, applies, outcomes_wanted)};
    return place.rows;
  }

 private:
  struct Key {
    uint64_t selection = 0;  ///< number()
    std::ptrdiff_t turn = 0;
    Parts parts = {};
    Role roles = Role::any;
    Kind kind = {};
    bool outcomes_wanted = false;

    bool operator==(const Key&) const = default;
    size_t hash() const {
      constexpr uint64_t odd = 0x9e3779b97f4a7c15;  // 2^64 by the golden ratio
      uint64_t mixed = selection;
      for (const uint64_t each :
           {static_cast<uint64_t>(turn), parts.hash(), uint64_t{static_cast<uint32_t>(roles)},
            static_cast<uint64_t>(kind) * 2 + (outcomes_wanted ? 1 : 0)})
        mixed = (mixed ^ each) * odd;
      return mixed >> 40;
    }
  };
  struct Remembered {
    Key key;
    std::vector<Applicable> rows;
  };
  static constexpr size_t remembered_at_most = 256;  ///< some 150 KB
  std::vector<Remembered> remembered_;
};

/// One for all kinds: a thread that lints nothing has none.
ApplicableRows& applicable_rows() {
  static thread_local ApplicableRows of_thread;
  return of_thread;
}

/// `call` runs a lint's function for things of the kind.
template <typename Call>
void run_rows(const Selection& selection, Kind kind, const Applies& applies, const Subject& subject,
              const Limits& limits, Findings& findings, Outcomes* outcomes, const OutOfTime& out_of_time,
              Call call) {
  const std::span<const Selection::Row> rows = selection.rows(kind);
  const Afterthought afterthought(limits);
  if (outcomes != nullptr) outcomes->assign(rows.size(), Outcome::not_applicable);
  if (afterthought.nothing_applies()) return;
  size_t ran = 0;
  for (const Applicable each : applicable_rows().of(selection, kind, applies, outcomes != nullptr)) {
    const Selection::Row& row = rows[each.row];
    if (out_of_time && ran++ % rows_between_questions == 0 && out_of_time()) {
      if (outcomes != nullptr) outcomes->resize(each.row);
      return;
    }
    const size_t first = findings.size();
    const Reporter reporter(*row.check, subject, &findings, row.ranked);
    Outcome outcome = call(row.function, reporter);
    if (outcome == Outcome::fired) {
      if (afterthought.drops(findings, first))
        outcome = Outcome::not_applicable;
      else
        reporter.finish();
    }
    // What does not apply does so whatever the date.
    if (each.effective == 0) {
      findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(first), findings.end());
      outcome = outcome == Outcome::not_applicable ? outcome : Outcome::not_effective;
    }
    if (outcomes != nullptr) (*outcomes)[each.row] = outcome;
  }
}

const Findings no_findings;

/// RFC 5280 4.1.2.9: extensions are in version 3 alone.
std::string_view without_extensions(const x509::Certificate& certificate) {
  const bool none = (certificate.version == 1 || certificate.version == 2) && !certificate.has_extensions;
  return none ? "tbsCertificate.extensions" : std::string_view();
}

/// RFC 5280 5.1.2.1: extensions are in version 2 alone.
std::string_view without_extensions(const x509::Crl& crl) {
  return crl.version == 1 && !crl.has_extensions ? "tbsCertList.crlExtensions" : std::string_view();
}

}  // namespace

void run(const CertificateFacts& facts, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes, const OutOfTime& out_of_time) {
  run_rows(selection, Kind::certificate, {facts.issued, facts.roles, facts.parts}, subject,
           {facts.certificate.findings, without_extensions(facts.certificate)}, findings, outcomes,
           out_of_time,
           [&facts](LintFunction lint, const Reporter& report) { return lint.certificate(facts, report); });
}

void run(const x509::Crl& crl, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes, const OutOfTime& out_of_time, std::optional<Time> as_of) {
  run_rows(selection, Kind::crl, {as_of ? as_of : crl.this_update.time}, subject,
           {crl.findings, without_extensions(crl)}, findings, outcomes, out_of_time,
           [&crl](LintFunction lint, const Reporter& report) { return lint.crl(crl, report); });
}

void run(const x509::OcspResponse& response, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes, const OutOfTime& out_of_time, std::optional<Time> as_of) {
  run_rows(selection, Kind::ocsp, {as_of ? as_of : response.produced_at.time}, subject, {response.findings},
           findings, outcomes, out_of_time,
           [&response](LintFunction lint, const Reporter& report) { return lint.ocsp(response, report); });
}

void run(const x509::OcspRequest& request, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes, const OutOfTime& out_of_time, std::optional<Time> as_of) {
  run_rows(
      selection, Kind::ocsp_request, {as_of}, subject, {request.findings}, findings, outcomes, out_of_time,
      [&request](LintFunction lint, const Reporter& report) { return lint.ocsp_request(request, report); });
}

void run(Chain chain, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes, const OutOfTime& out_of_time) {
  if (chain.empty()) {
    if (outcomes != nullptr) outcomes->assign(selection.rows(Kind::chain).size(), Outcome::not_applicable);
    return;
  }
  run_rows(selection, Kind::chain, {chain.front()->issued}, subject, {no_findings}, findings, outcomes,
           out_of_time,
           [&chain](LintFunction lint, const Reporter& report) { return lint.chain(chain, report); });
}

void run(const HandshakeFacts& facts, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes, const OutOfTime& out_of_time) {
  run_rows(selection, Kind::handshake, {}, subject, {no_findings}, findings, outcomes, out_of_time,
           [&facts](LintFunction lint, const Reporter& report) { return lint.handshake(facts, report); });
}

}  // namespace certcheck::lint
