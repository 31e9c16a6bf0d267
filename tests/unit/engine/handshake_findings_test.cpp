#include "certcheck/engine/detail/handshake_findings.h"

#include "certcheck/tls/code_points.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;

namespace {

tls::HandshakeRecord failed(tls::HandshakeFailure failure) {
  tls::HandshakeRecord record;
  record.failure = failure;
  record.stopped_at = tls::Stage::client_hello;
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
  using Failure = tls::HandshakeFailure;
  const std::vector<std::pair<Failure, std::string_view>> expected{
      {Failure::usage, "engine.input_unusable"},
      {Failure::resolve, "handshake.unresolved"},
      {Failure::connect, "handshake.not_connected"},
      {Failure::proxy, "handshake.failed"},     // how is told below
      {Failure::starttls, "handshake.failed"},  // how is told below
      {Failure::timeout, "handshake.timeout"},
      {Failure::closed, "handshake.closed"},
      {Failure::plaintext, "handshake.plaintext"},
      {Failure::alert, "handshake.alert"},
      {Failure::protocol_too_old, "handshake.protocol_too_old"},
      {Failure::unsupported, "handshake.unsupported"},
      {Failure::client_certificate, "handshake.client_certificate_required"},
      {Failure::invalid_certificate, "handshake.invalid_certificate"},
      {Failure::tls, "handshake.failed"},
      {Failure::limit, "handshake.failed"},
      {Failure::local, "engine.resources_exhausted"},
      {Failure::internal, "handshake.failed"}};
  // None is left out but one: the values of the enumeration run on from none. What is wrong with a domain's
  // mail exchangers is told by the findings about DNS.
  CHECK(expected.size() + 1 == static_cast<size_t>(Failure::internal));
  CHECK(engine::handshake_findings(failed(Failure::mail_exchanger)).empty());
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
  tls::HandshakeRecord record;
  record.completed = true;
  record.key_exchange =
      tls::KeyExchange{.kind = tls::KeyExchange::Kind::ecdhe, .group = tls::named_group::x25519, .bits = 255};
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("a failure shows what is known of it") {
  tls::HandshakeRecord refused = failed(tls::HandshakeFailure::alert);
  refused.alert =
      tls::HandshakeAlert{tls::Side::server, {tls::alert::fatal, tls::alert::handshake_failure, true}};
  refused.addresses_tried = {{.address = "192.0.2.1", .why = "Connection refused"}};
  CHECK(engine::handshake_findings(refused)[0].evidence ==
        Evidence{{"stopped_at", "client_hello"},
                 {"address_tried", "192.0.2.1: Connection refused"},
                 {"alert", "handshake_failure"}});
  tls::HandshakeRecord plain = failed(tls::HandshakeFailure::plaintext);
  plain.plaintext = {'2', '2', '0'};
  CHECK(engine::handshake_findings(plain)[0].evidence ==
        Evidence{{"stopped_at", "client_hello"}, {"received_base64", "MjIw"}});
}

TEST_CASE("a proxy that makes no connection is told apart by how, with what chose it") {
  using Outcome = tls::ProxyUse::Outcome;
  for (const auto& [outcome, id] :
       std::map<Outcome, std::string>{{Outcome::unreachable, "proxy.unreachable"},
                                      {Outcome::authentication, "proxy.authentication"},
                                      {Outcome::refused, "proxy.refused"},
                                      {Outcome::no_connection, "proxy.no_connection"},
                                      {Outcome::malformed, "proxy.malformed"},
                                      {Outcome::untrusted, "proxy.untrusted"}}) {
    tls::HandshakeRecord record = failed(tls::HandshakeFailure::proxy);
    record.stopped_at = tls::Stage::proxy;
    record.proxy =
        tls::ProxyUse{.url = "http://proxy.test:3128", .named_by = "https_proxy", .outcome = outcome};
    const Findings findings = engine::handshake_findings(record);
    REQUIRE(ids(findings) == Ids{id});
    CHECK(findings[0].message == "what went wrong");
    CHECK(findings[0].evidence == Evidence{{"stopped_at", "proxy"},
                                           {"proxy", "http://proxy.test:3128"},
                                           {"proxy_named_by", "https_proxy"}});
  }
}

TEST_CASE("a server that does not start TLS is told apart by how, in its own words") {
  using Outcome = tls::StartTls::Outcome;
  for (const auto& [outcome, id] :
       std::map<Outcome, std::string>{{Outcome::not_offered, "starttls.not_offered"},
                                      {Outcome::refused, "starttls.refused"},
                                      {Outcome::no_service, "starttls.no_service"},
                                      {Outcome::malformed, "starttls.malformed"}}) {
    tls::HandshakeRecord record = failed(tls::HandshakeFailure::starttls);
    record.stopped_at = tls::Stage::starttls;
    record.starttls = tls::StartTls{.protocol = "smtp", .outcome = outcome, .greeting = "mail.test ready"};
    const Findings findings = engine::handshake_findings(record);
    REQUIRE(ids(findings) == Ids{id});
    CHECK(findings[0].message == "what went wrong");
    CHECK(findings[0].evidence ==
          Evidence{{"stopped_at", "starttls"}, {"protocol", "smtp"}, {"greeting", "mail.test ready"}});
  }
}

TEST_CASE("bytes behind the go-ahead are told of a handshake that is completed all the same") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.starttls =
      tls::StartTls{.protocol = "imap", .outcome = tls::StartTls::Outcome::ready, .injected_bytes = 12};
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"starttls.injected"});
  CHECK(findings[0].evidence == Evidence{{"protocol", "imap"}, {"bytes", "12"}});
  record.starttls->injected_bytes = 0;
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("a client certificate that was asked for and not sent is noted") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.client_certificate.requested = true;
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.client_certificate_required"});
  record.client_certificate.sent = true;
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("static RSA has no forward secrecy, however the handshake ends") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.key_exchange = tls::KeyExchange{.kind = tls::KeyExchange::Kind::static_rsa, .bits = 2048};
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.no_forward_secrecy"});
  record.completed = false;
  record.failure = tls::HandshakeFailure::closed;
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.closed", "handshake.no_forward_secrecy"});
}

