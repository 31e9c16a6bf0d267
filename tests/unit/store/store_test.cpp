#include "certcheck/store/store.h"

#include "stores.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

using namespace certcheck;
using namespace certcheck::store;

namespace {

FindingRecord finding(const std::string& id) {
  return {.id = id, .severity = "error", .subject = "certificate 0", .message = "what it says"};
}

}  // namespace

TEST_CASE("what was added is there after the store is opened again") {
  const Folder folder;
  Record added = record(date(2026, 6, 1), "a.example:443", "leaf", "key");
  added.findings = {finding("path.one"), finding("path.two")};
  {
    Store one = open_new(folder.file("results"));
    REQUIRE_FALSE(one.add(added));
  }
  auto again = Store::open(folder.file("results"), {});
  REQUIRE(again);
  for (const char* name : {"a.example:443", "as given: a.example:443"}) {
    const auto found = again->history({.targets = {name}});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    const PastResult& result = found->front();
    CHECK(result.checked_at == date(2026, 6, 1));
    CHECK(result.verdict == "trusted");
    CHECK(result.address == "192.0.2.1");
    CHECK(result.expires == date(2027, 1, 1));
    CHECK(result.limited_by == "CN=leaf");
    CHECK(result.leaf_issuer == "CN=issuer");
    CHECK(result.presented == std::vector<std::string>{"leaf", "issuer"});
    CHECK(result.path == result.presented);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[1].id == "path.two");
    CHECK(result.findings[1].message == "what it says");
  }
  CHECK(again->history({.targets = {"b.example:443"}})->empty());
  CHECK(again->history({.since = date(2026, 6, 2)})->empty());
}

TEST_CASE("a certificate and a key were seen from the first time to the last, wherever") {
  const Folder folder;
  Store one = open_new(folder.file("results"));
  // Not in their order: lists are checked by several runs.
  for (const auto& [day, target] :
       {std::pair{5U, "a.example:443"}, {2U, "a.example:443"}, {9U, "b.example:443"}})
    REQUIRE_FALSE(one.add(record(date(2026, 6, day), target, "leaf", "key")));
  REQUIRE_FALSE(one.add(record(date(2026, 6, 7), "a.example:443", "renewed", "key")));

  const auto seen = one.certificates({.targets = {"a.example:443"}});
  REQUIRE(seen);
  REQUIRE(seen->size() == 3);
  CHECK((*seen)[1].certificate.sha256 == "leaf");
  CHECK((*seen)[1].first_seen == date(2026, 6, 2));
  CHECK((*seen)[1].last_seen == date(2026, 6, 5));
  CHECK((*seen)[1].certificate.names == std::vector<std::string>{"DNS:a.example", "DNS:b.example"});
  CHECK((*seen)[2].certificate.sha256 == "renewed");

  const auto keys = one.keys({});
  REQUIRE(keys);
  REQUIRE(keys->size() == 4);  // two at two targets
  CHECK((*keys)[2].sha256 == "key");
  CHECK((*keys)[2].target == "a.example:443");
  CHECK((*keys)[2].certificates == 2);
  CHECK((*keys)[2].first_seen == date(2026, 6, 2));
  CHECK((*keys)[2].last_seen == date(2026, 6, 7));

  const auto targets = one.targets({});
  REQUIRE(targets);
  REQUIRE(targets->size() == 2);
  CHECK((*targets)[0].results == 3);
  CHECK((*targets)[0].first == date(2026, 6, 2));
  CHECK((*targets)[0].last == date(2026, 6, 7));
}

TEST_CASE("what expires is told by the last result with a path") {
  const Folder folder;
  Store one = open_new(folder.file("results"));
  const auto add = [&](unsigned day, const std::string& target, std::optional<Time> expires) {
    Record result = record(date(2026, 6, day), target, "leaf", "key");
    result.expires = expires;
    if (!expires) result.verdict = "unchecked";
    REQUIRE_FALSE(one.add(result));
  };
  add(1, "renewed:443", date(2026, 6, 20));
  add(2, "renewed:443", date(2026, 9, 20));
  add(1, "silent:443", date(2026, 6, 25));
  add(2, "silent:443", std::nullopt);
  add(1, "over:443", date(2026, 5, 1));
  const auto found = one.expiring(date(2026, 7, 1), {});
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK((*found)[0].target == "over:443");
  CHECK((*found)[1].target == "silent:443");
  CHECK((*found)[1].checked_at == date(2026, 6, 1));
  CHECK((*found)[1].limited_by == "CN=leaf");
  CHECK(one.expiring(date(2026, 7, 1), {.targets = {"over:443"}})->size() == 1);
  CHECK(one.expiring(date(2026, 7, 1), {.since = date(2026, 6, 2)})->empty());
  CHECK(one.expiring(date(2026, 10, 1), {})->size() == 3);
}

