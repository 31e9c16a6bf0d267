#include "certcheck/names/dns_name.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck::names;

TEST_CASE("Host names in the preferred syntax have no fault") {
  for (const auto* name :
       {"example.com", "localhost", "EXAMPLE.com", "a.b.c.d.e", "xn--bcher-kva.de", "1.example",
        "_dmarc.example.com", "a_b.example", "3com.com", "xn--n3h.com", "127.0.0.1"}) {
    CAPTURE(name);
    CHECK(dns_name_fault(name).empty());
    CHECK(presented_dns_name_fault(name).empty());
    CHECK(presented_dns_name_fault("*." + std::string(name)).empty());
    CHECK_FALSE(dns_name_fault("*." + std::string(name)).empty());
  }
}

TEST_CASE("What is no host name is said to be none") {
  const std::string long_label(64, 'a');
  std::string long_name;
  while (long_name.size() < 254) long_name += "abc.";
  for (const std::string& name : {std::string(),
                                  std::string("."),
                                  std::string("example.com."),
                                  std::string(".example.com"),
                                  std::string("a..b"),
                                  std::string("-a.com"),
                                  std::string("a-.com"),
                                  std::string("a b.com"),
                                  std::string("a/b"),
                                  std::string("b\xc3\xbc.de"),
                                  std::string("a\0b.com", 7),
                                  std::string("user@host"),
                                  long_label + ".com",
                                  long_name + "com",
                                  std::string("*"),
                                  std::string("f*.com"),
                                  std::string("a.*.com"),
                                  std::string("*.*.com"),
                                  std::string("*."),
                                  std::string("*..com"),
                                  std::string("**.com")}) {
    CAPTURE(name);
    CHECK_FALSE(dns_name_fault(name).empty());
    CHECK_FALSE(presented_dns_name_fault(name).empty());
  }
  CHECK(dns_name_fault(std::string(63, 'a') + ".com").empty());
  CHECK(dns_name_fault(long_name.substr(0, 251) + "ab").empty());  // 253 octets
}

TEST_CASE("A last label of digits is numeric") {
  CHECK(has_numeric_last_label("127.0.0.1"));
  CHECK(has_numeric_last_label("1"));
  CHECK(has_numeric_last_label("example.123"));
  CHECK_FALSE(has_numeric_last_label("1.example"));
  CHECK_FALSE(has_numeric_last_label("example.1a"));
  CHECK_FALSE(has_numeric_last_label(""));
  CHECK_FALSE(has_numeric_last_label("1."));
}

TEST_CASE("A wildcard matches one label and only as the whole left-most label", "[RFC 9525 6.3]") {
  CHECK(dns_name_matches("example.com", "example.com"));
  CHECK(dns_name_matches("ExAmPlE.CoM", "example.com"));
  CHECK(dns_name_matches("*.example.com", "foo.example.com"));
  CHECK(dns_name_matches("*.EXAMPLE.com", "foo.example.com"));
  CHECK(dns_name_matches("*.example.com", "xn--bcher-kva.example.com"));
  CHECK(dns_name_matches("*.com", "example.com"));
  CHECK(dns_name_matches("a_b.example.com", "a_b.example.com"));
  CHECK_FALSE(dns_name_matches("*.example.com", "example.com"));
  CHECK_FALSE(dns_name_matches("*.example.com", "a.b.example.com"));
  CHECK_FALSE(dns_name_matches("*.example.com", "fooexample.com"));
  CHECK_FALSE(dns_name_matches("f*.example.com", "foo.example.com"));
  CHECK_FALSE(dns_name_matches("*oo.example.com", "foo.example.com"));
  CHECK_FALSE(dns_name_matches("foo.*.com", "foo.example.com"));
  CHECK_FALSE(dns_name_matches("*.*.com", "foo.example.com"));
  CHECK_FALSE(dns_name_matches("xn--*-1b3c148a.example.com", "xn--bliss-1b3c148a.example.com"));
  CHECK_FALSE(dns_name_matches("*", "com"));
  CHECK_FALSE(dns_name_matches("*", "example.com"));
  CHECK_FALSE(dns_name_matches("*.", "com"));
  CHECK_FALSE(dns_name_matches("", "example.com"));
  CHECK_FALSE(dns_name_matches("example.com.", "example.com"));
  CHECK_FALSE(dns_name_matches("*.example.com.", "foo.example.com"));
  CHECK_FALSE(dns_name_matches(".example.com", "foo.example.com"));
  CHECK_FALSE(dns_name_matches("*.com", "com"));
  using namespace std::string_view_literals;
  CHECK_FALSE(dns_name_matches("example.com\0.evil.org"sv, "example.com"));
}
