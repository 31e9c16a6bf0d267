#include "certcheck/names/name_constraints.h"

#include "certcheck/names/checks.h"

#include "certificates.h"

#include <catch2/catch_test_macros.hpp>

#include <ctime>
#include <string>
#include <tuple>
#include <vector>

using namespace certcheck;
using namespace certcheck::names;
using namespace certcheck::test;

namespace {

using Ids = std::vector<std::string_view>;
constexpr std::string_view not_permitted = checks::not_permitted.id, excluded = checks::excluded.id,
                           not_comparable = checks::not_comparable.id;

Ids ids(const Findings& findings) {
  Ids result;
  for (const Finding& finding : findings) result.push_back(finding.id());
  return result;
}

/// What one CA's constraints say about a certificate, faults of the constraints included.
Findings checked(const Bytes& constraints, const x509::Certificate& below, bool critical = true) {
  const auto above = authority(constraints);
  REQUIRE(above->name_constraints);
  size_t budget = 1'000'000;
  NameConstraintState state(budget);
  Findings findings;
  state.add(*above->name_constraints, critical, findings);
  state.check(below, findings);
  return findings;
}
Ids checked(const std::vector<Bytes>& permitted, const std::vector<Bytes>& forbidden,
            const std::vector<Bytes>& names) {
  return ids(checked(name_constraints(permitted, forbidden), *leaf(names)));
}
Ids permit(const Bytes& constraint, const Bytes& name) { return checked({constraint}, {}, {name}); }
Ids exclude(const Bytes& constraint, const Bytes& name) { return checked({}, {constraint}, {name}); }

Bytes network(std::initializer_list<uint8_t> octets) { return ip(Bytes(octets)); }
const Bytes net24 = network({192, 0, 2, 0, 255, 255, 255, 0});

}  // namespace

TEST_CASE("dNSName constraints cover a name and what is below it", "[RFC 5280 4.2.1.10]") {
  CHECK(permit(dns("example.com"), dns("example.com")).empty());
  CHECK(permit(dns("example.com"), dns("WWW.Example.COM")).empty());
  CHECK(permit(dns("EXAMPLE.com"), dns("a.b.example.com")).empty());
  CHECK(permit(dns("example.com"), dns("badexample.com")) == Ids{not_permitted});
  CHECK(permit(dns("example.com"), dns("com")) == Ids{not_permitted});
  CHECK(permit(dns("example.com"), dns("example.com.evil.org")) == Ids{not_permitted});
  CHECK(permit(dns("host.example.com"), dns("host1.example.com")) == Ids{not_permitted});
  CHECK(permit(dns(""), dns("example.com")).empty());
  CHECK(exclude(dns("example.com"), dns("example.com")) == Ids{excluded});
  CHECK(exclude(dns("example.com"), dns("www.EXAMPLE.com")) == Ids{excluded});
  CHECK(exclude(dns("example.com"), dns("example.org")).empty());
  CHECK(exclude(dns(""), dns("example.org")) == Ids{excluded});
  CHECK(checked({dns("example.com")}, {dns("bad.example.com")}, {dns("bad.example.com")}) == Ids{excluded});
  CHECK(checked({dns("example.com")}, {dns("bad.example.com")}, {dns("good.example.com")}).empty());
  CHECK(checked({dns("a.com"), dns("b.com")}, {}, {dns("x.a.com"), dns("b.com"), dns("c.com")}) ==
        Ids{not_permitted});
}

TEST_CASE("A wildcard must be permitted whole and excluded in no part") {
  CHECK(permit(dns("example.com"), dns("*.example.com")).empty());
  CHECK(permit(dns("example.com"), dns("*.www.example.com")).empty());
  CHECK(permit(dns("foo.example.com"), dns("*.example.com")) == Ids{not_permitted});
  CHECK(exclude(dns("example.com"), dns("*.example.com")) == Ids{excluded});
  CHECK(exclude(dns("foo.example.com"), dns("*.Example.com")) == Ids{excluded});
  CHECK(exclude(dns("com"), dns("*.example.com")) == Ids{excluded});
  // One label cannot be two.
  CHECK(exclude(dns("a.foo.example.com"), dns("*.example.com")).empty());
  CHECK(exclude(dns("foo.example.org"), dns("*.example.com")).empty());
}

