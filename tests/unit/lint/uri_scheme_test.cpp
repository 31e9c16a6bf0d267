#include "certcheck/lint/support/uri_scheme.h"

#include "certcheck/lint/support/uri.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::lint {
namespace {

TEST_CASE("the scheme of a URI") {
  CHECK(uri_scheme("http://example.com/") == "http");
  CHECK(uri_scheme("z39.50r:x") == "z39.50r");
  CHECK(uri_scheme("urn:") == "urn");
  for (const char* none : {"", ":", "://", "example.com/a", "/a:b", "1http://a/", "ht tp://a/", "//a:80/"})
    CHECK(uri_scheme(none).empty());
}

TEST_CASE("schemes are compared without regard to case and need an authority") {
  CHECK(is_http_or_ldap("HTTP://example.com/"));
  CHECK(is_http_or_ldap("ldap:///"));
  for (const char* other :
       {"", "http", "http:", "http:/", "https://a/", "ldaps://a/", " http://a/", "ftp://a/"})
    CHECK_FALSE(is_http_or_ldap(other));
}

TEST_CASE("an LDAP URI in its parts") {
  const auto whole = read_ldap_uri("LDAPS://a.example:636/cn=CA,c=DE?x;binary,y?base?(z)");
  REQUIRE(whole);
  CHECK(whole->host == "a.example:636");
  CHECK(whole->dn == "cn=CA,c=DE");
  CHECK(whole->attributes == "x;binary,y");
  for (const char* bare : {"ldap://", "ldap:///", "ldap:///?", "ldap:///??"}) {
    const auto parts = read_ldap_uri(bare);
    REQUIRE(parts);
    CHECK(parts->host.empty());
    CHECK(parts->dn.empty());
    CHECK(parts->attributes.empty());
  }
  CHECK(read_ldap_uri("ldap://a")->host == "a");
  CHECK_FALSE(read_ldap_uri("http://a/"));
  CHECK_FALSE(read_ldap_uri("ldap:a"));
}

// RFC 3986 3.2.2
TEST_CASE("between brackets stands an IPv6 address, or one of a later version") {
  for (const char* const bad :
       {"http://[2001:db8::g]/", "http://[192.0.2.1]/", "http://[]/", "http://[v.1]/", "http://[v1.]/",
        "http://[vg.1]/", "http://[fe80::1%25eth0]/", "http://[crl.example]/"}) {
    INFO(bad);
    CHECK_FALSE(uri_fault(bad).empty());
  }
  for (const char* const sound :
       {"http://[2001:db8::1]/", "http://[::ffff:192.0.2.1]:80/", "http://[v1f.a:b]/"}) {
    INFO(sound);
    CHECK(uri_fault(sound).empty());
  }
}

// RFC 3986 3.2.1
TEST_CASE("userinfo has no \"@\" unless it is percent-encoded") {
  CHECK_FALSE(uri_fault("http://u@v@crl.example.com/").empty());
  CHECK_FALSE(uri_fault("ldap://a:b@@ldap.example.com/cn=x").empty());
  for (const char* const sound : {"http://u@crl.example.com/", "http://u%40v@crl.example.com/",
                                  "http://crl.example.com/a@b@c", "mailto:a@b.example"}) {
    INFO(sound);
    CHECK(uri_fault(sound).empty());
  }
}

}  // namespace
}  // namespace certcheck::lint
