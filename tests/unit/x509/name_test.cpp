#include "certcheck/x509/name.h"

#include "certcheck/x509/oids.h"

#include "certserve/pki/der_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using x509::Name;

namespace {

/// A name with the bytes it views.
struct Parsed {
  Bytes der;
  Findings findings;
  Name name;
};

Parsed read(Bytes der) {
  Parsed parsed{.der = std::move(der), .findings = {}, .name = {}};
  der::FaultSink sink(parsed.findings);
  der::Reader reader(parsed.der, sink, {});
  parsed.name = x509::read_name(reader, "name");
  return parsed;
}

constexpr std::string_view cn = "2.5.4.3", o = "2.5.4.10", c = "2.5.4.6", email = "1.2.840.113549.1.9.1";

Bytes bmp(std::string_view ascii) {
  Bytes content;
  for (const char character : ascii) {
    content.push_back(0);
    content.push_back(static_cast<uint8_t>(character));
  }
  return pki::tlv(der::tag::bmp_string, content);
}

Parsed common_name(const Bytes& value) { return read(pki::name({pki::relative_name(cn, value)})); }

}  // namespace

TEST_CASE("names are shown as RFC 4514 writes them") {
  const auto parsed = read(pki::name({pki::relative_name(c, pki::printable("DE")),
                                      pki::relative_name(o, pki::utf8("Smith, \"Sons\" + Co")),
                                      pki::relative_name(cn, pki::utf8("#1 b\xc3\xa4r "))}));
  CHECK(parsed.findings.empty());
  CHECK(parsed.name.to_string() == "CN=\\231 b\xc3\xa4r\\20,O=Smith\\, \\\"Sons\\\" \\+ Co,C=DE");
  CHECK(parsed.name.rdn_count == 3);
  CHECK(parsed.name.find(x509::oids::organization).size() == 1);

  SECTION("what could mislead is escaped") {
    // U+202E turns the direction of the text behind it.
    CHECK(common_name(pki::utf8("a\x1b[2J\xe2\x80\xae"
                                "b"))
              .name.to_string() == "CN=a\\1b[2J\\e2\\80\\aeb");
  }
  SECTION("values that are no text are shown as hexadecimal") {
    CHECK(common_name(pki::integer(5)).name.to_string() == "CN=#020105");
    CHECK(common_name(pki::utf8("\xff")).name.to_string() == "CN=#0c01ff");
  }
}

TEST_CASE("names match by RFC 5280 7.1") {
  const auto same = [](const Bytes& a, const Bytes& b) {
    const auto left = common_name(a), right = common_name(b);
    const bool by_key = x509::canonical(left.name) == x509::canonical(right.name);
    CHECK(x509::same_name(left.name, right.name) == by_key);
    return by_key;
  };
  CHECK(same(pki::printable("Test CA"), pki::utf8("  tEST \t ca ")));
  CHECK(same(pki::printable("Test CA"), bmp("TEST CA")));
  CHECK(same(pki::utf8("Stra\xc3\x9f"
                       "e"),
             pki::utf8("STRASSE")));
  CHECK(same(pki::utf8("\xc3\x84"), pki::utf8("a\xcc\x88")));          // NFKC composes
  CHECK(same(pki::utf8("\xe2\x84\xa1"), pki::utf8("tel")));            // U+2121, NFKC then case
  CHECK(same(pki::utf8("a\xc2\xa0\xe3\x80\x80z"), pki::utf8("a z")));  // other spaces
  CHECK(same(pki::utf8("a\xc2\xad"
                       "b"),
             pki::utf8("ab")));  // soft hyphen
  CHECK_FALSE(same(pki::utf8("TestCA"), pki::utf8("Test CA")));
  CHECK_FALSE(same(pki::utf8("a"), pki::integer(97)));
  CHECK_FALSE(same(pki::utf8("\xff"), pki::utf8("\xfe")));

  const auto mail = [](std::string_view text) {
    return read(pki::name({pki::relative_name(email, pki::ia5(text))}));
  };
  CHECK(x509::same_name(mail("A@Example.com").name, mail("a@example.COM").name));
}

TEST_CASE("the order within an RDN does not matter, that of RDNs does") {
  const auto attribute = [](std::string_view type, std::string_view value) {
    return pki::sequence({pki::oid(type), pki::utf8(value)});
  };
  const auto one = read(pki::name({pki::set_of({attribute(cn, "x"), attribute(o, "y")})}));
  const auto other = read(pki::name({pki::set_of({attribute(o, "Y"), attribute(cn, "X")})}));
  CHECK(one.findings.empty());
  REQUIRE(other.findings.size() == 1);
  CHECK(other.findings[0].id() == "der.set_order");
  CHECK(other.findings[0].node_path == "name.0");
  CHECK(x509::same_name(one.name, other.name));

  const auto apart =
      read(pki::name({pki::relative_name(cn, pki::utf8("x")), pki::relative_name(o, pki::utf8("y"))}));
  const auto swapped =
      read(pki::name({pki::relative_name(o, pki::utf8("y")), pki::relative_name(cn, pki::utf8("x"))}));
  CHECK_FALSE(x509::same_name(one.name, apart.name));
  CHECK_FALSE(x509::same_name(apart.name, swapped.name));
}

TEST_CASE("a name is within another on RDN boundaries only") {
  const auto base = read(pki::name({pki::relative_name(c, pki::printable("DE"))}));
  const auto inside =
      read(pki::name({pki::relative_name(c, pki::utf8("de")), pki::relative_name(o, pki::utf8("x"))}));
  const auto longer = read(pki::name({pki::relative_name(c, pki::printable("DEU"))}));
  CHECK(x509::is_within(inside.name, base.name));
  CHECK(x509::is_within(base.name, base.name));
  CHECK(x509::is_within(base.name, Name{}));
  CHECK_FALSE(x509::is_within(base.name, inside.name));
  CHECK_FALSE(x509::is_within(longer.name, base.name));
  // The RDN as a whole counts, not the first of its attributes.
  const auto joined = read(pki::name({pki::set_of(
      {pki::sequence({pki::oid(c), pki::printable("DE")}), pki::sequence({pki::oid(o), pki::utf8("x")})})}));
  CHECK_FALSE(x509::is_within(joined.name, base.name));
}

TEST_CASE("faults in names are located and the rest is read") {
  const auto parsed = read(
      pki::name({pki::tlv(der::tag::sequence, {}), pki::set_of({}),
                 pki::relative_name(cn, pki::printable("a@b")), pki::relative_name(o, pki::utf8("\xc3("))}));
  REQUIRE(parsed.findings.size() == 4);
  CHECK(parsed.findings[0].id() == "der.unexpected_tag");
  CHECK(parsed.findings[0].node_path == "name.0");
  CHECK(parsed.findings[1].id() == "x509.sequence.empty");
  CHECK(parsed.findings[1].node_path == "name.1");
  CHECK(parsed.findings[2].id() == "x509.string.tolerated_characters");
  CHECK(parsed.findings[2].node_path == "name.2.0.value");
  REQUIRE(parsed.findings[2].offset);
  CHECK(parsed.der[*parsed.findings[2].offset] == '@');
  CHECK(parsed.findings[3].id() == "x509.string.not_utf8");
  REQUIRE(parsed.name.attributes.size() == 2);
  CHECK(parsed.name.attributes[0].text() == "a@b");
  CHECK(parsed.name.attributes[1].rdn == 3);
}
