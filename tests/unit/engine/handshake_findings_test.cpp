#include "certcheck/engine/handshake_findings.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;

namespace {

HandshakeRecord failed(HandshakeFailure failure) {
  HandshakeRecord record;
  record.failure = failure;
  record.stopped_at = "client_hello";
  record.error = "what went wrong";
  return record;
}

std::vector<std::string_view> ids(const Findings& findings) {
  std::vector<std::string_view> out;
  for (const Finding& finding : findings) out.push_back(finding.id());
  return out;
}

using Ids = std::vector<std::string_view>;
using Evidence = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("each way to fail is one finding about the handshake") {
  using Failure = HandshakeFailure;
  const std::vector<std::pair<Failure, std::string_view>> expected{
      {Failure::usage, "engine.input_unusable"},
      {Failure::resolve, "handshake.unresolved"},
      {Failure::connect, "handshake.not_connected"},
      {Failure::timeout, "handshake.timeout"},
      {Failure::closed, "handshake.closed"},
      {Failure::plaintext, "handshake.plaintext"},
      {Failure::alert, "handshake.alert"},
      {Failure::protocol_too_old, "handshake.protocol_too_old"},
      {Failure::unsupported, "handshake.unsupported"},
      {Failure::client_certificate, "handshake.client_certificate_required"},
      {Failure::invalid_certificate, "handshake.invalid_certificate"},
      {Failure::tls, "handshake.failed"},
      {Failure::limit, "handshake.limit_exceeded"},
      {Failure::local, "engine.resources_exhausted"},
      {Failure::internal, "handshake.failed"}};
  // None is left out: the values of the enumeration run on from none.
  CHECK(expected.size() == static_cast<size_t>(Failure::internal));
  for (const auto& [failure, id] : expected) {
    INFO(id);
    const Findings findings = engine::handshake_findings(failed(failure));
    REQUIRE(ids(findings) == Ids{id});
    CHECK(findings[0].subject.kind == Subject::Kind::handshake);
    CHECK(findings[0].message == "what went wrong");
    CHECK(findings[0].evidence == Evidence{{"stopped_at", "client_hello"}});
  }
}

TEST_CASE("a handshake without fault gives no finding") {
  HandshakeRecord record;
  record.completed = true;
  record.key_exchange = KeyExchange{.kind = KeyExchange::Kind::ecdhe, .group = "x25519", .bits = 255};
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("a failure shows what is known of it") {
  HandshakeRecord refused = failed(HandshakeFailure::alert);
  refused.alert = HandshakeAlert{.level = "fatal", .description = "handshake_failure"};
  refused.addresses_tried = {"192.0.2.1: Connection refused"};
  CHECK(engine::handshake_findings(refused)[0].evidence ==
        Evidence{{"stopped_at", "client_hello"},
                 {"address_tried", "192.0.2.1: Connection refused"},
                 {"alert", "handshake_failure"}});
  HandshakeRecord plain = failed(HandshakeFailure::plaintext);
  plain.plaintext = {'2', '2', '0'};
  CHECK(engine::handshake_findings(plain)[0].evidence ==
        Evidence{{"stopped_at", "client_hello"}, {"received_base64", "MjIw"}});
}

TEST_CASE("a client certificate that was asked for and not sent is noted") {
  HandshakeRecord record;
  record.completed = true;
  record.client_certificate.requested = true;
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.client_certificate_required"});
  record.client_certificate.sent = true;
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("static RSA has no forward secrecy, however the handshake ends") {
  HandshakeRecord record;
  record.completed = true;
  record.key_exchange = KeyExchange{.kind = KeyExchange::Kind::static_rsa, .group = {}, .bits = 2048};
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.no_forward_secrecy"});
  record.completed = false;
  record.failure = HandshakeFailure::closed;
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.closed", "handshake.no_forward_secrecy"});
}

TEST_CASE("what a server breaks behind a handshake is told and does not undo it") {
  HandshakeRecord record;
  record.completed = true;
  record.violation = "what the server sent behind the handshake is not TLS: a record of unknown type";
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"handshake.protocol_violation"});
  CHECK(findings[0].message == record.violation);
}

TEST_CASE("certificates beyond those that are looked at are counted") {
  HandshakeRecord record;
  record.completed = true;
  record.certificates.resize(256);
  record.certificates_left_out = 9'744;
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"handshake.limit_exceeded"});
  CHECK(findings[0].message == "the server sent 10000 certificates; the first 256 are looked at");
}
