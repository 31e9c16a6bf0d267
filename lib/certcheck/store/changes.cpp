#include "certcheck/store/detail/queries.h"
#include "certcheck/store/detail/state.h"
#include "certcheck/store/store.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

namespace certcheck::store {
namespace {

/// A result, and what it is compared with: the one before, and the last one before that showed a certificate,
/// for a server that does not answer has not changed its own.
struct Step {
  int64_t result = 0;
  std::optional<int64_t> before, shown_before;
  Time at{};
  std::string target, part, verdict;
  bool shows = false;  ///< a certificate
};

/// What of a result is compared.
struct Facts {
  std::string verdict;
  std::vector<std::string> presented, path;
  std::vector<FindingRecord> findings;
};

Result<Facts> facts_of(Database& database, int64_t result) {
  Facts facts;
  const Value parameters[] = {result};
  auto error = database.query("SELECT verdict FROM results WHERE id = $1", parameters,
                              [&](const Row& row) { facts.verdict = row.text(0); });
  if (!error) error = read_chains(database, result, facts.presented, facts.path);
  if (!error) error = read_findings(database, result, facts.findings);
  if (error) return *std::move(error);
  return facts;
}

std::string listed(const std::vector<std::string>& certificates) {
  std::string text;
  for (const std::string& each : certificates) text += (text.empty() ? "" : " ") + each;
  return text;
}

std::string leaf_of(const Facts& facts) {
  return facts.presented.empty() ? std::string() : facts.presented.front();
}

/// What is said of certificates.
struct Known {
  std::string subject, issuer, key_sha256;
};

class Comparison {
 public:
  Comparison(Database& database, std::vector<Change>& changes) : database_(database), changes_(changes) {}

  std::optional<Error> compare(const Step& step) {
    step_ = &step;
    if (!step.before) {
      const auto facts = read(step.result);
      if (!facts) return facts.error();
      return first((*facts)->verdict, leaf_of(**facts));
    }
    const auto before = read(*step.before), now = read(step.result);
    if (!before) return before.error();
    if (!now) return now.error();
    if ((*before)->verdict != (*now)->verdict) add_verdict(**before, **now);
    if (!step.shows) return std::nullopt;
    if (!step.shown_before) return compare_certificates({}, **now);
    const auto shown_before = read(*step.shown_before);
    if (!shown_before) return shown_before.error();
    compare_findings(**shown_before, **now);
    return compare_certificates(**shown_before, **now);
  }

 private:
  /// Results come by target, so that one is before the next: the last few are kept.
  Result<std::shared_ptr<const Facts>> read(int64_t result) {
    for (const auto& [number, facts] : kept_)
      if (facts && number == result) return facts;
    auto facts = facts_of(database_, result);
    if (!facts) return facts.error();
    auto& place = kept_[next_++ % kept_.size()];
    place = {result, std::make_shared<const Facts>(*std::move(facts))};
    return place.second;
  }

  Change& add(Change::Kind kind, std::string before, std::string after) {
    return changes_.emplace_back(Change{.at = step_->at,
                                        .target = step_->target,
                                        .part = step_->part,
                                        .kind = kind,
                                        .before = std::move(before),
                                        .after = std::move(after),
                                        .message = {}});
  }

  std::optional<Error> first(const std::string& verdict, const std::string& leaf) {
    const auto known = known_of(leaf);
    if (!known) return known.error();
    add(Change::Kind::first_result, "", verdict).message =
        "first result: " + verdict +
        (leaf.empty() ? "" : ", certificate of " + known->subject + " by " + known->issuer);
    return std::nullopt;
  }

  void add_verdict(const Facts& before, const Facts& now) {
    Change& change = add(Change::Kind::verdict, before.verdict, now.verdict);
    change.message = "was " + before.verdict + ", is " + now.verdict;
    const auto worst = std::find_if(now.findings.begin(), now.findings.end(),
                                    [](const FindingRecord& each) { return each.severity == "error"; });
    if (now.verdict != "trusted" && worst != now.findings.end())
      change.message += ": " + worst->id + ": " + worst->message;
  }

