#include "certcheck/dns/mx.h"

#include "certcheck/dns/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace certcheck;
using dns::MxRecord;

namespace {

dns::Answer<MxRecord> answer(std::vector<MxRecord> records) {
  return {.name = "example.org", .records = std::move(records)};
}

std::vector<std::string> hosts(const dns::Answer<MxRecord>& given) {
  std::vector<std::string> out;
  for (const auto& each : dns::exchangers_of(given))
    out.push_back(std::to_string(each.place.preference) + " " + each.host);
  return out;
}

std::vector<std::string> ids(const Findings& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) out.emplace_back(finding.id());
  return out;
}

}  // namespace

TEST_CASE("exchangers come by preference, each once") {
  CHECK(hosts(answer({{20, "b.test"}, {10, "C.test"}, {20, "a.test"}, {30, "b.test"}})) ==
        std::vector<std::string>{"10 c.test", "20 a.test", "20 b.test"});
}

TEST_CASE("a domain without MX records is its own exchanger, and one that does not exist has none") {
  auto none = answer({});
  none.authenticated = true;
  const auto implicit = dns::exchangers_of(none);
  REQUIRE(implicit.size() == 1);
  CHECK(implicit[0].host == "example.org");
  CHECK(implicit[0].place.implicit);
  CHECK(implicit[0].place.authenticated);
  none.exists = false;
  CHECK(hosts(none).empty());
  auto failed = answer({});
  failed.problem = "SERVFAIL";
  CHECK(hosts(failed).empty());
}

TEST_CASE("a null MX alone means nobody, beside others it is ignored and reported") {
  CHECK(dns::is_null_mx(answer({{0, ""}})));
  CHECK(hosts(answer({{0, ""}})).empty());
  CHECK_FALSE(dns::is_null_mx(answer({})));
  const auto both = dns::exchangers_of(answer({{0, ""}, {10, "mx.test"}}));
  REQUIRE(both.size() == 1);
  CHECK(both[0].place.beside_null);
  CHECK(ids(dns::exchanger_findings("mx.test", both[0].place, {})) ==
        std::vector<std::string>{"mx.null_with_others", "mx.unauthenticated"});
}

TEST_CASE("a record that cannot be read stands for an exchanger that nobody knows") {
  auto given = answer({{10, "mx.test"}});
  given.unreadable.push_back({0});
  const auto exchangers = dns::exchangers_of(given);
  REQUIRE(exchangers.size() == 2);
  CHECK(exchangers[1].host.empty());
  CHECK(dns::malformed_exchanger(exchangers[1]).id() == "mx.malformed");
  // Not a null MX: what it says is unknown.
  given.records = {{0, ""}};
  CHECK_FALSE(dns::is_null_mx(given));
}

TEST_CASE("an exchanger that is an alias breaks a rule, the domain itself does not") {
  const MailExchanger place{.domain = "example.org", .preference = 10, .authenticated = true};
  CHECK(ids(dns::exchanger_findings("mx.test", place, {"real.test"})) ==
        std::vector<std::string>{"mx.alias"});
  const MailExchanger self{.domain = "example.org", .implicit = true, .authenticated = true};
  CHECK(ids(dns::exchanger_findings("example.org", self, {"real.test"})) ==
        std::vector<std::string>{"mx.implicit"});
}
