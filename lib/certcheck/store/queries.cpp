#include "certcheck/store/detail/queries.h"

#include "certcheck/store/detail/state.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace certcheck::store {
namespace {

Time time_of(int64_t seconds) { return Time(std::chrono::seconds(seconds)); }
Time time_at(const Row& row, size_t column) { return time_of(row.number(column).value_or(0)); }
std::optional<Time> maybe_time_at(const Row& row, size_t column) {
  const auto number = row.number(column);
  return number ? std::optional(time_of(*number)) : std::nullopt;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

Condition condition_of(const Filter& filter, const std::string& results, std::vector<Value> parameters) {
  Condition condition{.text = "1 = 1", .parameters = std::move(parameters)};
  const auto next = [&](const auto& value) {
    condition.parameters.emplace_back(value);
    return "$" + std::to_string(condition.parameters.size());
  };
  if (filter.since)
    condition.text += " AND " + results + ".checked_at >= " +
                      next(static_cast<int64_t>(filter.since->time_since_epoch().count()));
  if (filter.targets.empty()) return condition;
  std::string list;
  for (const std::string& target : filter.targets) list += (list.empty() ? "" : ", ") + next(target);
  condition.text +=
      " AND (" + results + ".target IN (" + list + ") OR " + results + ".input IN (" + list + "))";
  return condition;
}

std::optional<Error> read_findings(Database& database, int64_t result, std::vector<FindingRecord>& findings) {
  const Value parameters[] = {result};
  return database.query(
      "SELECT id, severity, subject, certificate, message FROM findings WHERE result = $1 ORDER BY position",
      parameters, [&](const Row& row) {
        findings.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)});
      });
}

std::optional<Error> read_chains(Database& database, int64_t result, std::vector<std::string>& presented,
                                 std::vector<std::string>& path) {
  const Value parameters[] = {result};
  return database.query(
      "SELECT list, certificate FROM chains WHERE result = $1 ORDER BY list, position", parameters,
      [&](const Row& row) { (row.text(0) == "path" ? path : presented).push_back(row.text(1)); });
}

Result<std::vector<PastResult>> Store::history(const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  Database& database = *state_->database;
  const Condition condition = condition_of(filter, "r");
  std::vector<PastResult> results;
  std::vector<int64_t> numbers;
  if (auto error = database.query(
          "SELECT r.id, r.checked_at, r.target, r.part, r.input, r.address, r.verdict, r.expires, l.subject, "
          "c.subject, c.issuer, c.key_kind FROM results r LEFT JOIN certificates l ON l.sha256 = "
          "r.limited_by "
          "LEFT JOIN certificates c ON c.sha256 = r.leaf WHERE " +
              condition.text + " ORDER BY r.checked_at, r.id",
          condition.parameters, [&](const Row& row) {
            numbers.push_back(row.number(0).value_or(0));
            results.push_back({.checked_at = time_at(row, 1),
                               .target = row.text(2),
                               .part = row.text(3),
                               .input = row.text(4),
                               .address = row.text(5),
                               .verdict = row.text(6),
                               .expires = maybe_time_at(row, 7),
                               .limited_by = row.text(8),
                               .leaf_subject = row.text(9),
                               .leaf_issuer = row.text(10),
                               .leaf_key = row.text(11)});
          }))
    return *std::move(error);
  for (size_t i = 0; i < results.size(); ++i) {
    if (auto error = read_findings(database, numbers[i], results[i].findings)) return *std::move(error);
    if (auto error = read_chains(database, numbers[i], results[i].presented, results[i].path))
      return *std::move(error);
  }
  return results;
}

Result<std::vector<KnownTarget>> Store::targets(const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  const Condition condition = condition_of(filter, "r");
  std::vector<KnownTarget> targets;
  // The last of each: of several at one time the one that was kept last.
  if (auto error = state_->database->query(
          "SELECT target, part, results, first, checked_at, verdict, expires FROM ("
          "SELECT r.target, r.part, r.checked_at, r.verdict, r.expires, "
          "COUNT(*) OVER (PARTITION BY r.target, r.part) AS results, "
          "MIN(r.checked_at) OVER (PARTITION BY r.target, r.part) AS first, "
          "ROW_NUMBER() OVER (PARTITION BY r.target, r.part ORDER BY r.checked_at DESC, r.id DESC) AS place "
          "FROM results r WHERE " +
              condition.text + ") AS numbered WHERE place = 1 ORDER BY target, part",
          condition.parameters, [&](const Row& row) {
            targets.push_back({.target = row.text(0),
                               .part = row.text(1),
                               .results = row.number(2).value_or(0),
                               .first = time_at(row, 3),
                               .last = time_at(row, 4),
                               .verdict = row.text(5),
                               .expires = maybe_time_at(row, 6)});
          }))
    return *std::move(error);
  return targets;
}

