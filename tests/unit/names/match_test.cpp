#include "certcheck/names/checks.h"
#include "certcheck/names/reference_name.h"

#include "certificates.h"

#include <catch2/catch_test_macros.hpp>

#include <ctime>
#include <string>
#include <vector>

using namespace certcheck;
using namespace certcheck::names;
using namespace certcheck::test;
using Kind = ReferenceName::Kind;

namespace {

const std::string u_umlaut = "\xc3\xbc";

ReferenceName reference(Kind kind, std::string_view text) {
  auto name = make_reference_name(kind, text);
  REQUIRE(name);
  return *name;
}

std::string value(Kind kind, std::string_view text) {
  const auto name = make_reference_name(kind, text);
  return name ? name->value : "error";
}

std::string host(std::string_view text) {
  const auto name = make_host_name(text);
  return name ? std::string(to_string(name->kind)) + ":" + name->value : "error";
}

std::string match(const std::vector<Bytes>& names, Kind kind, std::string_view text) {
  return match_name(*leaf(names), reference(kind, text)).by;
}

std::vector<std::string_view> ids(const Findings& findings) {
  std::vector<std::string_view> result;
  for (const Finding& finding : findings) result.push_back(finding.id());
  return result;
}

using Ids = std::vector<std::string_view>;

}  // namespace

TEST_CASE("Host names are prepared for comparison") {
  CHECK(value(Kind::dns, "Example.COM") == "example.com");
  CHECK(value(Kind::dns, "example.com.") == "example.com");
  CHECK(value(Kind::dns, "b" + u_umlaut + "cher.de") == "xn--bcher-kva.de");
  CHECK(value(Kind::dns, "localhost") == "localhost");
  CHECK(value(Kind::dns, "a_b.example.com") == "a_b.example.com");
  CHECK(value(Kind::dns, "xn--n3h.com") == "xn--n3h.com");
  for (const auto* bad : {"", ".", "example.com..", ".example.com", "a..b", "*.example.com", "exa mple.com",
                          "-a.com", "127.0.0.1", "::1", "1.2.3", "256.256.256.256", "example.com:443",
                          "http://example.com", "\xef\xbc\x91.2.3.4", "\xe2\x98\x83.net", "a/b"}) {
    CAPTURE(bad);
    CHECK(value(Kind::dns, bad) == "error");
  }
  const auto error = make_reference_name(Kind::dns, "a..b");
  CHECK(error.error().kind == Error::Kind::usage);
  CHECK(error.error().message == "\"a..b\" has an empty label");
  CHECK(make_reference_name(Kind::dns, "a\x1b[31m").error().message.find('\x1b') == std::string::npos);
}

TEST_CASE("Addresses are prepared for comparison") {
  CHECK(value(Kind::ip, "192.0.2.1") == "192.0.2.1");
  CHECK(value(Kind::ip, "2001:DB8:0::1") == "2001:db8::1");
  CHECK(reference(Kind::ip, "192.0.2.1").address == Bytes{192, 0, 2, 1});
  CHECK(reference(Kind::ip, "::1").address.size() == 16);
  for (const auto* bad : {"", "example.com", "[::1]", "fe80::1%eth0", "1.2.3", "01.2.3.4"}) {
    CAPTURE(bad);
    CHECK(value(Kind::ip, bad) == "error");
  }
  CHECK(host("192.0.2.1") == "ip:192.0.2.1");
  CHECK(host("::FFFF:1.2.3.4") == "ip:::ffff:1.2.3.4");
  CHECK(host("Example.com.") == "dns:example.com");
  CHECK(host("1.2.3.4.5") == "error");
  CHECK(host("[::1]") == "error");
}

TEST_CASE("Mailboxes are prepared for comparison") {
  CHECK(value(Kind::email, "Foo@Example.COM") == "Foo@example.com");
  CHECK(value(Kind::email, "\"a@b\"@example.com") == "\"a@b\"@example.com");
  CHECK(value(Kind::email, u_umlaut + "@b" + u_umlaut + "cher.de") == u_umlaut + "@xn--bcher-kva.de");
  for (const auto* bad :
       {"", "@", "foo", "foo@", "@example.com", "a b@example.com", "a@b@example.com", "foo@exa mple.com",
        "foo@127.0.0.1", "foo@[127.0.0.1]", "\"a@example.com", "\xc3@example.com", "\"a\"b\"@example.com"}) {
    CAPTURE(bad);
    CHECK(value(Kind::email, bad) == "error");
  }
}

