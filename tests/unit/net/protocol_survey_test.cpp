#include "certcheck/net/protocol_survey.h"

#include "certcheck/tls/code_points.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;

namespace {

using Values = std::vector<uint16_t>;

bool contains(const Values& list, uint16_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// A server as a table: of each version its suites and groups, in its own order or the client's.
struct Server {
  std::map<uint16_t, std::pair<Values, Values>> versions;
  bool own_order = true;
  bool silent_about_others = false;  ///< over other versions it keeps silent instead of refusing

  static std::optional<uint16_t> choose(const Values& own, const Values& offered, bool own_order) {
    for (const uint16_t each : own_order ? own : offered)
      if (contains(own_order ? offered : own, each)) return each;
    return std::nullopt;
  }

  HandshakeRecord answer(const ConnectOptions& options) const {
    HandshakeRecord record;
    record.failure = HandshakeFailure::alert;
    const auto known = versions.find(options.versions.at(0));
    if (known == versions.end()) {
      if (silent_about_others) record.failure = HandshakeFailure::timeout;
      return record;
    }
    const auto suite = choose(known->second.first, options.cipher_suites, own_order);
    const auto group =
        options.groups.empty()
            ? known->second.second.empty() ? std::nullopt : std::optional(known->second.second.front())
            : choose(known->second.second, options.groups, true);
    if (!suite || (!options.groups.empty() && !group)) return record;
    record.failure = HandshakeFailure::none;
    record.version = known->first;
    record.cipher_suite = suite;
    record.key_exchange = KeyExchange{.kind = KeyExchange::Kind::ecdhe, .group = group};
    record.certificates = {Bytes{1}};
    return record;
  }
};

ProtocolSurvey survey_of(const Server& server, const ConnectOptions& common = {}) {
  ProtocolSurvey survey(common);
  while (const auto options = survey.next()) {
    REQUIRE(options->versions.size() == 1);
    CHECK_FALSE(options->second_tries);
    REQUIRE(survey.support().handshakes < 1000);
    survey.take(server.answer(*options));
  }
  return survey;
}

}  // namespace

TEST_CASE("a survey finds each version, suite and group that a server accepts, in its order") {
  const Server server{.versions = {{tls13_version, {{0x1302, 0x1301}, {29, 23}}},
                                   {tls12_version, {{0xc030, 0xc02f, 0x009c}, {23, 24, 29}}},
                                   {tls10_version, {{0x002f}, {}}}}};
  const auto survey = survey_of(server);
  const auto& support = survey.support();
  CHECK(support.incomplete.empty());
  REQUIRE(support.versions.size() == 3);
  CHECK(support.versions[0].version == tls13_version);
  CHECK(support.versions[0].cipher_suites == Values{0x1302, 0x1301});
  CHECK(support.versions[0].groups == Values{29, 23});
  CHECK(support.versions[0].server_order == true);
  CHECK(support.versions[1].cipher_suites == Values{0xc030, 0xc02f, 0x009c});
  CHECK(support.versions[1].groups == Values{23, 24, 29});
  CHECK(support.versions[2].version == tls10_version);
  CHECK(support.versions[2].groups.empty());
  CHECK_FALSE(support.versions[2].server_order);
  // One for each suite and group, without what the server showed.
  CHECK(survey.handshakes().size() == 2 + 2 + 3 + 3 + 1);
  for (const auto& record : survey.handshakes()) CHECK(record.certificates.empty());
  CHECK(support.handshakes < 60);
}

TEST_CASE("a survey tells a server that follows the client's order") {
  const Server server{.versions = {{tls12_version, {{0xc030, 0xc02f}, {23}}}}, .own_order = false};
  const auto survey = survey_of(server);
  REQUIRE(survey.support().versions.size() == 1);
  CHECK(survey.support().versions[0].server_order == false);
}

TEST_CASE("a survey asks about the versions that are wanted alone") {
  const Server server{.versions = {{tls13_version, {{0x1301}, {29}}}, {tls12_version, {{0xc02f}, {29}}}}};
  ConnectOptions common;
  common.versions = {tls12_version};
  const auto survey = survey_of(server, common);
  REQUIRE(survey.support().versions.size() == 1);
  CHECK(survey.support().versions[0].version == tls12_version);
}

TEST_CASE("a server that keeps silent over old versions is asked about all of them") {
  const Server server{.versions = {{tls13_version, {{0x1301}, {29}}}}, .silent_about_others = true};
  const auto survey = survey_of(server);
  CHECK(survey.support().incomplete.empty());
  CHECK(survey.support().versions.size() == 1);
}

TEST_CASE("a survey of a server that is not there, or that chooses anything, has an end") {
  ProtocolSurvey unreachable({});
  size_t asked = 0;
  while (unreachable.next()) {
    HandshakeRecord record;
    record.failure = HandshakeFailure::connect;
    record.error = "connection refused";
    unreachable.take(std::move(record));
    REQUIRE(++asked < 10);
  }
  CHECK(unreachable.support().incomplete == "connection refused");
  CHECK(unreachable.support().versions.empty());

  ProtocolSurvey liar({});
  asked = 0;
  while (const auto options = liar.next()) {
    HandshakeRecord record;
    record.version = options->versions.at(0);
    record.cipher_suite = 0xfefe;
    liar.take(std::move(record));
    REQUIRE(++asked < 100);
  }
  CHECK(liar.support().versions.empty());
}
