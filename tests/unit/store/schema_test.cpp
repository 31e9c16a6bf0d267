#include "certcheck/store/detail/schema.h"

#include "certcheck/store/store.h"

#include "stores.h"
#include "tests/support/paths.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace certcheck;
using namespace certcheck::store;

namespace {

std::unique_ptr<Database> database_of(const std::string& file, bool create = false) {
  auto database = open_sqlite(file, create);
  if (!database) FAIL(database.error().message);
  return *std::move(database);
}

std::vector<std::string> rows_of(Database& database, const std::string& statement) {
  std::vector<std::string> rows;
  const auto error = database.query(statement, {}, [&](const Row& row) { rows.push_back(row.text(0)); });
  if (error) FAIL(error->message);
  return rows;
}

const std::string tables_statement = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";

}  // namespace

TEST_CASE("a store of the first schema is brought up to date, and keeps what it has") {
  const Folder folder;
  const std::string file = folder.file("results");
  // Written when schema 1 was the current one: a file of its own, not what this source says of it today.
  std::filesystem::copy_file(test::source_dir() / "testdata/store/schema-1.db", file);
  auto opened = Store::open(file, {.create = false, .program = "test 2"});
  if (!opened) FAIL(opened.error().message);

  const auto results = opened->history({.targets = {"www.example.com:443"}});
  REQUIRE(results);
  REQUIRE(results->size() == 2);
  CHECK((*results)[0].verdict == "trusted");
  CHECK((*results)[1].findings.at(0).id == "path.validity.expired");
  // What is kept of certificates and keys since schema 2 follows from what the first one has.
  const auto certificates = opened->certificates({.targets = {"www.example.com:443"}});
  REQUIRE(certificates);
  REQUIRE(certificates->size() == 3);
  CHECK((*certificates)[0].first_seen == date(2026, 5, 1));
  CHECK((*certificates)[0].certificate.subject == "CN=issuing CA");
  CHECK((*certificates)[0].last_seen == date(2026, 6, 1));
  const auto keys = opened->keys({});
  REQUIRE(keys);
  CHECK(keys->size() == 6);  // four, of which two are at both targets
  CHECK(kinds_of_changes(*opened->changes({.targets = {"www.example.com:443"}})) ==
        std::vector<std::string>{"first_result", "verdict", "finding_new", "certificate"});
  // It goes on from there.
  CHECK_FALSE(opened->add(record(date(2026, 7, 1), "www.example.com:443", "leaf", "key")));
  CHECK(opened->history({.targets = {"www.example.com:443"}})->size() == 3);

  const auto upgraded = database_of(file);
  CHECK(rows_of(*upgraded, "SELECT version FROM schema_version ORDER BY version") ==
        std::vector<std::string>{"1", "2"});
  CHECK(rows_of(*upgraded, "SELECT program FROM schema_version WHERE version = 2") ==
        std::vector<std::string>{"test 2"});
  CHECK(rows_of(*upgraded, "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
  CHECK(rows_of(*upgraded, "PRAGMA foreign_key_check").empty());
}

TEST_CASE("a store that was upgraded has the tables of one that is new") {
  const Folder folder;
  std::filesystem::copy_file(test::source_dir() / "testdata/store/schema-1.db", folder.file("old"));
  REQUIRE(Store::open(folder.file("old"), {.program = "test"}));
  open_new(folder.file("new"));
  CHECK(rows_of(*database_of(folder.file("old")), tables_statement) ==
        rows_of(*database_of(folder.file("new")), tables_statement));
}

TEST_CASE("an upgrade that fails leaves the store as it was") {
  const Folder folder;
  const auto database = database_of(folder.file("results"), true);
  REQUIRE_FALSE(bring_up_to(1, *database, true, "test"));
  // In the way of schema 2.
  REQUIRE_FALSE(database->run("CREATE TABLE sightings (x BIGINT)"));
  const auto error = bring_up_to_date(*database, true, "test");
  REQUIRE(error);
  CHECK(error->message.find("from schema 1 to 2") != std::string::npos);
  CHECK(rows_of(*database, "SELECT MAX(version) FROM schema_version") == std::vector<std::string>{"1"});
  CHECK(rows_of(*database, "SELECT name FROM sqlite_master WHERE name = 'keys'").empty());
}

TEST_CASE("a store of a later schema is not touched") {
  const Folder folder;
  const std::string file = folder.file("results");
  open_new(file);
  REQUIRE_FALSE(database_of(file)->run("INSERT INTO schema_version (version, program) VALUES (99, 'later')"));
  const auto opened = Store::open(file, {.create = true, .program = "test"});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message.find("is a store of schema 99") != std::string::npos);
  CHECK(opened.error().message.find(std::to_string(current_schema())) != std::string::npos);
}

TEST_CASE("a database of something else is not touched") {
  const Folder folder;
  const std::string file = folder.file("results");
  REQUIRE_FALSE(database_of(file, true)->run("CREATE TABLE customers (name TEXT)"));
  const auto opened = Store::open(file, {.create = true, .program = "test"});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message.find("not a store of certcheck") != std::string::npos);
  CHECK(rows_of(*database_of(file), "SELECT name FROM sqlite_master") ==
        std::vector<std::string>{"customers"});
}

TEST_CASE("a result of which a part cannot be kept is not kept at all") {
  const Folder folder;
  const std::string file = folder.file("results");
  Store one = open_new(file);
  REQUIRE_FALSE(one.add(record(date(2026, 6, 1), "a.example:443", "leaf", "key")));
  Record broken = record(date(2026, 6, 2), "b.example:443", "other", "key");
  broken.path = {"no such certificate"};
  const auto error = one.add(broken);
  REQUIRE(error);
  CHECK(error->message.starts_with(file));
  CHECK(one.targets({})->size() == 1);
  CHECK(rows_of(*database_of(file), "SELECT sha256 FROM certificates WHERE sha256 = 'other'").empty());
  // What follows is.
  CHECK_FALSE(one.add(record(date(2026, 6, 3), "b.example:443", "other", "key")));
}
