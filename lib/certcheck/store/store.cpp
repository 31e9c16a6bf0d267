#include "certcheck/store/store.h"

#include "certcheck/store/detail/schema.h"
#include "certcheck/store/detail/state.h"

#include <algorithm>
#include <map>
#include <utility>

namespace certcheck::store {
namespace {

/// Parameters of one statement that both databases take.
constexpr size_t parameters_max = 30'000;

int64_t seconds(Time time) { return time.time_since_epoch().count(); }
Value seconds(const std::optional<Time>& time) { return time ? Value(seconds(*time)) : Value(); }
Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

using Values = std::vector<Value>;

/// Rows of one table in as few statements as there can be: of a server that is far away each takes its time.
std::optional<Error> insert(Database& database, const std::string& into, const std::vector<Values>& rows,
                            const std::string& ending = "") {
  for (size_t begin = 0; begin < rows.size();) {
    const size_t width = rows[begin].size(), end = std::min(rows.size(), begin + parameters_max / width);
    std::string statement = "INSERT INTO " + into + " VALUES ";
    Values parameters;
    for (size_t i = begin; i < end; ++i) {
      statement += i == begin ? "(" : ", (";
      for (size_t j = 0; j < width; ++j) {
        parameters.push_back(rows[i][j]);
        statement += (j == 0 ? "$" : ", $") + std::to_string(parameters.size());
      }
      statement += ')';
    }
    if (auto error = database.query(statement + ending, parameters)) return error;
    begin = end;
  }
  return std::nullopt;
}

/// What was seen before is now seen from the first time to the last, in whatever order results come.
std::string when_seen(const std::string& table, const std::string& key) {
  std::string text = " ON CONFLICT (" + key + ") DO UPDATE SET ";
  for (const auto& [column, sign] : {std::pair{"first_seen", "<"}, {"last_seen", ">"}}) {
    const std::string name(column), given = "excluded." + name, kept = table + "." + name;
    text += (sign[0] == '<' ? "" : ", ") + name + " = CASE WHEN " + given + " " + sign + " " + kept +
            " THEN " + given + " ELSE " + kept + " END";
  }
  return text;
}

/// Two writers that change rows of the same tables in the same order wait for each other at most once: rows
/// go in the order of their keys.
std::optional<Error> write_certificates(Database& database, const Record& record) {
  const Value at = seconds(record.checked_at);
  std::map<std::string, Values> keys, certificates, sightings;
  for (const CertificateRecord& each : record.certificates) {
    std::string names;
    for (const std::string& name : each.names) names.append(names.empty() ? "" : "\n").append(name);
    if (!each.key_sha256.empty()) keys.emplace(each.key_sha256, Values{each.key_sha256, each.key, at, at});
    certificates.emplace(each.sha256, Values{each.sha256, each.subject, each.issuer, each.serial, names,
                                             seconds(each.not_before), seconds(each.not_after), each.key,
                                             each.key_sha256, each.pem, at, at});
    sightings.emplace(each.sha256, Values{each.sha256, record.target, at, at});
  }
  const auto rows = [](std::map<std::string, Values>& by_key) {
    std::vector<Values> values;
    for (auto& [key, row] : by_key) values.push_back(std::move(row));
    return values;
  };
  if (auto error = insert(database, "keys (sha256, kind, first_seen, last_seen)", rows(keys),
                          when_seen("keys", "sha256")))
    return error;
  if (auto error = insert(database,
                          "certificates (sha256, subject, issuer, serial, names, not_before, not_after, "
                          "key_kind, key_sha256, pem, first_seen, last_seen)",
                          rows(certificates), when_seen("certificates", "sha256")))
    return error;
  return insert(database, "sightings (certificate, target, first_seen, last_seen)", rows(sightings),
                when_seen("sightings", "certificate, target"));
}

std::optional<Error> write(Database& database, const Record& record) {
  if (auto error = write_certificates(database, record)) return error;
  const Value result[] = {seconds(record.checked_at),
                          record.input,
                          record.target,
                          record.part,
                          record.address,
                          record.verdict,
                          record.presented.empty() ? Value() : Value(record.presented.front()),
                          seconds(record.expires),
                          text_or_null(record.limited_by)};
  std::optional<int64_t> id;
  if (auto error = database.query("INSERT INTO results (checked_at, input, target, part, address, verdict, "
                                  "leaf, expires, limited_by) "
                                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
                                  result, [&](const Row& row) { id = row.number(0); }))
    return error;
  if (!id) return Error{Error::Kind::internal, database.name() + ": a result has no number"};
  std::vector<Values> rows;
  for (const FindingRecord& finding : record.findings)
    rows.push_back({*id, static_cast<int64_t>(rows.size()), finding.id, finding.severity, finding.subject,
                    text_or_null(finding.certificate), finding.message});
  if (auto error =
          insert(database, "findings (result, position, id, severity, subject, certificate, message)", rows))
    return error;
  rows.clear();
  for (const auto& [list, certificates] : {std::pair{"presented", &record.presented}, {"path", &record.path}})
    for (size_t i = 0; i < certificates->size(); ++i)
      rows.push_back({*id, std::string(list), static_cast<int64_t>(i), (*certificates)[i]});
  return insert(database, "chains (result, list, position, certificate)", rows);
}

}  // namespace

bool is_postgresql(std::string_view place) {
  return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

std::string shown_place(std::string_view place) {
  if (!is_postgresql(place)) return std::string(place);
  const size_t authority = place.find("://") + 3;
  const size_t end = std::min(place.find_first_of("/?", authority), place.size());
  const size_t at = place.substr(0, end).rfind('@');
  std::string shown(place.substr(0, authority));
  if (at != std::string_view::npos && at >= authority) {
    const std::string_view user = place.substr(authority, at - authority);
    shown.append(user.substr(0, user.find(':'))).append("@");
    shown += place.substr(at + 1, place.find('?') - at - 1);
  } else {
    shown += place.substr(authority, place.find('?') - authority);
  }
  return shown;
}

Store::Store(std::unique_ptr<Database> database) : state_(std::make_unique<State>()) {
  state_->database = std::move(database);
}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& place, const Options& options) {
  auto database =
      is_postgresql(place) ? open_postgresql(place, options.create) : open_sqlite(place, options.create);
  if (!database) return database.error();
  if (auto error = bring_up_to_date(**database, options.create, options.program)) return *std::move(error);
  return Store(*std::move(database));
}

std::optional<Error> Store::add(const Record& record) {
  constexpr int attempts_max = 5;
  const std::lock_guard lock(state_->mutex);
  Database& database = *state_->database;
  std::optional<Error> error;
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    error = database.begin();
    if (!error) error = write(database, record);
    const bool ending = !error;
    if (!error) error = database.commit();
    if (!error) return std::nullopt;
    database.roll_back();
    // A result whose end was not heard of may be there: it is not written again.
    if (!database.recover() || ending) return error;
  }
  return error;
}

}  // namespace certcheck::store