  void compare_findings(const Facts& before, const Facts& now) {
    std::set<std::string> was, is;
    for (const FindingRecord& each : before.findings) was.insert(each.id);
    for (const FindingRecord& each : now.findings)
      if (is.insert(each.id).second && !was.contains(each.id))
        add(Change::Kind::finding_new, "", each.id).message =
            "new " + each.severity + " " + each.id + ": " + each.message;
    for (const std::string& id : was)
      if (!is.contains(id)) add(Change::Kind::finding_gone, id, "").message = "gone " + id;
  }

  std::optional<Error> compare_certificates(const Facts& before, const Facts& now) {
    if (leaf_of(before) != leaf_of(now)) {
      const auto old = known_of(leaf_of(before)), other = known_of(leaf_of(now));
      if (!old) return old.error();
      if (!other) return other.error();
      std::string& message = add(Change::Kind::certificate, leaf_of(before), leaf_of(now)).message;
      message = "certificate of " + other->subject + " by " + other->issuer;
      if (!before.presented.empty())
        message += old->key_sha256 == other->key_sha256 ? ", with the same key" : ", with another key";
      if (!before.presented.empty() && old->issuer != other->issuer) message += ", before by " + old->issuer;
      return std::nullopt;
    }
    if (before.presented != now.presented)
      add(Change::Kind::chain, listed(before.presented), listed(now.presented)).message =
          "sends " + std::to_string(now.presented.size()) + " certificates with the same leaf, before " +
          std::to_string(before.presented.size());
    else if (before.path != now.path)
      add(Change::Kind::path, listed(before.path), listed(now.path)).message =
          "sends the same certificates, with another best path";
    return std::nullopt;
  }

  Result<Known> known_of(const std::string& certificate) {
    Known known;
    const Value parameters[] = {certificate};
    if (auto error = database_.query("SELECT subject, issuer, key_sha256 FROM certificates WHERE sha256 = $1",
                                     parameters, [&](const Row& row) {
                                       known = {row.text(0), row.text(1), row.text(2)};
                                     }))
      return *std::move(error);
    if (known.subject.empty()) known.subject = "an empty name";
    return known;
  }

  Database& database_;
  std::vector<Change>& changes_;
  const Step* step_ = nullptr;
  std::array<std::pair<int64_t, std::shared_ptr<const Facts>>, 4> kept_{};
  size_t next_ = 0;
};

}  // namespace

std::string_view to_string(Change::Kind kind) {
  constexpr std::array<std::string_view, 7> names{"first_result", "verdict",     "certificate", "chain",
                                                  "path",         "finding_new", "finding_gone"};
  return names.at(static_cast<size_t>(kind));
}

Result<std::vector<Change>> Store::changes(const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  Database& database = *state_->database;
  const Condition condition = condition_of(filter, "r");
  const std::string before =
      "(SELECT p.id FROM results p WHERE p.target = r.target AND p.part = r.part AND (p.checked_at, p.id) < "
      "(r.checked_at, r.id)";
  const std::string last = " ORDER BY p.checked_at DESC, p.id DESC LIMIT 1)";
  std::vector<Step> steps;
  if (auto error =
          database.query("SELECT r.id, " + before + last + ", " + before + " AND p.leaf IS NOT NULL" + last +
                             ", r.checked_at, r.target, r.part, r.verdict, r.leaf FROM results r WHERE " +
                             condition.text + " ORDER BY r.target, r.part, r.checked_at, r.id",
                         condition.parameters, [&](const Row& row) {
                           steps.push_back({.result = row.number(0).value_or(0),
                                            .before = row.number(1),
                                            .shown_before = row.number(2),
                                            .at = Time(std::chrono::seconds(row.number(3).value_or(0))),
                                            .target = row.text(4),
                                            .part = row.text(5),
                                            .verdict = row.text(6),
                                            .shows = !row.text(7).empty()});
                         }))
    return *std::move(error);
  std::vector<Change> changes;
  Comparison comparison(database, changes);
  for (const Step& step : steps)
    if (auto error = comparison.compare(step)) return *std::move(error);
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tie(a.at, a.target, a.part) < std::tie(b.at, b.target, b.part);
  });
  return changes;
}

}  // namespace certcheck::store