TEST_CASE("DNS names match dNSNames alone", "[RFC 9525 6.3]") {
  CHECK(match({dns("other.com"), dns("EXAMPLE.com")}, Kind::dns, "example.com") == "DNS:EXAMPLE.com");
  CHECK(match({dns("*.example.com")}, Kind::dns, "www.example.com") == "DNS:*.example.com");
  CHECK(match({dns("*.example.com"), dns("www.example.com")}, Kind::dns, "www.example.com") ==
        "DNS:www.example.com");
  CHECK(match({dns("xn--bcher-kva.de")}, Kind::dns, "b" + u_umlaut + "cher.de") == "DNS:xn--bcher-kva.de");
  CHECK(
      match({email("example.com"), uri("example.com"), ip(as_bytes("example.com"))}, Kind::dns, "example.com")
          .empty());
  CHECK(match({dns("*.example.com")}, Kind::dns, "example.com").empty());
  CHECK(match({dns("*.example.com")}, Kind::dns, "a.b.example.com").empty());
}

TEST_CASE("A malformed name does not keep the others from matching") {
  CHECK(match({dns("a b"), dns(""), ip(Bytes{1, 2, 3}), dns("\xff"), dns("example.com")}, Kind::dns,
              "example.com") == "DNS:example.com");
}

TEST_CASE("Addresses match iPAddress octet for octet", "[RFC 9525 6.5]") {
  const Bytes v4{192, 0, 2, 1};
  CHECK(match({ip(v4)}, Kind::ip, "192.0.2.1") == "IP:192.0.2.1");
  CHECK(match({ip(Bytes{192, 0, 2, 2})}, Kind::ip, "192.0.2.1").empty());
  CHECK(match({dns("192.0.2.1")}, Kind::ip, "192.0.2.1").empty());
  CHECK(match({dns("*.0.2.1")}, Kind::ip, "192.0.2.1").empty());
  CHECK(match({ip(Bytes{192, 0, 2, 1, 255, 255, 255, 255})}, Kind::ip, "192.0.2.1").empty());
  Bytes v6(16);
  v6[15] = 1;
  CHECK(match({ip(v6)}, Kind::ip, "0:0::1") == "IP:::1");
  Bytes mapped(16);
  mapped[10] = mapped[11] = 0xff;
  std::copy(v4.begin(), v4.end(), mapped.begin() + 12);
  CHECK(match({ip(mapped)}, Kind::ip, "192.0.2.1").empty());
}

TEST_CASE("Mailboxes match rfc822Name and SmtpUTF8Mailbox", "[RFC 9598]") {
  CHECK(match({email("foo@EXAMPLE.com")}, Kind::email, "foo@example.com") == "email:foo@EXAMPLE.com");
  CHECK(match({email("Foo@example.com")}, Kind::email, "foo@example.com").empty());
  CHECK(match({email("*@example.com")}, Kind::email, "foo@example.com").empty());
  CHECK(match({email("example.com")}, Kind::email, "foo@example.com").empty());
  CHECK(match({dns("foo@example.com")}, Kind::email, "foo@example.com").empty());
  const std::string local = u_umlaut + "ser";
  CHECK_FALSE(
      match({smtp_utf8(local + "@xn--bcher-kva.de")}, Kind::email, local + "@b" + u_umlaut + "cher.de")
          .empty());
  CHECK_FALSE(
      match({smtp_utf8(local + "@b" + u_umlaut + "cher.de")}, Kind::email, local + "@xn--bcher-kva.de")
          .empty());
  CHECK(match({smtp_utf8(local + "@example.org")}, Kind::email, local + "@example.com").empty());
  CHECK(match({email(local + "@example.com")}, Kind::email, local + "@example.com").empty());
  CHECK(match({other_name("1.3.6.1.4.1.311.20.2.3", pki::utf8("foo@example.com"))}, Kind::email,
              "foo@example.com")
            .empty());
  CHECK(match({other_name("1.3.6.1.5.5.7.8.9", pki::ia5("foo@example.com"))}, Kind::email, "foo@example.com")
            .empty());
}