TEST_CASE("Names of other kinds are not constrained") {
  CHECK(permit(dns("example.com"), ip(Bytes{127, 0, 0, 1})).empty());
  CHECK(permit(net24, dns("example.com")).empty());
  CHECK(permit(dns("example.com"), email("foo@example.org")).empty());
  CHECK(permit(email("example.com"), dns("example.org")).empty());
  CHECK(permit(dns("example.com"), registered_id()).empty());
  // The common name is no DNS name.
  CHECK(ids(checked(name_constraints({dns("example.com")}, {}),
                    *leaf({dns("example.com")}, {common_name("bad.org")})))
            .empty());
  CHECK(ids(checked(name_constraints({dns("example.com")}, {}),
                    *certificate(pki::name({common_name("bad.org")}), {})))
            .empty());
}

TEST_CASE("A leading period in a dNSName constraint is not in the standard") {
  constexpr std::string_view leading_period = checks::leading_period.id;
  CHECK(permit(dns(".example.com"), dns("www.example.com")) == Ids{leading_period});
  CHECK(permit(dns(".example.com"), dns("*.example.com")) == Ids{leading_period});
  CHECK(permit(dns(".example.com"), dns("example.com")) == Ids{leading_period, not_permitted});
  CHECK(exclude(dns(".example.com"), dns("example.com")) == Ids{leading_period});
  CHECK(exclude(dns(".example.com"), dns("a.example.com")) == Ids{leading_period, excluded});
  CHECK(counts(checks::leading_period.counts, Profile::rfc5280, true));
  CHECK_FALSE(counts(checks::leading_period.counts, Profile::rfc5280, false));
  CHECK_FALSE(counts(checks::leading_period.counts, Profile::webpki, false));
}

TEST_CASE("Malformed constraints are refused") {
  constexpr std::string_view malformed = checks::malformed.id;
  const Bytes name = registered_id();
  for (const auto* text : {"*.example.com", "example.com.", "..com", "a b", "."}) {
    CAPTURE(text);
    CHECK(permit(dns(text), name) == Ids{malformed});
    CHECK(exclude(dns(text), name) == Ids{malformed});
  }
  for (const auto* text : {"@example.com", "a@b@example.com", "foo@.example.com", "..com", "foo@"}) {
    CAPTURE(text);
    CHECK(permit(email(text), name) == Ids{malformed});
  }
  CHECK(permit(network({127, 0, 0, 1}), name) == Ids{malformed});
  CHECK(permit(ip(Bytes(16)), name) == Ids{malformed});
  CHECK(permit(ip(Bytes{}), name) == Ids{malformed});
  CHECK(permit(network({10, 0, 0, 0, 255, 0, 255, 0}), name) == Ids{malformed});
  CHECK(permit(network({10, 0, 0, 0, 255, 253, 0, 0}), name) == Ids{malformed});
  CHECK(permit(network({10, 0, 0, 0, 0, 0, 0, 1}), name) == Ids{malformed});
  // A constraint that cannot be read permits nothing.
  CHECK(permit(dns("*.example.com"), dns("www.example.com")) == Ids{malformed, not_permitted});
}

TEST_CASE("Empty constraints are refused") {
  constexpr std::string_view malformed = checks::malformed.id;
  const auto name = leaf({dns("example.com")});
  CHECK(ids(checked(pki::sequence(std::vector<Bytes>{}), *name)) == Ids{malformed});
  CHECK(ids(checked(pki::sequence({subtrees(0, {})}), *name)) == Ids{malformed});
  CHECK(ids(checked(pki::sequence({subtrees(0, {}), subtrees(1, {})}), *name)) == Ids{malformed, malformed});
}

TEST_CASE("Distances are refused") {
  const auto with = [](const Bytes& distance) {
    return pki::sequence({pki::context(0, {pki::sequence({dns("example.com"), distance})})});
  };
  const auto name = leaf({dns("example.com")});
  CHECK(ids(checked(with(pki::context_primitive(0, Bytes{1})), *name)) == Ids{checks::malformed.id});
  CHECK(ids(checked(with(pki::context_primitive(1, Bytes{0})), *name)) == Ids{checks::malformed.id});
}

TEST_CASE("A malformed name of a constrained kind is refused") {
  for (const auto* text : {"", "example.com.", ".example.com", "a..example.com", "f*.example.com",
                           "a b.example.com", "\xc3\xbc.example.com", "*", "foo@example.com"}) {
    CAPTURE(text);
    CHECK(permit(dns("example.com"), dns(text)) == Ids{not_comparable});
    CHECK(exclude(dns("example.org"), dns(text)) == Ids{not_comparable});
    CHECK(exclude(net24, dns(text)).empty());
  }
  CHECK(exclude(net24, ip(Bytes{1, 2, 3, 4, 5})) == Ids{not_comparable});
  CHECK(permit(net24, ip(Bytes{192, 0, 2, 0, 255, 255, 255, 0})) == Ids{not_comparable});
  CHECK(permit(email("example.com"), email("example.com")) == Ids{not_comparable});
  CHECK(permit(email("example.com"), email("a@b@example.com")) == Ids{not_comparable});
  CHECK(permit(email("example.com"), email("foo@[127.0.0.1]")) == Ids{not_comparable});
}