TEST_CASE("changes are what differs from one result to the next") {
  const Folder folder;
  Store one = open_new(folder.file("results"));
  const std::string target = "a.example:443";
  Record first = record(date(2026, 6, 1), target, "leaf", "key");
  REQUIRE_FALSE(one.add(first));
  SECTION("nothing") {
    first.checked_at = date(2026, 6, 2);
    REQUIRE_FALSE(one.add(first));
    CHECK(kinds_of_changes(*one.changes({})) == std::vector<std::string>{"first_result"});
    CHECK(one.changes({.since = date(2026, 6, 2)})->empty());
  }
  SECTION("a certificate that is replaced, with its key and with another") {
    REQUIRE_FALSE(one.add(record(date(2026, 6, 2), target, "renewed", "key")));
    REQUIRE_FALSE(one.add(record(date(2026, 6, 3), target, "rekeyed", "key2")));
    const auto found = one.changes({.since = date(2026, 6, 2)});
    REQUIRE(found);
    CHECK(kinds_of_changes(*found) == std::vector<std::string>{"certificate", "certificate"});
    CHECK((*found)[0].before == "leaf");
    CHECK((*found)[0].after == "renewed");
    CHECK((*found)[0].message == "certificate of CN=renewed by CN=issuer, with the same key");
    CHECK((*found)[1].message == "certificate of CN=rekeyed by CN=issuer, with another key");
  }
  SECTION("a server that is away for a while has changed nothing") {
    Record away = first;
    away.checked_at = date(2026, 6, 2);
    away.verdict = "unchecked";
    away.certificates.clear();
    away.presented.clear();
    away.path.clear();
    away.limited_by.clear();
    away.expires.reset();
    away.findings = {finding("handshake.not_connected")};
    REQUIRE_FALSE(one.add(away));
    first.checked_at = date(2026, 6, 3);
    REQUIRE_FALSE(one.add(first));
    const auto found = one.changes({.since = date(2026, 6, 2)});
    REQUIRE(found);
    CHECK(kinds_of_changes(*found) == std::vector<std::string>{"verdict", "verdict"});
    CHECK((*found)[0].message == "was trusted, is unchecked: handshake.not_connected: what it says");
    CHECK((*found)[1].after == "trusted");
  }
  SECTION("findings, the rest of the chain, the path") {
    Record next = first;
    next.checked_at = date(2026, 6, 2);
    next.findings = {finding("path.one"), finding("path.one")};
    next.presented = {"leaf"};
    REQUIRE_FALSE(one.add(next));
    next.checked_at = date(2026, 6, 3);
    next.findings = {finding("path.two")};
    next.path = {"leaf"};
    REQUIRE_FALSE(one.add(next));
    const auto found = one.changes({.since = date(2026, 6, 2)});
    REQUIRE(found);
    CHECK(kinds_of_changes(*found) ==
          std::vector<std::string>{"finding_new", "chain", "finding_new", "finding_gone", "path"});
    CHECK((*found)[3].before == "path.one");
  }
  SECTION("the parts of a target are compared with themselves") {
    Record part = record(date(2026, 6, 2), target, "other", "key");
    part.part = "RSA";
    REQUIRE_FALSE(one.add(part));
    CHECK(kinds_of_changes(*one.changes({.since = date(2026, 6, 2)})) ==
          std::vector<std::string>{"first_result"});
  }
}

TEST_CASE("several writers of one file lose nothing") {
  const Folder folder;
  constexpr int writers = 2, each = 100;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  // Each has a connection of its own, as processes have, and is the one to make the store, or not.
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      auto opened = Store::open(folder.file("results"), {.create = true, .program = "test"});
      if (!opened) {
        failures += each;
        return;
      }
      for (int i = 0; i < each; ++i)
        if (opened->add(record(date(2026, 6, 1), "host" + std::to_string(writer) + ":" + std::to_string(i),
                               "leaf" + std::to_string(i % 7), "key")))
          ++failures;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  Store all = open_new(folder.file("results"));
  CHECK(all.targets({})->size() == size_t{writers} * each);
}

TEST_CASE("what cannot be a store says why") {
  const Folder folder;
  const auto message = [](const std::string& place, bool create) {
    const auto opened = Store::open(place, {.create = create, .program = "test"});
    return opened ? std::string() : opened.error().message;
  };
  CHECK(message(folder.file("absent"), false).find("unable to open") != std::string::npos);
  CHECK(message(folder.file("no/such/folder"), true).find("unable to open") != std::string::npos);
  std::ofstream(folder.file("text")) << std::string(10'000, 'x');
  CHECK(message(folder.file("text"), true).find("not a database") != std::string::npos);
  std::ofstream(folder.file("empty")).close();
  CHECK(message(folder.file("empty"), false).find("no results yet") != std::string::npos);
  CHECK(message(folder.file("empty"), true).empty());
}

TEST_CASE("a place is shown without its password") {
  CHECK(shown_place("results.db") == "results.db");
  CHECK(shown_place("postgresql://db.example/inventory") == "postgresql://db.example/inventory");
  CHECK(shown_place("postgres://me:se@cret@db:5432/x?password=secret") == "postgres://me@db:5432/x");
  CHECK(shown_place("postgresql:///x?host=/tmp&password=secret") == "postgresql:///x");
  CHECK(shown_place("postgresql://me@/x") == "postgresql://me@/x");
}
