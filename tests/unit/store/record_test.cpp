#include "certcheck/store/record.h"

#include "certcheck/path/checks.h"
#include "certcheck/x509/certificate.h"

#include "tests/support/pki.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>

using namespace certcheck;
using Kind = Target::Kind;

TEST_CASE("a target has one name however it is written") {
  CHECK(store::target_name({.host = "WWW.Example.com.", .port = 443}) == "www.example.com:443");
  CHECK(store::target_name({.host = "192.0.2.1", .port = 8443, .kind = Kind::ipv4}) == "192.0.2.1:8443");
  CHECK(store::target_name({.host = "2001:DB8:0::1", .port = 443, .kind = Kind::ipv6}) ==
        "[2001:db8::1]:443");
  CHECK(store::target_name({.host = "fe80::1%eth0", .port = 443, .kind = Kind::ipv6}) ==
        "[fe80::1%eth0]:443");
  CHECK(store::target_name({.host = "mail.example", .port = 25, .starttls = "smtp"}) ==
        "smtp://mail.example:25");
}

TEST_CASE("what is kept of a report is what it says") {
  const auto leaf = x509::parse_certificate(test::make_der(test::leaf("Issuer", 2)));
  const auto issuer = x509::parse_certificate(test::make_der(test::authority("Issuer", 2, "Root", 1)));
  engine::Report report;
  report.target = Target{.input = "www.example.test", .host = "www.example.test", .port = 443};
  report.verdict = engine::Verdict::trusted;
  report.chain.presented = {leaf, issuer, leaf};
  report.chain.details[leaf.get()] = {.sha256 = Sha256{1}, .key = "Ed25519"};
  report.chain.details[issuer.get()] = {.sha256 = Sha256{2}, .key = "Ed25519"};
  path::Path best;
  best.certificates = {leaf, issuer};
  best.limited_by = 1;
  report.chain.paths.push_back(best);
  report.expires.path = date(2027, 1, 1);
  report.findings = {Finding{.check = &path::checks::validity_expired,
                             .subject = {Subject::Kind::certificate, 1, Sha256{2}},
                             .message = std::string("odd \xff bytes \0 here", 17)}};
  const store::Record kept = store::record_of(report, date(2026, 6, 1), "www.example.test\n", "RSA");

  const std::string of_leaf = "01" + std::string(62, '0'), of_issuer = "02" + std::string(62, '0');
  CHECK(kept.target == "www.example.test:443");
  CHECK(kept.part == "RSA");
  CHECK(kept.verdict == "trusted");
  CHECK(kept.expires == date(2027, 1, 1));
  CHECK(kept.limited_by == of_issuer);
  CHECK(kept.presented == std::vector<std::string>{of_leaf, of_issuer, of_leaf});
  CHECK(kept.path == std::vector<std::string>{of_leaf, of_issuer});
  REQUIRE(kept.certificates.size() == 2);
  CHECK(kept.certificates[0].names == std::vector<std::string>{"DNS:www.example.test"});
  CHECK(kept.certificates[0].not_after == date(2027, 1, 1));
  CHECK(kept.certificates[0].key_sha256.size() == 64);
  CHECK(kept.certificates[0].pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
  REQUIRE(kept.findings.size() == 1);
  CHECK(kept.findings[0].id == "path.validity.expired");
  CHECK(kept.findings[0].severity == "error");
  CHECK(kept.findings[0].subject == "certificate 1");
  CHECK(kept.findings[0].certificate == of_issuer);
  // PostgreSQL takes neither.
  for (const std::string& text : {kept.findings[0].message, kept.input}) {
    CHECK(text.find('\0') == std::string::npos);
    CHECK(text.find('\xff') == std::string::npos);
  }
}
