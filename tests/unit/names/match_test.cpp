#include "certcheck/names/match.h"

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
  for (const auto* name : {"0xyz", "foo.0x1g", "0x1.example", "a0x1", "1x0"})
    CHECK(value(Kind::dns, name) == name);
  for (const auto* bad : {"",
                          ".",
                          "example.com..",
                          ".example.com",
                          "a..b",
                          "*.example.com",
                          "exa mple.com",
                          "127.0.0.1",
                          "::1",
                          "1.2.3",
                          "256.256.256.256",
                          "127.1",
                          "2130706433",
                          "0xC0000201",
                          "foo.0x1",
                          "0x",
                          "0X7f.1",
                          "example.com:443",
                          "http://example.com",
                          "\xef\xbc\x91.2.3.4",
                          "a/b",
                          "w*.example.com",
                          "https://example.com/"}) {
    CAPTURE(bad);
    CHECK(value(Kind::dns, bad) == "error");
  }
  const auto error = make_reference_name(Kind::dns, "a..b");
  CHECK(error.error().kind == Error::Kind::usage);
  CHECK(error.error().message == "\"a..b\" has an empty label");
  CHECK(make_reference_name(Kind::dns, "a\x1b[31m").error().message.find('\x1b') == std::string::npos);
}

TEST_CASE("What is given in a host's place says what it is") {
  const auto message = [](std::string_view text) {
    const auto name = make_name(text);
    return name ? "" : name.error().message;
  };
  CHECK(message("https://www.example.com/a") ==
        R"("https://www.example.com/a" is a URL; give only its host: "www.example.com")");
  CHECK(message("https://user@www.example.com:8443") ==
        R"("https://user@www.example.com:8443" is a URL; give only its host: "www.example.com")");
  CHECK(
      message("www.example.com:8443") ==
      R"("www.example.com:8443" has a port, which certificates do not contain; give only the host: "www.example.com")");
  CHECK(message("localhost:8443").find("has a port") != std::string::npos);
  CHECK(message("192.0.2.1:443").find("has a port") != std::string::npos);
  CHECK(
      message("localhost:https") ==
      R"("localhost:https" has a port, which certificates do not contain; give only the host: "localhost")");
  CHECK(message("mail:IMAPS").find("has a port") != std::string::npos);
  CHECK(message("localhost:nobody").find("has a port") != std::string::npos);
  CHECK(message("localhost:").find("has a port") != std::string::npos);
  CHECK(message("[2001:db8::1]:443") ==
        R"("[2001:db8::1]:443" has a port; give only the address: "2001:db8::1")");
  CHECK(message("[::1]") == R"("[::1]" has brackets around the address; give only the address: "::1")");
  CHECK(message("*.example.com").find("has a wildcard; the name to match") != std::string::npos);
  CHECK(message("www.example.com/index.html").find("has a path") != std::string::npos);
  CHECK(message("fe80::zz") == R"("fe80::zz" is not an IP address)");
  CHECK(message("_imaps._tcp.example.com") ==
        R"("_imaps._tcp.example.com" has a protocol, which SRV-IDs omit; give "_imaps.example.com")");
}

TEST_CASE("The kind of a name shows from its form") {
  const auto made = [](std::string_view text) {
    const auto name = make_name(text);
    return name ? std::string(to_string(name->kind)) + " " + name->value : "error";
  };
  CHECK(made("WWW.example.com") == "dns www.example.com");
  CHECK(made("2001:DB8::1") == "ip 2001:db8::1");
  CHECK(made("Foo@Example.com") == "email Foo@example.com");
  CHECK(made("spiffe://Cluster.local/ns/A") == "uri spiffe://cluster.local/ns/A");
  CHECK(made("SIP:Voice.Example.edu") == "uri sip:voice.example.edu");
  CHECK(made("sip:Alice@Example.edu") == "uri sip:Alice@Example.edu");
  CHECK(made("urn:uuid:F81D4FAE") == "uri urn:uuid:F81D4FAE");
  CHECK(made("sip:localhost") == "uri sip:localhost");
  CHECK(made("uri:localhost:https") == "uri localhost:https");
  CHECK(made("_IMAPS.Example.com") == "srv _imaps.example.com");
  CHECK(made("dns:_imaps.example.com") == "dns _imaps.example.com");
  CHECK(made("URI:https://Example.com") == "uri https://example.com/");
  CHECK(made("srv:_a-b.example.com.") == "srv _a-b.example.com");
  CHECK(made("ip:example.com") == "error");
  CHECK(made("email:example.com") == "error");
  for (const auto* bad :
       {"srv:example.com", "srv:_imaps", "srv:_.example.com", "srv:_i_m.example.com", "srv:_imaps.*.com",
        "uri:example.com", "uri:sip:", "uri:https://a b/", "spiffe://", "spiffe://a/", "spiffe://a//b",
        "spiffe://a/../b", "spiffe://a/b?c", "spiffe://a:1/b", "spiffe://u@a/b", "spiffe://*/b",
        "spiffe://a/%41", "uri:https://*.example.com/"}) {
    CAPTURE(bad);
    CHECK(made(bad) == "error");
  }
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

TEST_CASE("Hosts may have hyphens where certificates must not") {
  CHECK(match({dns("*.example.com")}, Kind::dns, "foo-.example.com") == "DNS:*.example.com");
  CHECK(match({dns("*.example.com")}, Kind::dns, "-foo.example.com") == "DNS:*.example.com");
  CHECK(match({dns("foo-.example.com")}, Kind::dns, "foo-.example.com").empty());
  CHECK(match({dns("*.-b.com")}, Kind::dns, "a.-b.com").empty());
  CHECK(match({dns("a-b.example.com")}, Kind::dns, "a-b.example.com") == "DNS:a-b.example.com");
  CHECK(match({dns("*.a-b.com")}, Kind::dns, "-.a-b.com") == "DNS:*.a-b.com");
}

TEST_CASE("URIs match as a whole", "[RFC 9525 6.5.2]") {
  const auto spiffe = [](std::string_view text) {
    return match({uri(text)}, Kind::uri, "spiffe://cluster.local/ns/a/sa/b");
  };
  CHECK(spiffe("spiffe://cluster.local/ns/a/sa/b") == "URI:spiffe://cluster.local/ns/a/sa/b");
  CHECK_FALSE(spiffe("SPIFFE://Cluster.Local/ns/a/sa/b").empty());
  for (const auto* other :
       {"spiffe://cluster.local/ns/a/sa/B", "spiffe://cluster.local/ns/a/sa", "spiffe://cluster.local",
        "spiffe://cluster.local/ns/a/sa/b/", "spiffe://cluster.local/ns/a/sa/b/c",
        "spiffe://cluster.local.evil/ns/a/sa/b", "https://cluster.local/ns/a/sa/b",
        "spiffe://*.local/ns/a/sa/b", "spiffe://cluster.local/ns/a/sa/%62", "cluster.local"}) {
    CAPTURE(other);
    CHECK(spiffe(other).empty());
  }
  CHECK(match({uri("spiffe://td/a")}, Kind::uri, "spiffe://td").empty());
  CHECK(match({uri("spiffe://td/")}, Kind::uri, "spiffe://td").empty());
  const auto sip = [](std::string_view text) {
    return match({uri(text)}, Kind::uri, "sip:voice.example.edu");
  };
  CHECK_FALSE(sip("SIP:Voice.example.EDU").empty());
  for (const auto* other : {"sips:voice.example.edu", "sip:alice@voice.example.edu", "sip:*.example.edu",
                            "sip:voice.example.edu:5061", "sip:example.edu"}) {
    CAPTURE(other);
    CHECK(sip(other).empty());
  }
  CHECK(match({dns("voice.example.edu")}, Kind::uri, "sip:voice.example.edu").empty());
  CHECK(match({uri("sip:voice.example.edu")}, Kind::dns, "voice.example.edu").empty());
  CHECK_FALSE(
      match({uri("https://xn--bcher-kva.de")}, Kind::uri, "https://b" + u_umlaut + "cher.de/").empty());
  CHECK_FALSE(match({uri("https://e.com/%7ea")}, Kind::uri, "https://e.com/%7Ea").empty());
}

TEST_CASE("A SPIFFE ID is the only URI of a certificate", "[X509-SVID 2]") {
  const auto id = reference(Kind::uri, "spiffe://td/a");
  CHECK(match_name(*leaf({uri("spiffe://td/a"), dns("a.example")}), id).matched);
  const NameMatch two = match_name(*leaf({uri("spiffe://td/a"), uri("spiffe://td/b")}), id);
  CHECK_FALSE(two.matched);
  CHECK(ids(two.findings) == Ids{"host.several_uris"});
  CHECK(match_name(*leaf({uri("sip:a.example"), uri("sip:b.example")}), reference(Kind::uri, "sip:b.example"))
            .matched);
}

TEST_CASE("SRV-IDs match by service and domain", "[RFC 9525 6.5.1]") {
  const auto srv = [](std::string_view text) { return other_name("1.3.6.1.5.5.7.8.7", pki::ia5(text)); };
  const auto imaps = [](const Bytes& name) { return match({name}, Kind::srv, "_imaps.example.net"); };
  CHECK(imaps(srv("_IMAPS.Example.net")) == "SRV:_IMAPS.Example.net");
  CHECK(imaps(srv("_imap.example.net")).empty());
  CHECK(imaps(srv("_imaps.mail.example.net")).empty());
  CHECK(imaps(srv("_imaps.*.net")).empty());
  CHECK(imaps(srv("imaps.example.net")).empty());
  CHECK(imaps(dns("_imaps.example.net")).empty());
  CHECK(imaps(other_name("1.3.6.1.5.5.7.8.7", pki::utf8("_imaps.example.net"))).empty());
  CHECK(imaps(other_name("1.3.6.1.5.5.7.8.9", pki::ia5("_imaps.example.net"))).empty());
  CHECK(match({srv("_imaps.example.net")}, Kind::dns, "example.net").empty());
  const NameMatch named =
      match_name(*leaf({dns("_imaps.example.net")}), reference(Kind::srv, "_imaps.example.net"));
  REQUIRE_FALSE(named.findings.empty());
  CHECK(named.findings.front().message.find("dns:") != std::string::npos);
}

TEST_CASE("What did not match is shown as people write it") {
  const auto presented = [](const Bytes& name) {
    return match_name(*leaf({name}), reference(Kind::email, "a@example.com")).findings.front().message;
  };
  CHECK(presented(smtp_utf8("m\u00e4x@example.com")) ==
        "the certificate is for SmtpUTF8Mailbox:m\u00e4x@example.com, not for a@example.com");
  CHECK(presented(smtp_utf8("a\x1b[31m")).find('\x1b') == std::string::npos);
  CHECK(presented(other_name("1.3.6.1.5.5.7.8.9", pki::ia5("a"))).find("otherName:") != std::string::npos);
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
  // RFC 1123 2.1: a host may be called so, a certificate may not say it.
  const auto same = match_name(*leaf({dns("a-.example.com")}), reference(Kind::dns, "a-.example.com"));
  CHECK(same.findings.at(0).evidence.at(2).second ==
        "DNS:a-.example.com is the same, but malformed, and a malformed name matches nothing");
}

TEST_CASE("A malformed name that cannot match is pointed out") {
  const auto result =
      match_name(*leaf({dns("192.0.2.1"), dns("example.com."), ip(Bytes{1}), email("x"), uri("y")}),
                 reference(Kind::ip, "192.0.2.1"));
  CHECK(ids(result.findings) == Ids{"host.mismatch", "host.presented_name_malformed",
                                    "host.presented_name_malformed", "host.presented_name_malformed",
                                    "host.presented_name_malformed", "host.presented_name_malformed"});
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
