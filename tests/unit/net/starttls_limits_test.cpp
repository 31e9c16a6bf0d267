// What a hostile server costs, and what it slips in behind its go-ahead.
#include "tests/unit/net/starttls_script.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net::starttls;

namespace {

std::unique_ptr<Dialogue> begin(std::string_view protocol, const Options& options = {}) {
  return find_protocol(protocol)->start(options);
}

std::string repeated(std::string_view words, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += words;
  return text;
}

}  // namespace

TEST_CASE("what comes behind the go-ahead is counted and dropped") {
  const Turn request = client_says(std::string("\0\0\0\x08\x04\xd2\x16\x2f", 8));
  CHECK(play("postgres", {request, server_says("S")}).bytes_after_go_ahead == 0);
  const Ending injected = play("postgres", {request, server_says("SR0000")});
  CHECK(injected.state == State::ready);
  CHECK(injected.bytes_after_go_ahead == 5);
  CHECK(play("smtp", {server_says("220 x\r\n"), client_says("EHLO [127.0.0.1]\r\n"),
                      server_says("250-x\r\n250 STARTTLS\r\n"), client_says("STARTTLS\r\n"),
                      server_says("220 go\r\n250 2.1.0 fine\r\n")})
            .bytes_after_go_ahead == 16);
  CHECK(play("imap", {server_says("* OK [CAPABILITY STARTTLS]\r\n"), client_says("a2 STARTTLS\r\n"),
                      server_says("a2 OK go\r\n* 1 EXISTS")})
            .bytes_after_go_ahead == 10);
}

TEST_CASE("a line, packet or tag without an end costs no more than its limit") {
  const auto c = GENERATE(values<std::pair<std::string_view, std::string>>({
      {"smtp", "220 "},
      {"imap", "* OK "},
      {"ftp", "220-\r\n"},
      {"irc", ":"},
      {"ldap", std::string("0\x84\xff\xff\xff\xff", 6)},
      {"xmpp", "<stream:stream version='"},
      {"xmpp", "<stream:stream version='1'><![CDATA["},
      {"xmpp", "<stream:stream version='1'>"},
      {"postgres", std::string("E\0\0\x70\0", 5)},
      {"mysql", "\xff\xff\xff\x01\x0a"},
      {"rdp", std::string("\x03\0\xff\xff", 4)},
  }));
  CAPTURE(c.first, c.second);
  const auto dialogue = begin(c.first);
  dialogue->receive(as_bytes(c.second));
  const std::string block(1000, 'x');
  size_t blocks = 0;
  size_t most = 0;
  for (; dialogue->state() == State::more && blocks < 100; ++blocks) {
    dialogue->receive(as_bytes(block));
    most = std::max(most, dialogue->kept());
  }
  CHECK(dialogue->state() == State::malformed);
  CHECK(blocks == 9);
  CHECK(most < Limits().message_bytes_max + 1000);
  CHECK(dialogue->problem().find("bytes that are not a complete message of") != std::string::npos);
  CHECK(dialogue->problem().size() < 1600);
}

TEST_CASE("talk without an answer costs no more than its limits") {
  const auto c = GENERATE(values<std::pair<std::string_view, std::string>>({
      {"smtp", "220-" + std::string(100, 'x') + "\r\n"},
      {"imap", "* OK {500}\r\n" + std::string(500, 'x') + "\r\n"},
      {"ftp", "120 wait\r\n"},
      {"irc", "PING :x\r\n"},
      {"irc", ":x NOTICE * :" + std::string(200, 'x') + "\r\n"},
      {"xmpp", "<stream version=''>"},
      {"xmpp", "<stream version=''><a>" + std::string(500, 'x') + "</a>"},
  }));
  CAPTURE(c.first, c.second);
  const auto dialogue = begin(c.first);
  if (c.first == "imap") dialogue->receive(as_bytes("* OK hello\r\n"));
  size_t said = 0, output = 0;
  while (dialogue->state() == State::more && said < 1'000'000) {
    dialogue->receive(as_bytes(c.second));
    said += c.second.size();
    output += dialogue->take_output().size();
  }
  CHECK(dialogue->state() == State::malformed);
  CHECK(said <= Limits().bytes_max + 600);
  CHECK(output <= said + 200);
  CHECK((dialogue->problem().find("without the expected answer") != std::string::npos));
}

TEST_CASE("a megabyte at once is no different") {
  const auto dialogue = begin("smtp");
  dialogue->receive(as_bytes(repeated("220-x\r\n", 150'000)));
  CHECK(dialogue->state() == State::malformed);
  CHECK(dialogue->kept() < 2000);
  dialogue->receive(as_bytes("220 x\r\n"));
  CHECK(dialogue->state() == State::malformed);
}

TEST_CASE("limits are the caller's") {
  Options options;
  options.limits.message_bytes_max = 16;
  CHECK(
      play("smtp", {server_says("220 0123456789\r\n"), client_says("EHLO [127.0.0.1]\r\n")}, options).state ==
      State::more);
  CHECK(play("smtp", {server_says("220 01234567890\r\n")}, options).state == State::malformed);
  options.limits = {.message_bytes_max = 100, .bytes_max = 20, .messages_max = 100};
  CHECK(play("smtp", {server_says("220-123\r\n220-45678\r\n")}, options).state == State::malformed);
  options.limits = {.message_bytes_max = 100, .bytes_max = 100, .messages_max = 2};
  CHECK(play("smtp", {server_says("220-1\r\n220-2\r\n220 3\r\n")}, options).state == State::malformed);
  options.limits = {.message_bytes_max = 0, .bytes_max = 0, .messages_max = 0};
  CHECK(play("smtp", {server_says("220 x\r\n")}, options).state == State::malformed);
}

TEST_CASE("what is awaited has a name at every step") {
  const auto dialogue = begin("smtp");
  CHECK(dialogue->awaited() == "the greeting");
  dialogue->receive(as_bytes("220 x\r\n"));
  CHECK(dialogue->awaited() == "the reply to EHLO");
  CHECK(dialogue->greeting() == "220 x");
  dialogue->receive(as_bytes("250-x\r\n250 STARTTLS\r\n"));
  CHECK(dialogue->awaited() == "the reply to STARTTLS");
}

TEST_CASE("an end after the answer changes nothing") {
  const auto dialogue = begin("postgres");
  dialogue->receive(as_bytes("S"));
  dialogue->end_of_stream();
  CHECK(dialogue->state() == State::ready);
}