TEST_CASE("iPAddress constraints are networks of one family") {
  CHECK(permit(net24, ip(Bytes{192, 0, 2, 77})).empty());
  CHECK(permit(net24, ip(Bytes{192, 0, 3, 1})) == Ids{not_permitted});
  CHECK(permit(net24, ip(Bytes(16))) == Ids{not_permitted});
  CHECK(exclude(net24, ip(Bytes{192, 0, 2, 255})) == Ids{excluded});
  CHECK(exclude(net24, ip(Bytes{192, 0, 1, 255})).empty());
  CHECK(exclude(net24, ip(Bytes(16))).empty());
  CHECK(exclude(network({0, 0, 0, 0, 0, 0, 0, 0}), ip(Bytes{8, 8, 8, 8})) == Ids{excluded});
  CHECK(exclude(ip(Bytes(32)), ip(Bytes(16, 7))) == Ids{excluded});
  CHECK(permit(network({192, 0, 2, 99, 255, 255, 255, 0}), ip(Bytes{192, 0, 2, 1})).empty());
  CHECK(permit(network({192, 0, 2, 1, 255, 255, 255, 255}), ip(Bytes{192, 0, 2, 1})).empty());
  CHECK(permit(network({192, 0, 2, 1, 255, 255, 255, 255}), ip(Bytes{192, 0, 2, 2})) == Ids{not_permitted});
  Bytes v6{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255};
  v6.resize(32);
  CHECK(permit(ip(v6), ip(Bytes{0x20, 0x01, 0x0d, 0xb8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})).empty());
  CHECK(permit(ip(v6), ip(Bytes{0x20, 0x01, 0x0d, 0xb9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})) ==
        Ids{not_permitted});
}

TEST_CASE("rfc822Name constraints are mailboxes, hosts or domains") {
  CHECK(permit(email("example.com"), email("foo@Example.com")).empty());
  CHECK(permit(email("example.com"), email("foo@www.example.com")) == Ids{not_permitted});
  CHECK(permit(email(".example.com"), email("foo@www.example.com")).empty());
  CHECK(permit(email(".example.com"), email("foo@a.b.example.com")).empty());
  CHECK(permit(email(".example.com"), email("foo@example.com")) == Ids{not_permitted});
  CHECK(permit(email("foo@example.com"), email("foo@EXAMPLE.com")).empty());
  CHECK(permit(email("foo@example.com"), email("Foo@example.com")) == Ids{not_permitted});
  CHECK(permit(email("*@example.com"), email("*@example.com")).empty());
  CHECK(permit(email("**@example.com"), email("*@example.com")) == Ids{not_permitted});
  CHECK(permit(email("*@example.com"), email("foo@example.com")) == Ids{not_permitted});
  // An empty host is not a host: it permits nothing. What it excludes is not left to chance either.
  CHECK(permit(email(""), email("foo@example.com")) == Ids{checks::no_known_form.id, not_permitted});
  CHECK(checked({email(""), email("example.com")}, {}, {email("foo@example.com")}) ==
        Ids{checks::no_known_form.id});
  CHECK(permit(email(""), dns("example.com")) == Ids{checks::no_known_form.id});
  CHECK(exclude(email("example.com"), email("foo@example.com")) == Ids{excluded});
  CHECK(exclude(email("bar@example.com"), email("foo@example.com")).empty());
  CHECK(exclude(email(""), email("foo@example.com")) == Ids{checks::no_known_form.id, excluded});
  CHECK(exclude(email("example.com"), email("\"a@b\"@example.com")) == Ids{excluded});
  // Quoting does not change the mailbox, so it does not lead out of an excluded one, nor into a permitted
  // one.
  CHECK(exclude(email("foo@example.com"), email("\"f\\oo\"@example.com")) == Ids{excluded});
  CHECK(exclude(email("\"foo\"@example.com"), email("foo@example.com")) == Ids{excluded});
  CHECK(permit(email("foo@example.com"), email("\"foo\"@example.com")) == Ids{not_permitted});
}