TEST_CASE("what a server breaks behind a handshake is told and does not undo it") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.violations = {{.kind = tls::Violation::limit_tickets,
                        .step = tls::Stage::new_session_ticket,
                        .message = "more than 64 tickets",
                        .after_handshake = true}};
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"handshake.limit.tickets"});
  CHECK(findings[0].message == "more than 64 tickets");
  CHECK(findings[0].evidence.back() == std::pair<std::string, std::string>("handshake", "completed before"));
}

TEST_CASE("certificates beyond those that are looked at are counted") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.certificates.resize(256);
  record.certificates_left_out = 9'744;
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"handshake.limit.certificates"});
  CHECK(findings[0].message == "the server sent 10000 certificates; the first 256 are checked");
}

TEST_CASE("each rule that a server breaks is a finding of its own, with the step") {
  std::set<std::string_view> seen;
  for (unsigned kind = 0; kind < tls::violation_count; ++kind) {
    tls::HandshakeRecord record;
    record.completed = true;
    const bool limit = is_limit(static_cast<tls::Violation>(kind));
    record.failure = limit ? tls::HandshakeFailure::limit : tls::HandshakeFailure::tls;
    record.violations = {
        {static_cast<tls::Violation>(kind), tls::Stage::certificate, "what went wrong", false}};
    const Findings findings = engine::handshake_findings(record);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].id().starts_with(limit ? "handshake.limit." : "handshake.protocol."));
    CHECK(findings[0].evidence == Evidence{{"step", "certificate"}});
    seen.insert(findings[0].id());
  }
  CHECK(seen.size() == tls::violation_count);
  CHECK(seen == std::set<std::string_view>{"handshake.protocol.malformed_record",
                                           "handshake.protocol.record_too_long",
                                           "handshake.protocol.unauthentic_record",
                                           "handshake.protocol.plaintext_record",
                                           "handshake.protocol.fragmented_across_keys",
                                           "handshake.protocol.empty_fragment",
                                           "handshake.protocol.malformed_message",
                                           "handshake.protocol.unexpected_message",
                                           "handshake.protocol.malformed_alert",
                                           "handshake.protocol.change_cipher_spec",
                                           "handshake.protocol.version_not_offered",
                                           "handshake.protocol.cipher_suite_not_offered",
                                           "handshake.protocol.cipher_suite_changed",
                                           "handshake.protocol.compression",
                                           "handshake.protocol.session_id",
                                           "handshake.protocol.downgrade",
                                           "handshake.protocol.group_not_offered",
                                           "handshake.protocol.key_share",
                                           "handshake.protocol.dh_group_out_of_bounds",
                                           "handshake.protocol.needless_retry",
                                           "handshake.protocol.missing_extension",
                                           "handshake.protocol.duplicate_extension",
                                           "handshake.protocol.unsolicited_extension",
                                           "handshake.protocol.misplaced_extension",
                                           "handshake.protocol.renegotiation_info",
                                           "handshake.protocol.no_certificate",
                                           "handshake.protocol.certificate_compression",
                                           "handshake.protocol.certificate_key",
                                           "handshake.protocol.signature_scheme_not_offered",
                                           "handshake.protocol.signature_scheme_forbidden",
                                           "handshake.protocol.signature_invalid",
                                           "handshake.protocol.finished",
                                           "handshake.protocol.malformed_staple",
                                           "handshake.limit.message_bytes",
                                           "handshake.limit.handshake_bytes",
                                           "handshake.limit.messages",
                                           "handshake.limit.bytes_before_hello",
                                           "handshake.limit.records",
                                           "handshake.limit.useless_records",
                                           "handshake.limit.tickets",
                                           "handshake.limit.warnings",
                                           "handshake.limit.key_updates",
                                           "handshake.limit.hello_requests",
                                           "handshake.limit.application_bytes",
                                           "handshake.limit.decompression"});
}

