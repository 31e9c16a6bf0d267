// Proxies as their specifications have them, and as they misbehave.
#include "certcheck/net/proxy/detail/dialogue.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <functional>
#include <string>
#include <string_view>

using namespace certcheck;
using namespace certcheck::net;
using namespace std::string_literals;

namespace {

using Start = std::unique_ptr<proxy::Dialogue> (*)(const proxy::Options&);

struct Case {
  std::string_view name;
  Start start;
  bool credentials;
  std::vector<std::string> said;      ///< by the client, in turn
  std::vector<std::string> answered;  ///< by the proxy
  DialogueState state = DialogueState::ready;
  proxy::Refusal refusal = proxy::Refusal::none;
  std::string_view problem = {}, rest = {};
};

proxy::Options options_of(const Case& c) {
  proxy::Options options;
  options.destination = {"server.test", 443};
  if (c.credentials) options.credentials = proxy::Credentials{"Aladdin", "open sesame"};
  return options;
}

void play(const Case& c, const std::function<void(proxy::Dialogue&, std::string_view)>& give) {
  const auto dialogue = c.start(options_of(c));
  for (size_t i = 0; i < c.answered.size(); ++i) {
    CHECK(std::string(as_text(dialogue->take_output())) == (i < c.said.size() ? c.said[i] : ""));
    CHECK(dialogue->state() == DialogueState::more);
    if (c.answered[i].empty())
      dialogue->end_of_stream();
    else
      give(*dialogue, c.answered[i]);
  }
  CHECK(dialogue->take_output().empty());
  CHECK(dialogue->state() == c.state);
  CHECK(dialogue->refusal() == c.refusal);
  CHECK(as_text(dialogue->rest()) == c.rest);
  CAPTURE(dialogue->problem());
  CHECK(dialogue->problem().empty() == (c.state == DialogueState::ready));
  CHECK(dialogue->problem().find(c.problem) != std::string::npos);
  CHECK(dialogue->problem().find("sesame") == std::string::npos);
}

const std::string connect = "CONNECT server.test:443 HTTP/1.1\r\nHost: server.test:443\r\n\r\n";
const std::string hello = "\x05\x01\x00"s, hello_with_credentials = "\x05\x02\x00\x02"s;
const std::string request = "\x05\x01\x00\x03\x0bserver.test\x01\xbb"s;
const std::string granted = "\x05\x00\x00\x01\x7f\x00\x00\x01\x12\x34"s;

}  // namespace

