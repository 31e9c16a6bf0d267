#include "certcheck/store/detail/schema.h"

#include <array>
#include <string_view>

namespace certcheck::store {
namespace {

/// Statements that make a version out of the one before; "{row_number}" is Database::row_number(). What has
/// been released is never changed: a change is a row of its own.
constexpr std::array<std::string_view, 2> versions{
    R"(
CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, program TEXT NOT NULL);
CREATE TABLE results (
  id {row_number},
  checked_at BIGINT NOT NULL,
  input TEXT NOT NULL,
  target TEXT NOT NULL,
  part TEXT NOT NULL,
  address TEXT NOT NULL,
  verdict TEXT NOT NULL,
  leaf TEXT,
  expires BIGINT,
  limited_by TEXT
);
CREATE INDEX results_by_target ON results (target, part, checked_at, id);
CREATE INDEX results_by_input ON results (input);
CREATE INDEX results_by_time ON results (checked_at, id);
CREATE INDEX results_by_expiry ON results (expires);
CREATE TABLE findings (
  result BIGINT NOT NULL REFERENCES results (id),
  position BIGINT NOT NULL,
  id TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject TEXT NOT NULL,
  certificate TEXT,
  message TEXT NOT NULL,
  PRIMARY KEY (result, position)
);
CREATE INDEX findings_by_id ON findings (id);
CREATE TABLE certificates (
  sha256 TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  serial TEXT NOT NULL,
  names TEXT NOT NULL,
  not_before BIGINT,
  not_after BIGINT,
  key_kind TEXT NOT NULL,
  key_sha256 TEXT NOT NULL,
  pem TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL
);
CREATE TABLE chains (
  result BIGINT NOT NULL REFERENCES results (id),
  list TEXT NOT NULL,
  position BIGINT NOT NULL,
  certificate TEXT NOT NULL REFERENCES certificates (sha256),
  PRIMARY KEY (result, list, position)
);
CREATE INDEX chains_by_certificate ON chains (certificate);
)",
    R"(
CREATE TABLE keys (
  sha256 TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL
);
INSERT INTO keys (sha256, kind, first_seen, last_seen)
  SELECT key_sha256, MIN(key_kind), MIN(first_seen), MAX(last_seen) FROM certificates
  WHERE key_sha256 <> '' GROUP BY key_sha256;
CREATE INDEX certificates_by_key ON certificates (key_sha256);
CREATE TABLE sightings (
  certificate TEXT NOT NULL REFERENCES certificates (sha256),
  target TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  PRIMARY KEY (certificate, target)
);
INSERT INTO sightings (certificate, target, first_seen, last_seen)
  SELECT chains.certificate, results.target, MIN(results.checked_at), MAX(results.checked_at)
  FROM chains JOIN results ON results.id = chains.result GROUP BY chains.certificate, results.target;
CREATE INDEX sightings_by_target ON sightings (target);
)"};

std::string statements_of(int64_t version, const Database& database) {
  constexpr std::string_view place = "{row_number}";
  std::string text(versions.at(static_cast<size_t>(version - 1)));
  for (size_t at = 0; (at = text.find(place, at)) != std::string::npos;)
    text.replace(at, place.size(), database.row_number());
  return text;
}

/// 0 of an empty database.
Result<int64_t> version_of(Database& database) {
  const auto is_store = database.has_table("schema_version");
  if (!is_store) return is_store.error();
  if (!*is_store) {
    const auto empty = database.is_empty();
    if (!empty) return empty.error();
    if (!*empty)
      return Error{Error::Kind::unreadable,
                   database.name() + ": is a database of something else, not a store of certcheck"};
    return 0;
  }
  std::optional<int64_t> version;
  if (auto error = database.query("SELECT MAX(version) FROM schema_version", {},
                                  [&](const Row& row) { version = row.number(0); }))
    return *std::move(error);
  if (!version || *version < 1)
    return Error{Error::Kind::unreadable, database.name() + ": the store does not say of which schema it is"};
  if (*version > current_schema())
    return Error{Error::Kind::unreadable,
                 database.name() + ": is a store of schema " + std::to_string(*version) +
                     ", and this program reads those up to schema " + std::to_string(current_schema()) +
                     "; use the version of certcheck that wrote it, or a later one"};
  return *version;
}

std::optional<Error> upgrade(int64_t version, Database& database, const std::string& program) {
  // Another process may have done it meanwhile.
  const auto found = version_of(database);
  if (!found) return found.error();
  for (int64_t next = *found + 1; next <= version; ++next) {
    if (auto error = database.run(statements_of(next, database))) return error;
    const Value values[] = {next, program};
    if (auto error = database.query("INSERT INTO schema_version (version, program) VALUES ($1, $2)", values))
      return error;
  }
  return std::nullopt;
}

}  // namespace

int64_t current_schema() { return static_cast<int64_t>(versions.size()); }

std::optional<Error> bring_up_to_date(Database& database, bool create, const std::string& program) {
  return bring_up_to(current_schema(), database, create, program);
}

std::optional<Error> bring_up_to(int64_t version, Database& database, bool create,
                                 const std::string& program) {
  const auto found = version_of(database);
  if (!found) return found.error();
  if (*found == 0 && !create) return Error{Error::Kind::unreadable, database.name() + ": has no results yet"};
  if (*found >= version) return std::nullopt;
  if (auto error = database.begin_alone()) return error;
  auto error = upgrade(version, database, program);
  if (!error) error = database.commit();
  if (error) {
    database.roll_back();
    if (*found != 0)
      error->message += " (while the store is brought from schema " + std::to_string(*found) + " to " +
                        std::to_string(version) + ")";
  }
  return error;
}

}  // namespace certcheck::store