TEST_CASE("what a server cannot take is a finding of its own") {
  using Kind = tls::Intolerance::Kind;
  const std::vector<std::pair<Kind, std::string_view>> expected{
      {Kind::large_hello, "handshake.intolerance.large_hello"},
      {Kind::new_tls, "handshake.intolerance.tls13"},
      {Kind::server_name, "handshake.intolerance.server_name"},
      {Kind::alpn, "handshake.intolerance.alpn"},
      {Kind::modern_only, "handshake.intolerance.modern_offer"}};
  for (const auto& [kind, id] : expected) {
    tls::HandshakeRecord record;
    record.completed = true;
    record.intolerances = {{kind, "what it did"}};
    const Findings findings = engine::handshake_findings(record);
    REQUIRE(ids(findings) == Ids{id});
    CHECK(findings[0].message == "what it did");
  }
}

TEST_CASE("an obsolete version is found although the handshake was completed") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.version = tls::tls11_version;
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.protocol_too_old"});
  record.version = tls::tls12_version;
  CHECK(engine::handshake_findings(record).empty());
}

TEST_CASE("certificates that ordinary clients do not read are found") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.certificates = {Bytes(102'400 - 6, 0)};
  CHECK(engine::handshake_findings(record).empty());
  record.certificates.front().push_back(0);
  CHECK(ids(engine::handshake_findings(record)) == Ids{"handshake.certificates_too_large"});
}

TEST_CASE("addresses at which nobody answers are named where another one does") {
  tls::HandshakeRecord record;
  record.completed = true;
  record.address = "192.0.2.2";
  record.addresses_tried = {{.address = "2001:db8::1", .why = "Network is unreachable"},
                            {.address = "192.0.2.1", .why = "Connection refused", .dead = true}};
  const Findings findings = engine::handshake_findings(record);
  REQUIRE(ids(findings) == Ids{"handshake.address_not_connected"});
  CHECK(findings[0].message == "no connection to 192.0.2.1: Connection refused; 192.0.2.2 answers");
  tls::HandshakeRecord refused = failed(tls::HandshakeFailure::connect);
  refused.stopped_at = tls::Stage::connect;
  refused.addresses_tried = record.addresses_tried;
  CHECK(ids(engine::handshake_findings(refused)) == Ids{"handshake.not_connected"});
}