TEST_CASE("rfc822Name constraints apply to SmtpUTF8Mailbox too", "[RFC 9598 6]") {
  const std::string local = "\xc3\xbcser@", domain =
                                                "b\xc3\xbc"
                                                "cher.de";
  CHECK(permit(email("example.com"), smtp_utf8(local + "example.com")).empty());
  CHECK(permit(email("example.com"), smtp_utf8(local + "example.org")) == Ids{not_permitted});
  CHECK(exclude(email("xn--bcher-kva.de"), smtp_utf8(local + domain)) == Ids{excluded});
  CHECK(exclude(email("example.com"), other_name("1.3.6.1.5.5.7.8.9", pki::null())) == Ids{not_comparable});
  CHECK(exclude(email("example.com"), smtp_utf8("no mailbox")) == Ids{not_comparable});
}

TEST_CASE("rfc822Name constraints apply to emailAddress in the subject") {
  const auto with = [](std::string_view address, bool names) {
    const std::vector<Bytes> subject{common_name("x"), email_address(address)};
    return names ? leaf({dns("example.org")}, subject) : certificate(pki::name(subject), {});
  };
  for (const bool names : {true, false}) {
    CHECK(
        ids(checked(name_constraints({email("example.com")}, {}), *with("foo@example.com", names))).empty());
    CHECK(ids(checked(name_constraints({email("example.com")}, {}), *with("foo@example.org", names))) ==
          Ids{not_permitted});
    // RFC 5280 4.1.2.6: "emailAddress attribute values are not case-sensitive"
    CHECK(ids(checked(name_constraints({}, {email("foo@example.com")}), *with("FOO@example.com", names))) ==
          Ids{excluded});
    CHECK(ids(checked(name_constraints({}, {email("example.com")}), *with("nonsense", names))) ==
          Ids{not_comparable});
  }
}

TEST_CASE("what cannot be compared is called what it is") {
  const auto message = [](const Bytes& constraint, const Bytes& name) {
    const Findings findings = checked(name_constraints({constraint}, {}), *leaf({name}));
    REQUIRE(ids(findings) == Ids{not_comparable});
    CHECK(findings[0].node_path.starts_with("tbsCertificate.extensions."));
    return findings[0].message;
  };
  const std::string address = " has an IP address for a host, and URI constraints need a domain name: ";
  const auto of_uri = [&](const char* text) { return message(uri("example.com"), uri(text)); };
  for (const char* text : {"https://192.0.2.1/a", "https://192.0.2.1:8443", "https://[2001:db8::1]/",
                           "spiffe://[2001:db8::1]:443/x", "https://user@192.0.2.1/", "https://2001:db8::1/"})
    CHECK(of_uri(text) == "URI:" + std::string(text) + address + "a CA above permits only URI:example.com");
  for (const char* text : {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "mailto:a@example.com"})
    CHECK(of_uri(text).find(" has no host (no authority component), ") != std::string::npos);
  CHECK(of_uri("file:///etc/passwd").find(" has an empty host, ") != std::string::npos);
  CHECK(of_uri("https://a..b/").find(" has a host that is not a domain name, ") != std::string::npos);
  CHECK(message(email("example.com"), email("root@[192.0.2.1]")).find(" has an IP address for a host, ") !=
        std::string::npos);
  CHECK(message(dns("example.com"), dns("a..example.com")).find("has an empty label: a CA above permits") !=
        std::string::npos);
}

TEST_CASE("a finding names the CA and what it permits or excludes") {
  const auto above = authority(name_constraints({dns("example.com")}, {dns("secret.example.com")}));
  const auto below = leaf({dns("www.example.org"), dns("a.secret.example.com")});
  size_t budget = 1000;
  NameConstraintState state(budget);
  Findings findings;
  state.add(*above->name_constraints, true, findings, "CN=Internal");
  state.check(*below, findings);
  REQUIRE(ids(findings) == Ids{not_permitted, excluded});
  CHECK(
      findings[0].message ==
      "DNS:www.example.org is not permitted by CN=Internal, which permits only DNS:example.com and excludes "
      "DNS:secret.example.com");
  CHECK(findings[1].message == "DNS:a.secret.example.com is excluded by CN=Internal: DNS:secret.example.com");
  for (const Finding& finding : findings)
    CHECK(finding.evidence.back() == std::pair<std::string, std::string>{"ca", "CN=Internal"});
}

