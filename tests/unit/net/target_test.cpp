#include "certcheck/net/target.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net;

namespace {

struct Good {
  std::string_view input, host;
  uint16_t port;
  Target::Kind kind = Target::Kind::dns;
};

struct Bad {
  std::string_view input, problem;
};

}  // namespace

TEST_CASE("targets are read in every form that people paste") {
  using Kind = Target::Kind;
  const auto c = GENERATE(values<Good>({
      {"example.com", "example.com", 443},
      {"example.com:8443", "example.com", 8443},
      {"Example.COM.", "Example.COM.", 443},
      {"_sip.example_x.com", "_sip.example_x.com", 443},
      {"localhost", "localhost", 443},
      {"https://example.com", "example.com", 443},
      {"HTTPS://example.com:444/a:b?c=d#e", "example.com", 444},
      {"https://example.com?x", "example.com", 443},
      {"imaps://mail.example.com", "mail.example.com", 993},
      {"smtps://mail.example.com:2465/", "mail.example.com", 2465},
      {"192.0.2.1", "192.0.2.1", 443, Kind::ipv4},
      {"192.0.2.1:1", "192.0.2.1", 1, Kind::ipv4},
      {"https://192.0.2.1/", "192.0.2.1", 443, Kind::ipv4},
      {"2001:db8::1", "2001:db8::1", 443, Kind::ipv6},
      {"::1", "::1", 443, Kind::ipv6},
      {"[::1]", "::1", 443, Kind::ipv6},
      {"[2001:db8::1]:65535", "2001:db8::1", 65535, Kind::ipv6},
      {"https://[::1]:8443/path", "::1", 8443, Kind::ipv6},
      {"fe80::1%eth0", "fe80::1%eth0", 443, Kind::ipv6},
      {"https://[fe80::1%25eth0]:8443/", "fe80::1%eth0", 8443, Kind::ipv6},
      {"[fe80::1%25]", "fe80::1%25", 443, Kind::ipv6},
      {"::ffff:192.0.2.1", "::ffff:192.0.2.1", 443, Kind::ipv6},
      {"b\xc3\xbc"
       "cher.example",
       "b\xc3\xbc"
       "cher.example",
       443},
  }));
  CAPTURE(c.input);
  const auto target = parse_target(c.input);
  REQUIRE(target);
  CHECK(target->input == c.input);
  CHECK(target->host == c.host);
  CHECK(target->port == c.port);
  CHECK(target->kind == c.kind);
}

TEST_CASE("what is pasted along is skipped, and credentials are shown nowhere") {
  struct Pasted {
    std::string_view input, shown, host;
    uint16_t port;
  };
  const auto c = GENERATE(values<Pasted>({
      {"https://user:s3cret@example.com:8443/a", "https://example.com:8443/a", "example.com", 8443},
      {"https://user:s3@cret@example.com/", "https://example.com/", "example.com", 443},
      {"https://user:s3cret@[2001:db8::1]:8443", "https://[2001:db8::1]:8443", "2001:db8::1", 8443},
      {"https://user:s3/cret@example.com/", "https://example.com/", "example.com", 443},
      {"https://example.com/~user@host", "https://example.com/~user@host", "example.com", 443},
      {"https://example.com:444/@scope/name", "https://example.com:444/@scope/name", "example.com", 444},
      {"root@example.com:22443", "example.com:22443", "example.com", 22443},
      {"example.com:8443/health", "example.com:8443/health", "example.com", 8443},
      {"example.com/health?x=1", "example.com/health?x=1", "example.com", 443},
      {"https://example.com:/", "https://example.com:/", "example.com", 443},
      {"example.com:", "example.com:", "example.com", 443},
      {"tls://example.com:9093", "tls://example.com:9093", "example.com", 9093},
      {"TCP://example.com:9093", "TCP://example.com:9093", "example.com", 9093},
      {" example.com:8443\t", "example.com:8443", "example.com", 8443},
      {"\xef\xbb\xbf"
       "example.com",
       "example.com", "example.com", 443},
  }));
  CAPTURE(c.input);
  const auto target = parse_target(c.input);
  REQUIRE(target);
  CHECK(target->input == c.shown);
  CHECK(without_credentials(c.input) == c.shown);
  CHECK(target->host == c.host);
  CHECK(target->port == c.port);
}