TEST_CASE("what proxies answer") {
  using enum DialogueState;
  using proxy::Refusal;
  const auto http = proxy::start_http_connect;
  const auto socks = proxy::start_socks5;
  const std::vector<Case> cases{
      {"connected", http, false, {connect}, {"HTTP/1.1 200 Connection established\r\n\r\n"}},
      {"with fields that mean nothing here",
       http,
       false,
       {connect},
       {"HTTP/1.0 200 OK\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n"}},
      {"without a reason, with bare line feeds", http, false, {connect}, {"HTTP/1.1 204\n\n"}},
      {"an interim response first",
       http,
       false,
       {connect},
       {"HTTP/1.1 102 Processing\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"}},
      {"the server's greeting at once",
       http,
       false,
       {connect},
       {"HTTP/1.1 200 OK\r\n\r\n220 mail.test\r\n"},
       ready,
       Refusal::none,
       {},
       "220 mail.test\r\n"},
      {"RFC 7617's example",
       http,
       true,
       {connect.substr(0, connect.size() - 2) +
        "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n"},
       {"HTTP/1.1 200 OK\r\n\r\n"}},
      {"credentials wanted",
       http,
       false,
       {connect},
       {"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm=\"in\"\r\n\r\nhello"},
       refused,
       Refusal::authentication,
       R"(the proxy demands a user name and a password: "Basic realm=\"in\"")"},
      {"credentials refused",
       http,
       true,
       {connect.substr(0, connect.size() - 2) +
        "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n"},
       {"HTTP/1.1 407 No\r\n\r\n"},
       refused,
       Refusal::authentication,
       "does not accept the user name"},
      {"credentials refused as tinyproxy does",
       http,
       false,
       {connect},
       {"HTTP/1.0 401 Unauthorized\r\n\r\n"},
       refused,
       Refusal::authentication,
       "401 Unauthorized"},
      {"forbidden",
       http,
       false,
       {connect},
       {"HTTP/1.1 403 Forbidden\r\nA: b\r\n\r\n<html>"},
       refused,
       Refusal::refused,
       "refuses to connect to server.test:443: \"403 Forbidden\""},
      {"a portal",
       http,
       false,
       {connect},
       {"HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n"},
       refused,
       Refusal::refused,
       "302 Found"},
      {"no CONNECT",
       http,
       false,
       {connect},
       {"HTTP/1.1 501 Not Implemented\r\n\r\n"},
       refused,
       Refusal::refused,
       "501"},
      {"unreachable",
       http,
       false,
       {connect},
       {"HTTP/1.1 503 Service Unavailable\r\n\r\n"},
       refused,
       Refusal::no_connection,
       "could not connect to server.test:443: \"503 Service Unavailable\""},
      {"not HTTP",
       http,
       false,
       {connect},
       {"SSH-2.0-OpenSSH_9.2\r\n"},
       malformed,
       Refusal::none,
       "the proxy sent what is not HTTP: \"S"},
      {"TLS",
       http,
       false,
       {connect},
       {"\x15\x03\x01\x00\x02\x02\x46"s},
       malformed,
       Refusal::none,
       "not HTTP"},
      {"a status that is none",
       http,
       false,
       {connect},
       {"HTTP/1.1 2000 OK\r\n\r\n"},
       malformed,
       Refusal::none,
       "not HTTP"},
      {"closed",
       http,
       false,
       {connect},
       {""},
       refused,
       Refusal::refused,
       "the proxy closed the connection while the answer to CONNECT was expected"},

      {"by name", socks, false, {hello, request}, {"\x05\x00"s, granted}},
      {"the server's greeting at once",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, granted + "220 x"},
       ready,
       Refusal::none,
       {},
       "220 x"},
      {"bound to a name",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s,
        "\x05\x00\x00\x03\x03"
        "abc\x00\x50"s}},
      {"bound to IPv6",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x00\x00\x04"s + std::string(16, '\x01') + "\x00\x50"s}},
      {"RFC 1929",
       socks,
       true,
       {hello_with_credentials,
        "\x01\x07"
        "Aladdin\x0bopen sesame"s,
        request},
       {"\x05\x02"s, "\x01\x00"s, granted}},
      {"nobody is asked for them", socks, true, {hello_with_credentials, request}, {"\x05\x00"s, granted}},
      {"wrong password",
       socks,
       true,
       {hello_with_credentials,
        "\x01\x07"
        "Aladdin\x0bopen sesame"s},
       {"\x05\x02"s, "\x01\x01"s},
       refused,
       Refusal::authentication,
       "does not accept the user name"},
      {"credentials wanted",
       socks,
       false,
       {hello},
       {"\x05\xff"s},
       refused,
       Refusal::authentication,
       "demands a user name and a password"},
      {"a method that was not offered",
       socks,
       false,
       {hello},
       {"\x05\x02"s},
       malformed,
       Refusal::none,
       "not SOCKS 5"},
      {"not allowed",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x02"s},
       refused,
       Refusal::refused,
       "refuses to connect to server.test:443: \"connection not allowed by ruleset (2)\""},
      {"refused by the server",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"s},
       refused,
       Refusal::no_connection,
       "could not connect to server.test:443: \"Connection refused (5)\""},
      {"general failure",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x01"s},
       refused,
       Refusal::no_connection,
       "general SOCKS server failure (1)"},
      {"an unknown reply",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x63"s},
       refused,
       Refusal::refused,
       "reply (99)"},
      {"SOCKS 4", socks, false, {hello}, {"\x00\x5b\x00\x00"s}, malformed, Refusal::none, "not SOCKS 5"},
      {"HTTP",
       socks,
       false,
       {hello},
       {"HTTP/1.1 400 Bad Request\r\n"},
       malformed,
       Refusal::none,
       "not SOCKS 5: \"H"},
      {"an address of no type",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, "\x05\x00\x00\x09\x00"s},
       malformed,
       Refusal::none,
       "not SOCKS 5"},
      {"closed",
       socks,
       false,
       {hello, request},
       {"\x05\x00"s, ""},
       refused,
       Refusal::refused,
       "closed the connection while the answer to CONNECT was expected"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name, c.start == http);
    play(c, [](proxy::Dialogue& dialogue, std::string_view words) { dialogue.receive(as_bytes(words)); });
    if (c.state == malformed) continue;  // how much is quoted depends on the pieces
    play(c, [](proxy::Dialogue& dialogue, std::string_view words) {
      for (const char& byte : words) dialogue.receive(as_bytes({&byte, 1}));
    });
  }
}

TEST_CASE("SOCKS gets an address as an address") {
  proxy::Options options;
  options.destination = {"192.0.2.7", 8443};
  auto dialogue = proxy::start_socks5(options);
  (void)dialogue->take_output();
  dialogue->receive(as_bytes("\x05\x00"s));
  CHECK(std::string(as_text(dialogue->take_output())) == "\x05\x01\x00\x01\xc0\x00\x02\x07\x20\xfb"s);
  options.destination = {"2001:db8::1", 443};
  dialogue = proxy::start_socks5(options);
  (void)dialogue->take_output();
  dialogue->receive(as_bytes("\x05\x00"s));
  CHECK(std::string(as_text(dialogue->take_output())) ==
        "\x05\x01\x00\x04\x20\x01\x0d\xb8"s + std::string(11, '\0') + "\x01\x01\xbb"s);
  CHECK(options.destination.text() == "[2001:db8::1]:443");
}

TEST_CASE("a proxy that never comes to the point costs no more than the limits") {
  const auto talk = GENERATE(values<std::string>({"HTTP/1.1 200 OK\r\nA: ", "HTTP/1.1 100 Continue\r\n\r\n",
                                                  "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX: y\r\n"}));
  const auto dialogue =
      proxy::start_http_connect({.destination = {"server.test", 443}, .credentials = {}, .limits = {}});
  (void)dialogue->take_output();
  dialogue->receive(as_bytes(talk));
  size_t said = 0, most = 0;
  const std::string more = talk.ends_with("\r\n\r\n") ? talk
                           : talk.ends_with("\r\n")   ? std::string("A: b\r\n")
                                                      : std::string(500, 'x');
  while (dialogue->state() == DialogueState::more && said < 1'000'000) {
    dialogue->receive(as_bytes(more));
    said += more.size();
    most = std::max(most, dialogue->kept());
  }
  CHECK(dialogue->state() == DialogueState::malformed);
  CHECK(said <= DialogueLimits().bytes_max);
  CHECK(most < DialogueLimits().message_bytes_max + 1000);
}
