#include "certcheck/names/idna.h"

#include "certcheck/names/public_suffix.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck::names;

namespace {
const std::string u_umlaut = "\xc3\xbc";
const std::string buecher = "b" + u_umlaut + "cher";

std::string ascii(std::string_view name) {
  const auto result = to_a_labels(name);
  return result ? *result : "error";
}
}  // namespace

TEST_CASE("Internationalized names become A-labels by IDNA2008, mapped by UTS 46") {
  CHECK(ascii(buecher + ".DE") == "xn--bcher-kva.de");
  CHECK(ascii("B" + u_umlaut + "CHER.de") == "xn--bcher-kva.de");
  CHECK(ascii("Example.COM") == "example.com");
  CHECK(ascii("fa\xc3\x9f.de") == "xn--fa-hia.de");                     // not "fass": non-transitional
  CHECK(ascii(buecher + "\xe3\x80\x82" + "de") == "xn--bcher-kva.de");  // ideographic full stop
  CHECK(ascii("bu\xcc\x88"
              "cher.de") == "xn--bcher-kva.de");                              // decomposed, so normalized
  CHECK(ascii("\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1") == "127.0.0.1");  // full-width digits
  CHECK(ascii("xn--n3h.com") == "xn--n3h.com");                               // compared as it stands
  CHECK(ascii("a_b." + u_umlaut + ".de") == "a_b.xn--tda.de");
  CHECK(ascii("") == "");
  CHECK(ascii("b\xc3.de") == "error");  // not UTF-8
  CHECK(ascii(buecher + std::string("\0.de", 4)) == "error");
  CHECK(ascii("-" + u_umlaut + ".de") == "error");
  std::string huge;
  while (huge.size() < 100'000) huge += u_umlaut;
  CHECK(ascii(huge) == "error");
}

TEST_CASE("Symbols that IDNA2008 lacks pass as UTS 46 has them", "[WHATWG URL 3.3]") {
  CHECK(ascii("\u2603.net") == "xn--n3h.net");
  CHECK(ascii("\U0001F4A9.la") == "xn--ls8h.la");
  CHECK(ascii("I\u2764\ufe0f.ws") == "xn--i-7iq.ws");  // the variation selector is ignored
  CHECK(ascii("1\ufe0f\u20e3.ws") == "xn--1-2sn.ws");  // keycap
  CHECK(ascii("\u2603\u3002" + buecher + ".fa\u00df.de") == "xn--n3h.xn--bcher-kva.xn--fa-hia.de");
  CHECK(ascii("\u2121.com") == "tel.com");
  // Browsers refuse joiners between symbols; what maps in two ways is not guessed.
  CHECK(ascii("\U0001F468\u200d\U0001F469.ws") == "error");
  CHECK(ascii("\u2603\u00df.de") == "error");
  CHECK(ascii("\ufffd.com") == "error");
  CHECK(ascii("\ue000.com") == "error");
  CHECK(ascii("\u2603\u202e.com") == "error");
}

TEST_CASE("Converting twice changes nothing") {
  for (const std::string& name : {buecher + ".DE", std::string("fa\xc3\x9f.de"), std::string("Example.COM"),
                                  std::string("\xd8\xa7.example")})
    CHECK(ascii(ascii(name)) == ascii(name));
}

TEST_CASE("Labels are decoded whether IDNA2008 allows them or not") {
  CHECK(decode_a_label("xn--bcher-kva") == buecher);
  CHECK(decode_a_label("XN--BCHER-KVA") == buecher);
  CHECK(decode_a_label("xn--n3h") == "\xe2\x98\x83");
  CHECK_FALSE(decode_a_label("xn--"));
  CHECK_FALSE(decode_a_label("xn--0"));
  CHECK_FALSE(decode_a_label("xn--zzzzzzzzzz99999999"));
  CHECK_FALSE(decode_a_label("bcher"));
  CHECK_FALSE(decode_a_label("xn--bcher-kva.de"));
  CHECK_FALSE(decode_a_label("xn--" + std::string(60, 'a')));
  CHECK_FALSE(decode_a_label(std::string("xn--bcher-kva\0", 14)));
}

TEST_CASE("A-labels are those that come from a U-label") {
  CHECK(is_a_label("xn--bcher-kva"));
  CHECK(is_a_label("XN--bcher-KVA"));
  CHECK(is_a_label("xn--fa-hia"));
  CHECK_FALSE(is_a_label("xn--n3h"));         // disallowed character
  CHECK_FALSE(is_a_label("xn--a"));           // a control character
  CHECK_FALSE(is_a_label("xn--a-ecp"));       // U+2488 is disallowed
  CHECK_FALSE(is_a_label("xn--bucher-xyd"));  // u and combining diaeresis: not in NFC
  CHECK_FALSE(is_a_label("xn--bch--bva"));    // a U-label that ends with a hyphen
  CHECK_FALSE(is_a_label("xn--abc-"));        // nothing but ASCII
  CHECK_FALSE(is_a_label("example"));
  CHECK_FALSE(is_a_label(""));
}

TEST_CASE("Public suffixes and the domains registered below them") {
  using enum SuffixSection;
  CHECK(is_public_suffix("com", icann));
  CHECK(is_public_suffix("co.uk", icann));
  for (const char* label : {"internal", "localhost", "etcd", "kubernetes", "intranet"})
    CHECK_FALSE((is_public_suffix(label, icann) || is_public_suffix(label, any)));
  CHECK_FALSE(is_public_suffix("example.com", icann));
  CHECK_FALSE(is_public_suffix("github.io", icann));
  CHECK(is_public_suffix("github.io", any));
  CHECK_FALSE(is_public_suffix("", any));
  CHECK_FALSE(is_public_suffix("com.", any));
  CHECK(registrable_domain("www.example.co.uk") == "example.co.uk");
  CHECK(registrable_domain("example.com") == "example.com");
  CHECK(registrable_domain("a.b.user.github.io") == "user.github.io");
  CHECK_FALSE(registrable_domain("co.uk"));
  CHECK_FALSE(registrable_domain("com"));
  CHECK_FALSE(registrable_domain(""));
  CHECK_FALSE(registrable_domain("a..com"));
}