TEST_CASE("URI constraints are hosts or domains") {
  CHECK(permit(uri("example.com"), uri("https://Example.com/path")).empty());
  CHECK(permit(uri("example.com"), uri("https://user:pw@example.com:8443?x#y")).empty());
  CHECK(permit(uri("example.com"), uri("ldap://www.example.com")) == Ids{not_permitted});
  CHECK(permit(uri(".example.com"), uri("ldap://www.example.com")).empty());
  CHECK(permit(uri(".example.com"), uri("ldap://example.com")) == Ids{not_permitted});
  CHECK(exclude(uri("example.com"), uri("https://example.com")) == Ids{excluded});
  CHECK(exclude(uri("example.com"), uri("https://example.com@example.org/")).empty());
  CHECK(exclude(uri("example.com"), uri("https://example.org@example.com/")) == Ids{excluded});
  for (const auto* text : {"urn:example.com", "https:///path", "https://192.0.2.1/", "https://[::1]/",
                           "example.com", "", "mailto:foo@example.com", "https://exa%6dple.com/",
                           "https://example.com:80x/", "://a.com", "https://example.com./"}) {
    CAPTURE(text);
    CHECK(permit(uri("example.com"), uri(text)) == Ids{not_comparable});
    CHECK(exclude(uri("example.org"), uri(text)) == Ids{not_comparable});
  }
}

TEST_CASE("directoryName constraints are prefixes of whole RDNs") {
  const auto name = [](const std::vector<Bytes>& parts) { return pki::name(parts); };
  const Bytes base = directory(name({organization("Example  Org")}));
  const auto subject = [&](const std::vector<Bytes>& parts) { return certificate(name(parts), {}); };
  const auto permitted = name_constraints({base}, {});
  CHECK(ids(checked(permitted, *subject({organization("example org"), common_name("a")}))).empty());
  CHECK(ids(checked(permitted, *subject({organization("example org")}))).empty());
  CHECK(ids(checked(permitted, *subject({organization("Example Orga"), common_name("a")}))) ==
        Ids{not_permitted});
  CHECK(ids(checked(permitted, *subject({common_name("a"), organization("Example Org")}))) ==
        Ids{not_permitted});
  CHECK(ids(checked(permitted, *subject({}))).empty());
  CHECK(permit(base, directory(name({organization("Example Org"), common_name("a")}))).empty());
  CHECK(permit(base, directory(name({common_name("a")}))) == Ids{not_permitted});
  CHECK(exclude(base, directory(name({organization("EXAMPLE ORG"), common_name("a")}))) == Ids{excluded});
  CHECK(permit(directory(name({})), directory(name({common_name("a")}))).empty());
  CHECK(ids(checked(name_constraints({}, {base}), *subject({organization("Example Org")}))) == Ids{excluded});
}

TEST_CASE("browsers fold ASCII alone in directoryName constraints") {
  const auto name = [](const std::vector<Bytes>& parts) { return pki::name(parts); };
  const auto validated = [&](DirectoryNames comparison, const Bytes& constraints, const Bytes& subject) {
    const auto above = authority(constraints);
    size_t budget = 1000;
    NameConstraintState state(budget, comparison);
    Findings findings;
    state.add(*above->name_constraints, true, findings);
    state.check(*certificate(subject, {}), findings);
    return ids(findings);
  };
  const Bytes base = directory(name({organization("M\u00e4r  AG")}));
  for (const auto& [text, by_rfc, in_browsers] : {std::tuple{" m\u00e4R ag", true, true},
                                                  {"M\u00c4R AG", true, false},
                                                  {"M\u00e4r AGx", false, false}}) {
    CAPTURE(text);
    const Bytes subject = name({organization(text), common_name("a")});
    CHECK(validated(DirectoryNames::rfc5280, name_constraints({base}, {}), subject).empty() == by_rfc);
    CHECK(validated(DirectoryNames::browsers, name_constraints({base}, {}), subject).empty() == in_browsers);
    CHECK(validated(DirectoryNames::rfc5280, name_constraints({}, {base}), subject).empty() != by_rfc);
    // No comparison lets a name out of an excluded subtree that RFC 5280 has it in.
    CHECK(validated(DirectoryNames::browsers, name_constraints({}, {base}), subject).empty() != by_rfc);
  }
  // Prefixes of whole RDNs, and the order in one means nothing.
  const auto both = [](const Bytes& a, const Bytes& b) {
    return pki::sequence(
        {pki::set_of({pki::sequence({pki::oid("2.5.4.10"), a}), pki::sequence({pki::oid("2.5.4.11"), b})})});
  };
  const Bytes pair = directory(both(pki::utf8("A"), pki::printable("B")));
  CHECK(validated(DirectoryNames::browsers, name_constraints({pair}, {}),
                  both(pki::printable("a"), pki::utf8("b")))
            .empty());
  CHECK(validated(DirectoryNames::browsers, name_constraints({pair}, {}), name({organization("A")})) ==
        Ids{not_permitted});
  CHECK(validated(DirectoryNames::browsers, name_constraints({directory(name({}))}, {}),
                  name({common_name("a")}))
            .empty());
}