Result<std::vector<SeenCertificate>> Store::certificates(const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  const Condition condition = condition_of(filter, "r");
  std::vector<SeenCertificate> seen;
  if (auto error = state_->database->query(
          "SELECT c.sha256, c.subject, c.issuer, c.serial, c.names, c.not_before, c.not_after, c.key_kind, "
          "c.key_sha256, c.pem, s.target, s.first_seen, s.last_seen FROM sightings s JOIN certificates c ON "
          "c.sha256 = s.certificate WHERE s.target IN (SELECT r.target FROM results r WHERE " +
              condition.text + ") ORDER BY s.target, s.first_seen, c.sha256",
          condition.parameters, [&](const Row& row) {
            seen.push_back({.certificate = {.sha256 = row.text(0),
                                            .subject = row.text(1),
                                            .issuer = row.text(2),
                                            .serial = row.text(3),
                                            .names = lines_of(row.text(4)),
                                            .not_before = maybe_time_at(row, 5),
                                            .not_after = maybe_time_at(row, 6),
                                            .key = row.text(7),
                                            .key_sha256 = row.text(8),
                                            .pem = row.text(9)},
                            .target = row.text(10),
                            .first_seen = time_at(row, 11),
                            .last_seen = time_at(row, 12)});
          }))
    return *std::move(error);
  return seen;
}

Result<std::vector<SeenKey>> Store::keys(const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  const Condition condition = condition_of(filter, "r");
  std::vector<SeenKey> seen;
  if (auto error = state_->database->query(
          "SELECT k.sha256, k.kind, s.target, COUNT(*), MIN(s.first_seen), MAX(s.last_seen) FROM sightings s "
          "JOIN certificates c ON c.sha256 = s.certificate JOIN keys k ON k.sha256 = c.key_sha256 WHERE "
          "s.target IN (SELECT r.target FROM results r WHERE " +
              condition.text + ") GROUP BY k.sha256, k.kind, s.target ORDER BY k.sha256, s.target",
          condition.parameters, [&](const Row& row) {
            seen.push_back({.sha256 = row.text(0),
                            .kind = row.text(1),
                            .target = row.text(2),
                            .certificates = row.number(3).value_or(0),
                            .first_seen = time_at(row, 4),
                            .last_seen = time_at(row, 5)});
          }))
    return *std::move(error);
  return seen;
}

Result<std::vector<Expiring>> Store::expiring(Time before, const Filter& filter) {
  const std::lock_guard lock(state_->mutex);
  const Condition condition =
      condition_of(filter, "r", {static_cast<int64_t>(before.time_since_epoch().count())});
  std::vector<Expiring> expiring;
  // A server that does not answer today still has the certificate that it had yesterday.
  if (auto error = state_->database->query(
          "SELECT r.target, r.part, r.expires, r.checked_at, l.subject, r.limited_by, r.verdict FROM results "
          "r "
          "LEFT JOIN certificates l ON l.sha256 = r.limited_by WHERE r.expires <= $1 AND NOT EXISTS (SELECT "
          "1 "
          "FROM results n WHERE n.target = r.target AND n.part = r.part AND n.expires IS NOT NULL AND "
          "(n.checked_at, n.id) > (r.checked_at, r.id)) AND " +
              condition.text + " ORDER BY r.expires, r.target, r.part",
          condition.parameters, [&](const Row& row) {
            expiring.push_back({.target = row.text(0),
                                .part = row.text(1),
                                .expires = time_at(row, 2),
                                .checked_at = time_at(row, 3),
                                .limited_by = row.text(4),
                                .limited_by_sha256 = row.text(5),
                                .verdict = row.text(6)});
          }))
    return *std::move(error);
  return expiring;
}

}  // namespace certcheck::store