TEST_CASE("A mismatch says what the certificate is for") {
  const auto result =
      match_name(*leaf({dns("*.example.com"), dns("example.org")}), reference(Kind::dns, "example.com"));
  CHECK_FALSE(result.matched);
  REQUIRE(ids(result.findings) == Ids{"host.mismatch"});
  const auto& evidence = result.findings[0].evidence;
  REQUIRE(evidence.size() == 3);
  CHECK(evidence[0].second == "example.com");
  CHECK(evidence[1].second == "DNS:*.example.com, DNS:example.org");
  CHECK(evidence[2].second == "DNS:*.example.com does not cover the domain itself");
  const auto deep = match_name(*leaf({dns("*.example.com")}), reference(Kind::dns, "a.b.example.com"));
  CHECK(deep.findings.at(0).evidence.at(2).second == "DNS:*.example.com covers one label only");
}

TEST_CASE("A malformed name that cannot match is pointed out") {
  const auto result =
      match_name(*leaf({dns("192.0.2.1"), dns("example.com."), ip(Bytes{1}), email("x"), uri("y")}),
                 reference(Kind::ip, "192.0.2.1"));
  CHECK(ids(result.findings) == Ids{"host.mismatch", "host.presented_name_malformed",
                                    "host.presented_name_malformed", "host.presented_name_malformed",
                                    "host.presented_name_malformed"});
  CHECK(result.findings[1].offset.has_value());
}

TEST_CASE("The common name is not read as a host name", "[RFC 9525 2]") {
  const auto plain = certificate(pki::name({common_name("example.com")}), {});
  CHECK(ids(match_name(*plain, reference(Kind::dns, "example.com")).findings) ==
        Ids{"host.no_subject_alternative_name", "host.common_name_only"});
  CHECK(ids(match_name(*plain, reference(Kind::dns, "example.org")).findings) ==
        Ids{"host.no_subject_alternative_name"});
  const auto address = certificate(pki::name({common_name("192.0.2.1")}), {});
  CHECK(ids(match_name(*address, reference(Kind::ip, "192.0.2.1")).findings) ==
        Ids{"host.no_subject_alternative_name", "host.common_name_only"});
  const auto other = leaf({dns("example.org")}, {common_name("*.example.com")});
  CHECK(ids(match_name(*other, reference(Kind::dns, "www.example.com")).findings) ==
        Ids{"host.mismatch", "host.common_name_only"});
}

TEST_CASE("An unreadable subjectAltName is a mismatch, not a missing one") {
  const auto broken =
      certificate(pki::name({common_name("x")}), {pki::extension("2.5.29.17", false, Bytes{1, 2, 3})});
  CHECK(ids(match_name(*broken, reference(Kind::dns, "example.com")).findings) == Ids{"host.mismatch"});
}

TEST_CASE("A wildcard directly below a public suffix is held against the certificate") {
  const auto wide = match_name(*leaf({dns("*.co.uk")}), reference(Kind::dns, "example.co.uk"));
  CHECK(wide.matched);
  CHECK(ids(wide.findings) == Ids{"host.wildcard_public_suffix"});
  const auto spelt =
      match_name(*leaf({dns("*.co.uk"), dns("example.co.uk")}), reference(Kind::dns, "example.co.uk"));
  CHECK(spelt.findings.empty());
  const auto internal = match_name(*leaf({dns("*.internal")}), reference(Kind::dns, "etcd.internal"));
  CHECK(ids(internal.findings) == Ids{"host.wildcard_single_label"});
  CHECK(internal.findings[0].message.find("public suffix") == std::string::npos);
  CHECK(
      match_name(*leaf({dns("*.corp.internal")}), reference(Kind::dns, "a.corp.internal")).findings.empty());
  // A company's suffix is its own to give certificates for.
  CHECK(match_name(*leaf({dns("*.github.io")}), reference(Kind::dns, "user.github.io")).findings.empty());
}

TEST_CASE("Ten thousand names are compared quickly and listed in part") {
  std::vector<Bytes> names;
  for (int i = 0; i < 10'000; ++i) names.push_back(dns("host" + std::to_string(i) + ".example.com"));
  const auto many = leaf(names);
  const std::clock_t start = std::clock();
  const auto result = match_name(*many, reference(Kind::dns, "example.com"));
  CHECK(std::clock() - start < CLOCKS_PER_SEC / 2);
  REQUIRE(ids(result.findings) == Ids{"host.mismatch"});
  CHECK(result.findings[0].evidence[1].second.ends_with("and 9980 more"));
  CHECK(match_name(*many, reference(Kind::dns, "host9999.example.com")).matched);
}