TEST_CASE("A critical constraint that cannot be processed refuses names of its kind alone") {
  const Bytes upn = other_name("1.3.6.1.4.1.311.20.2.3", pki::utf8("a"));
  CHECK(exclude(upn, upn) == Ids{checks::unprocessable.id});
  CHECK(permit(upn, upn) == Ids{checks::unprocessable.id});
  CHECK(permit(registered_id(), registered_id()) == Ids{checks::unprocessable.id});
  CHECK(permit(upn, dns("example.com")).empty());
  CHECK(permit(upn, other_name("1.2.3.4", pki::null())).empty());
  CHECK(permit(uri("http://example.com/"), dns("example.com")).empty());
  CHECK(permit(uri("http://example.com/"), uri("http://example.com/")) == Ids{checks::unprocessable.id});
  CHECK(ids(checked(name_constraints({uri("http://example.com/")}, {}), *leaf({uri("http://example.com/")}),
                    false)) == Ids{checks::ignored.id});
  CHECK(ids(checked(name_constraints({registered_id()}, {}), *leaf({registered_id()}), false)) ==
        Ids{checks::ignored.id});
  // Kinds that can be processed are, critical or not.
  CHECK(ids(checked(name_constraints({dns("example.com")}, {}), *leaf({dns("example.org")}), false)) ==
        Ids{not_permitted});
}

TEST_CASE("The constraints of every CA on the way apply") {
  const auto wide = authority(name_constraints({dns("foo.com"), dns("bar.com")}, {}));
  const auto narrow = authority(name_constraints({dns("bar.com")}, {}));
  const auto addresses = authority(name_constraints({net24}, {}));
  for (const bool reverse : {false, true}) {
    size_t budget = 1000;
    NameConstraintState state(budget);
    Findings findings;
    state.add(*(reverse ? narrow : wide)->name_constraints, true, findings);
    state.add(*(reverse ? wide : narrow)->name_constraints, true, findings);
    state.add(*addresses->name_constraints, true, findings);
    state.check(*leaf({dns("bar.com"), ip(Bytes{192, 0, 2, 1})}), findings);
    CHECK(findings.empty());
    state.check(*leaf({dns("foo.com")}), findings);
    CHECK(ids(findings) == Ids{not_permitted});
    CHECK(findings[0].evidence.at(0).second == "DNS:foo.com");
    CHECK(findings[0].evidence.at(1).second == "DNS:bar.com");
  }
}

TEST_CASE("Many offences give a bounded report") {
  std::vector<Bytes> names;
  for (int i = 0; i < 1000; ++i) names.push_back(dns("host" + std::to_string(i) + ".example.org"));
  const Findings findings = checked(name_constraints({dns("example.com")}, {}), *leaf(names));
  REQUIRE(findings.size() == 16);
  CHECK(findings.back().evidence.back() == std::pair<std::string, std::string>{"more", "984"});
}

TEST_CASE("Ten thousand names below ten thousand constraints cost little, and the budget bounds them") {
  std::vector<Bytes> names, constraints;
  for (int i = 0; i < 10'000; ++i) {
    names.push_back(dns("host" + std::to_string(i) + ".example.com"));
    constraints.push_back(dns("host" + std::to_string(i) + ".example.org"));
  }
  const auto above = authority(name_constraints({}, constraints));
  const auto below = leaf(names);
  const auto run = [&](size_t budget) {
    NameConstraintState state(budget);
    Findings findings;
    const std::clock_t start = std::clock();
    state.add(*above->name_constraints, true, findings);
    state.check(*below, findings);
    // Milliseconds of processor time in a release build; sanitizers are given room.
    CHECK(std::clock() - start < CLOCKS_PER_SEC / 2);
    return ids(findings);
  };
  CHECK(run(100'000'000).empty());
  CHECK(run(99'999'999) == Ids{checks::budget_spent.id});
  CHECK(run(0) == Ids{checks::budget_spent.id});
}
