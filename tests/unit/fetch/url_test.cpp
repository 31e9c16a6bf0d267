#include "certcheck/fetch/url.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <utility>

using namespace certcheck;
using namespace certcheck::fetch;

namespace {
constexpr size_t most = 2048;
}

TEST_CASE("addresses are taken apart") {
  struct Case {
    std::string_view text, host;
    uint16_t port;
    std::string_view path, whole;
  };
  for (const Case& each : {
           Case{"http://ca.example", "ca.example", 80, "/", "http://ca.example/"},
           Case{"HTTP://CA.Example:80/Root.cer", "ca.example", 80, "/Root.cer", "http://ca.example/Root.cer"},
           Case{"http://ca.example:8080/a?b=c#d", "ca.example", 8080, "/a?b=c",
                "http://ca.example:8080/a?b=c"},
           Case{"http://ca.example?x", "ca.example", 80, "/?x", "http://ca.example/?x"},
           Case{"http://ca.example:/x", "ca.example", 80, "/x", "http://ca.example/x"},
           Case{"http://[2001:DB8:0::1]:81/x", "2001:db8::1", 81, "/x", "http://[2001:db8::1]:81/x"},
           // As Windows CAs are set up: spaces, and what is not ASCII.
           Case{"http://pki.corp/Cert Enroll/Wurzel\xc3\xa4.crl", "pki.corp", 80,
                "/Cert%20Enroll/Wurzel%C3%A4.crl", "http://pki.corp/Cert%20Enroll/Wurzel%C3%A4.crl"},
           Case{"http://pki.corp/a%20b+(1).crl", "pki.corp", 80, "/a%20b+(1).crl",
                "http://pki.corp/a%20b+(1).crl"},
           Case{"http://pki.corp\\a", "pki.corp", 80, "/%5Ca", "http://pki.corp/%5Ca"},
       }) {
    INFO(each.text);
    const auto url = parse_url(each.text, most);
    REQUIRE(url);
    CHECK(url->host == each.host);
    CHECK(url->port == each.port);
    CHECK(url->path == each.path);
    CHECK(url->text() == each.whole);
  }
}

TEST_CASE("what is not an http address is refused, and says why") {
  for (const auto& [text, words] : {
           std::pair<std::string, std::string_view>{"", "empty"},
           {"https://ca.example/", "https"},
           {"ldap://ca.example/cn=x", "ldap"},
           {"file:///etc/passwd", "file"},
           {"gopher://ca.example:25/_HELO", "gopher"},
           {"ca.example/x", "no scheme"},
           {"http:ca.example", "no host"},
           {"http:///x", "no host"},
           {"http://:80/x", "no host"},
           {"http://user:secret@ca.example/", "user name"},
           {"http://127.0.0.1@ca.example/", "user name"},
           {"http://ca.example:0/", "port"},
           {"http://ca.example:65536/", "port"},
           {"http://ca.example:80x/", "port"},
           {"http://ca.example:+80/", "port"},
           {"http://[::1/", "brackets"},
           {"http://[fe80::1%25eth0]/", "brackets"},
           {"http://[127.0.0.1]/", "brackets"},
           {"http://ca%2eexample/", "characters"},
           {"http://\xc3\xa4.example/", "characters"},
           {"http://999.999.999.999/", "number"},
           {"http://1.2.3.4.5/", "number"},
           {"http://a.0x1/", "number"},
           {"http://./", "host name"},
           {"http://ca.example/\r\nHost: evil", "control"},
           {std::string("http://ca.example/\0x", 20), "control"},
           {"http://ca.example/" + std::string(3000, 'a'), "2048"},
           {"http://" + std::string(300, 'a') + "/", "host name"},
       }) {
    INFO(text);
    const auto url = parse_url(text, most);
    REQUIRE_FALSE(url);
    CHECK(url.error().kind == Error::Kind::usage);
    CHECK(url.error().message.find(words) != std::string::npos);
    CHECK(url.error().message.find("secret") == std::string::npos);
  }
}

TEST_CASE("redirections lead where RFC 3986 says") {
  const Url base = *parse_url("http://ca.example:8080/a/b?c", most);
  for (const auto& [location, whole] : {
           std::pair{"http://other.example/x", "http://other.example/x"},
           {"//other.example/x", "http://other.example/x"},
           {"/x?y", "http://ca.example:8080/x?y"},
           {"x", "http://ca.example:8080/a/x"},
           {"?y", "http://ca.example:8080/a/b?y"},
           // 5.2.4, and the examples of 5.4.
           {"../g", "http://ca.example:8080/g"},
           {"../../../g", "http://ca.example:8080/g"},
           {"./g/", "http://ca.example:8080/a/g/"},
           {".", "http://ca.example:8080/a/"},
           {"..", "http://ca.example:8080/"},
           {"/x/../y/./z", "http://ca.example:8080/y/z"},
           {"/x/..", "http://ca.example:8080/"},
           {"/..//x", "http://ca.example:8080//x"},
           {"g?y/../x", "http://ca.example:8080/a/g?y/../x"},
           {"/..g/.h/...", "http://ca.example:8080/..g/.h/..."},
           {"http://other.example/x/../y", "http://other.example/y"},
           {"#f", "http://ca.example:8080/a/b?c"},
       }) {
    INFO(location);
    const auto url = resolve_reference(base, location, most);
    REQUIRE(url);
    CHECK(url->text() == whole);
  }
  for (const std::string_view location : {"https://ca.example/", "ftp://x/", "//user@x/", "\n", ""})
    CHECK_FALSE(resolve_reference(base, location, most));
}

TEST_CASE("an OCSP request goes below the responder's address") {
  CHECK(with_request(*parse_url("http://o.example", most), "MF+/=").text() == "http://o.example/MF%2B%2F%3D");
  CHECK(with_request(*parse_url("http://o.example/ocsp", most), "MF").text() == "http://o.example/ocsp/MF");
  CHECK(with_request(*parse_url("http://o.example/ocsp/", most), "MF").text() == "http://o.example/ocsp/MF");
}
