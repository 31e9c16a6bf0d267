#include "certcheck/net/starttls/detail/protocols.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <map>
#include <set>

using namespace certcheck::net::starttls;

TEST_CASE("no name, scheme or port means two things") {
  std::multiset<std::string_view> names, schemes;
  std::multiset<uint16_t> ports;
  for (const Protocol& protocol : protocols()) {
    names.insert(protocol.name);
    names.insert(protocol.aliases.begin(), protocol.aliases.end());
    schemes.insert(protocol.clear_schemes.begin(), protocol.clear_schemes.end());
    schemes.insert(protocol.tls_schemes.begin(), protocol.tls_schemes.end());
    ports.insert(protocol.clear_ports.begin(), protocol.clear_ports.end());
    ports.insert(protocol.tls_ports.begin(), protocol.tls_ports.end());
  }
  names.erase("");
  schemes.erase("");
  ports.erase(0);
  for (const auto name : names) CHECK(names.count(name) == 1);
  for (const auto scheme : schemes) CHECK(schemes.count(scheme) == 1);
  for (const auto port : ports) CHECK(ports.count(port) == 1);
}

TEST_CASE("the table is sound") {
  for (const Protocol& protocol : protocols()) {
    CAPTURE(protocol.name);
    // What begins in the clear has a dialogue, and a port for each of its schemes.
    const bool clear = protocol.clear_ports[0] != 0;
    CHECK(clear == (protocol.start != nullptr));
    CHECK(clear == !protocol.clear_schemes[0].empty());
    if (!protocol.tls_schemes[0].empty()) CHECK(protocol.tls_ports[0] != 0);
    if (protocol.start != nullptr) {
      const auto dialogue = protocol.start({});
      REQUIRE(dialogue != nullptr);
      CHECK(dialogue->state() == State::more);
      CHECK_FALSE(dialogue->awaited().empty());
    }
    CHECK((protocol.after_handshake == Protocol::AfterHandshake::http_request) == (protocol.name == "https"));
  }
}

TEST_CASE("ports, schemes and names as people use them") {
  const std::map<uint16_t, std::string_view> clear{
      {25, "smtp"},          {587, "smtp"}, {24, "lmtp"},       {143, "imap"},   {110, "pop3"},
      {4190, "managesieve"}, {21, "ftp"},   {389, "ldap"},      {5222, "xmpp"},  {5269, "xmpp-server"},
      {119, "nntp"},         {6667, "irc"}, {5432, "postgres"}, {3306, "mysql"}, {3389, "rdp"}};
  for (const auto& [port, name] : clear) {
    CAPTURE(port);
    REQUIRE(protocol_of_clear_port(port) != nullptr);
    CHECK(protocol_of_clear_port(port)->name == name);
    CHECK(protocol_of_tls_port(port) == nullptr);
  }
  const std::map<uint16_t, std::string_view> tls{{443, "https"}, {465, "smtp"}, {993, "imap"},
                                                 {995, "pop3"},  {636, "ldap"}, {990, "ftp"},
                                                 {6697, "irc"},  {563, "nntp"}, {5223, "xmpp"}};
  for (const auto& [port, name] : tls) {
    CAPTURE(port);
    REQUIRE(protocol_of_tls_port(port) != nullptr);
    CHECK(protocol_of_tls_port(port)->name == name);
    CHECK(protocol_of_clear_port(port) == nullptr);
  }
  for (const uint16_t port : {uint16_t{0}, uint16_t{1}, uint16_t{80}, uint16_t{22}, uint16_t{65535}}) {
    CHECK(protocol_of_clear_port(port) == nullptr);
    CHECK(protocol_of_tls_port(port) == nullptr);
  }
  const auto [scheme, name, begins_clear, port] = GENERATE(
      table<std::string_view, std::string_view, bool, uint16_t>({{"smtp", "smtp", true, 25},
                                                                 {"SMTPS", "smtp", false, 465},
                                                                 {"postgres", "postgres", true, 5432},
                                                                 {"postgresql", "postgres", true, 5432},
                                                                 {"mysql", "mysql", true, 3306},
                                                                 {"xmpp", "xmpp", true, 5222},
                                                                 {"ldap", "ldap", true, 389},
                                                                 {"ftp", "ftp", true, 21},
                                                                 {"https", "https", false, 443},
                                                                 {"wss", "https", false, 443},
                                                                 {"ircs", "irc", false, 6697}}));
  CAPTURE(scheme);
  const auto found = find_scheme(scheme);
  REQUIRE(found);
  CHECK(found->protocol->name == name);
  CHECK(found->clear == begins_clear);
  CHECK(found->port == port);
}

TEST_CASE("what is unknown is nothing") {
  for (const std::string_view name : {"", "http2", "smt", "smtpx", "gopher"}) {
    CHECK(find_protocol(name) == nullptr);
    CHECK_FALSE(find_scheme(name));
  }
  CHECK(find_protocol("Sieve") == find_protocol("managesieve"));
  CHECK(find_protocol("POSTGRESQL")->name == "postgres");
}