TEST_CASE("a scheme or a port by custom says in which protocol to ask for TLS") {
  struct Asked {
    std::string_view input, starttls;
    uint16_t port;
  };
  const auto c = GENERATE(values<Asked>({
      {"smtp://mail.example.com", "smtp", 25},
      {"submission://mail.example.com:587", "smtp", 587},
      {"IMAP://mail.example.com:1143/inbox", "imap", 1143},
      {"postgres://user:s3cret@db.example.com/base", "postgres", 5432},
      {"ldap://[2001:db8::1]", "ldap", 389},
      {"ftp://user:s3cret@ftp.example.com", "ftp", 21},
      {"mail.example.com:25", "smtp", 25},
      {"192.0.2.1:587", "smtp", 587},
      {"[2001:db8::1]:143", "imap", 143},
      {"tcp://db.example.com:3306", "mysql", 3306},
      {"mail.example.com:465", "", 465},
      {"smtps://mail.example.com:25", "", 25},
      {"tls://mail.example.com:25", "", 25},
      {"https://example.com:25", "", 25},
      {"rediss://cache.example.com", "", 6379},
      {"example.com", "", 443},
  }));
  CAPTURE(c.input);
  const auto target = parse_target(c.input);
  REQUIRE(target);
  CHECK(target->starttls == c.starttls);
  CHECK(target->port == c.port);
}

TEST_CASE("who names the protocol, or none, is asked about nothing else") {
  CHECK(parse_target("mail.example.com", {.starttls = "imap"})->port == 143);
  CHECK(parse_target("mail.example.com:25", {.starttls = "imap"})->starttls == "imap");
  CHECK(parse_target("smtp://mail.example.com", {.starttls = "lmtp"})->starttls == "lmtp");
  CHECK(parse_target("smtp://mail.example.com", {.starttls = "lmtp"})->port == 25);
  CHECK(parse_target("mail.example.com:25", {.starttls = ""})->starttls.empty());
  CHECK(parse_target("smtp://mail.example.com", {.starttls = ""})->starttls.empty());
  CHECK_FALSE(parse_target("mail.example.com", {.starttls = "https"}));
  CHECK(*parse_starttls("none") == "");
  CHECK(*parse_starttls("SIEVE") == "managesieve");
  for (const std::string_view bad : {"", "https", "gopher", "smtp ", "dot"}) {
    CAPTURE(bad);
    const auto name = parse_starttls(bad);
    REQUIRE_FALSE(name);
    CHECK(name.error().message.find("known are smtp, lmtp, imap") != std::string::npos);
    CHECK(name.error().message.find("https,") == std::string::npos);
  }
}

TEST_CASE("a default port applies where neither port nor scheme says otherwise") {
  CHECK(parse_target("example.com", {.port = 8443})->port == 8443);
  CHECK(parse_target("example.com:8444", {.port = 8443})->port == 8444);
  CHECK(parse_target("https://example.com", {.port = 8443})->port == 443);
}

TEST_CASE("what is no target is refused with the reason") {
  const auto c = GENERATE(values<Bad>({
      {"", "no host"},
      {":443", "no host"},
      {".", "no host"},
      {"https:///path", "no host"},
      {"http://example.com", "is not supported"},
      {"gopher://user:s3cret@example.com", "is not supported"},
      {"tls://example.com", "has no default port"},
      {"tcp://example.com:", "the port"},
      {"10.0.0.0/8", "a range of addresses"},
      {"2001:db8::/32", "a range of addresses"},
      {"example.com:0", "port"},
      {"example.com:65536", "port"},
      {"example.com:44x", "port"},
      {"example.com:+44", "port"},
      {"[::1", "not closed"},
      {"[::1]443", "only \":port\""},
      {"[example.com]:443", "not an IPv6"},
      {"[192.0.2.1]", "not an IPv6"},
      {"1:2:3", "nor an IPv6"},
      {"fe80::1%", "nor an IPv6"},
      {"999.1.1.1", "IPv4"},
      {"192.0.2", "IPv4"},
      {"192.0.2.01", "IPv4"},
      {"exa mple.com", "character"},
      {"a\nb", "character"},
      {"a..b", "empty label"},
      {".example.com", "empty label"},
      {"192.0.2.1/33", "at most 32 bits"},
      {"2001:db8::/129", "at most 128 bits"},
      {"*.example.com", "a wildcard is not a host"},
      {"exa!mple.com", "contains \"!\", which"},
      {"example.com,192.0.2.1:443", "after a comma"},
      {"example.com:443,", "after a comma"},
  }));
  CAPTURE(c.input);
  const auto target = parse_target(c.input);
  REQUIRE_FALSE(target);
  CHECK(target.error().message.find("s3cret") == std::string::npos);
  CHECK(target.error().kind == Error::Kind::usage);
  CAPTURE(target.error().message);
  CHECK(target.error().message.find(c.problem) != std::string::npos);
}

TEST_CASE("the length of names is limited as in RFC 1035") {
  const std::string label(63, 'a');
  CHECK(parse_target(label + ".example"));
  CHECK_FALSE(parse_target(label + "a.example"));
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  REQUIRE(longest.size() == 253);
  CHECK(parse_target(longest));
  CHECK(parse_target(longest + "."));
  CHECK_FALSE(parse_target(longest + "b"));
}
