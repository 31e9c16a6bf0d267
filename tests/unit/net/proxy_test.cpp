#include "certcheck/net/proxy/proxy.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <map>

using namespace certcheck;
using namespace certcheck::net;

namespace {

Result<ProxyRules> rules_of(const std::map<std::string, std::string>& variables) {
  return proxies_of_environment([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  });
}

}  // namespace

TEST_CASE("a proxy's URL is read, and shown without its credentials") {
  struct Case {
    std::string given, shown, user = {}, password = {};
  };
  const auto c = GENERATE(values<Case>({
      {"http://proxy.test:3128", "http://proxy.test:3128"},
      {"proxy.test:3128", "http://proxy.test:3128"},
      {"HTTP://proxy.test/", "http://proxy.test:80"},
      {"https://proxy.test", "https://proxy.test:443"},
      {"https://user:secret@proxy.test:3128", "https://proxy.test:3128", "user", "secret"},
      {"socks5://127.0.0.1", "socks5://127.0.0.1:1080"},
      {"socks5h://[2001:db8::1]:9050/", "socks5h://[2001:db8::1]:9050"},
      {"http://user:secret@proxy.test:3128", "http://proxy.test:3128", "user", "secret"},
      {"user:secret@proxy.test:3128", "http://proxy.test:3128", "user", "secret"},
      {"socks5://user@proxy.test", "socks5://proxy.test:1080", "user", ""},
      {"http://u%3Aser:s%40cr%2fet%@proxy.test:1", "http://proxy.test:1", "u:ser", "s@cr/et%"},
      {"http://user:s@c/r:et@proxy.test:1", "http://proxy.test:1", "user", "s@c/r:et"},
  }));
  CAPTURE(c.given);
  const auto proxy = parse_proxy(c.given);
  REQUIRE(proxy);
  CHECK(proxy->url() == c.shown);
  CHECK(proxy->credentials.has_value() == !c.user.empty());
  if (proxy->credentials) {
    CHECK(proxy->credentials->user == c.user);
    CHECK(proxy->credentials->password == c.password);
  }
}

TEST_CASE("what is no proxy's URL is refused without a word of it") {
  const auto given = GENERATE(values<std::string>(
      {"", "://", "http://", "https://user:secret@", "ftp://user:secret@proxy.test",
       "socks4://user:secret@proxy.test", "http://user:secret@", "http://user:secret@proxy.test:0",
       "http://user:secret@proxy.test:99999", "http://user:secret@proxy secret.test",
       "http://:secret@proxy.test", "http://" + std::string(256, 'u') + ":secret@proxy.test"}));
  CAPTURE(given);
  const auto proxy = parse_proxy(given);
  REQUIRE_FALSE(proxy);
  CHECK(proxy.error().kind == Error::Kind::usage);
  CHECK(proxy.error().message.find("socks5h://") != std::string::npos);
  CHECK(proxy.error().message.find("secret") == std::string::npos);
}

TEST_CASE("of the environment's variables the most special one that is set counts") {
  const auto rules =
      rules_of({{"https_proxy", ""}, {"HTTPS_PROXY", "a.test:1"}, {"all_proxy", "socks5://b.test"}});
  REQUIRE(rules);
  REQUIRE(rules->proxy);
  CHECK(rules->proxy->url() == "http://a.test:1");
  CHECK(rules->proxy->named_by == "HTTPS_PROXY");
  CHECK(rules_of({{"ALL_PROXY", "socks5://b.test"}})->proxy->url() == "socks5://b.test:1080");
  CHECK_FALSE(rules_of({{"http_proxy", "a.test:1"}, {"no_proxy", "x"}})->proxy);
  CHECK(rules_of({})->proxy_for("server.test", 443) == nullptr);
  const auto bad = rules_of({{"all_proxy", "ftp://user:secret@proxy.test"}});
  REQUIRE_FALSE(bad);
  CHECK(bad.error().message.starts_with("environment variable all_proxy: "));
  CHECK(bad.error().message.find("secret") == std::string::npos);
}

TEST_CASE("no_proxy lists names, networks and ports that are reached without") {
  struct Case {
    std::string list, host;
    uint16_t port;
    bool excepted;
  };
  const auto c = GENERATE(values<Case>({
      {"*", "server.test", 443, true},
      {"other.test, server.test", "server.test", 443, true},
      {"server.test", "SERVER.test.", 443, true},
      {"server.test", "a.server.test", 443, true},
      {".server.test", "server.test", 443, true},
      {"*.server.test", "a.server.test", 443, true},
      {"server.test", "myserver.test", 443, false},
      {"server.test", "server.test.example", 443, false},
      {"server.test:443", "server.test", 443, true},
      {"server.test:443", "server.test", 8443, false},
      {"127.0.0.1", "127.0.0.1", 443, true},
      {"127.0.0.0/8 ::1", "127.1.2.3", 443, true},
      {"10.0.0.0/9", "10.128.0.1", 443, false},
      {"10.0.0.0/9", "10.127.0.1", 443, true},
      {"[2001:db8::]:443", "2001:db8::", 443, true},
      {"2001:db8::/32", "2001:db8:1::2", 443, true},
      {"2001:db8::/32", "10.0.0.1", 443, false},
      {"10.0.0.1/99", "10.0.0.1", 443, false},
      {"0.0.1", "127.0.0.1", 443, false},
      {",. ,", "server.test", 443, false},
  }));
  CAPTURE(c.list, c.host, c.port);
  const auto rules = rules_of({{"https_proxy", "proxy.test:3128"}, {"NO_PROXY", c.list}});
  REQUIRE(rules);
  CHECK((rules->proxy_for(c.host, c.port) == nullptr) == c.excepted);
}

TEST_CASE("what is decided for a name holds for its addresses") {
  const auto rules = rules_of({{"https_proxy", "proxy.test:3128"}, {"no_proxy", "direct.test, 10.0.0.0/8"}});
  REQUIRE(rules);
  const ProxyRules direct = rules->decided_for("direct.test", 443),
                   other = rules->decided_for("other.test", 443);
  CHECK(direct.proxy_for("192.0.2.1", 443) == nullptr);
  REQUIRE(other.proxy_for("10.0.0.1", 443) != nullptr);
  CHECK(other.proxy_for("10.0.0.1", 443)->url() == "http://proxy.test:3128");
}
