#include "certcheck/dns/caa.h"

#include "certcheck/dns/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace certcheck;
using dns::CaaRecord;

namespace {

using Texts = std::vector<std::string>;

dns::CaaLookup lookup(std::string name, std::vector<CaaRecord> records,
                      std::string found_at = "example.com") {
  return {.name = std::move(name), .found_at = std::move(found_at), .records = std::move(records)};
}

dns::CaaReport validate(std::vector<dns::CaaLookup> lookups, Texts expected = {}) {
  dns::EndpointRecords records;
  records.caa = std::move(lookups);
  return dns::check_caa(records, std::move(expected));
}

dns::CaaPolicy policy(std::string name, std::vector<CaaRecord> records) {
  return validate({lookup(std::move(name), std::move(records))}).policies.at(0);
}

Texts ids(const dns::CaaReport& report, bool issued = true) {
  Texts out;
  for (const Finding& finding : dns::caa_findings(report, issued)) out.emplace_back(finding.id());
  return out;
}

}  // namespace

TEST_CASE("values of issue follow the grammar of RFC 8659 4.2") {
  const auto issuer = [](std::string_view value) { return dns::read_issue_value(value).issuer; };
  CHECK(issuer("ca1.example.net") == "ca1.example.net");
  CHECK(issuer(" \tCA1.example.net\t ") == "ca1.example.net");
  CHECK(issuer("ca1.example.net;") == "ca1.example.net");
  CHECK(issuer("").empty());
  CHECK(issuer(";").empty());
  for (const std::string_view well :
       {"", ";", "ca.test", "ca.test; ", "ca.test; a=b", "; a=b", "ca.test;a=b ; c-d= "})
    CHECK(dns::read_issue_value(well).problem.empty());
  for (const std::string_view bad :
       {"%%%%%", "ca.test a=b", "ca..test", ".test", "-ca.test", "ca_1.test", "ca.test; a", "ca.test; a=b;",
        "ca.test; -a=b", "ca.test; a=b c", "ca.test;;", "ca.test; a=\x7f"}) {
    INFO(bad);
    CHECK_FALSE(dns::read_issue_value(bad).problem.empty());
    CHECK(issuer(bad).empty());
  }
  const auto account = dns::read_issue_value("ca1.example.net; Account=230123");
  REQUIRE(account.parameters.size() == 1);
  CHECK(account.parameters[0] == std::pair<std::string, std::string>("account", "230123"));
}

TEST_CASE("parameters of RFC 8657 have a form of their own") {
  for (const std::string_view well :
       {"ca.test; accounturi=https://ca.test/account/1234; validationmethods=dns-01,ca-x",
        "ca.test; validationmethods=", "ca.test; accounturi=urn:example:account-id:1234"}) {
    INFO(well);
    CHECK(dns::read_issue_value(well).problem.empty());
  }
  for (const std::string_view bad :
       {"ca.test; accounturi=1234", "ca.test; validationmethods=dns_01", "ca.test; validationmethods=dns-01,",
        "ca.test; accounturi=a:1; accounturi=a:2"}) {
    INFO(bad);
    CHECK_FALSE(dns::read_issue_value(bad).problem.empty());
    // What parameters mean is the CA's to say.
    CHECK(dns::read_issue_value(bad).issuer == "ca.test");
  }
}

TEST_CASE("the examples of RFC 8659 4.2 and 4.3 mean what it says") {
  const std::vector<CaaRecord> both{{0, "issue", "ca1.example.net"}, {0, "issue", "ca2.example.org"}};
  CHECK(policy("certs.example.com", both).issuers == Texts{"ca1.example.net", "ca2.example.org"});
  for (const std::string value : {";", "%%%%%"}) {
    const auto nobody = policy("nocerts.example.com", {{0, "issue", value}});
    CHECK(nobody.restricted);
    CHECK(nobody.issuers.empty());
  }
  // "CAA authorizations are additive"
  CHECK(policy("example.com", {{0, "issue", ";"}, {0, "issue", "ca1.example.net"}}).issuers ==
        Texts{"ca1.example.net"});

  const std::vector<CaaRecord> wild{{0, "issue", "ca1.example.net"}, {0, "issuewild", "ca2.example.org"}};
  CHECK(policy("wild.example.com", wild).issuers == Texts{"ca1.example.net"});
  CHECK(policy("*.wild.example.com", wild).issuers == Texts{"ca2.example.org"});
  CHECK(policy("*.wild2.example.com", {{0, "issue", "ca1.example.net"}}).issuers == Texts{"ca1.example.net"});
  const std::vector<CaaRecord> wild3{{0, "issuewild", "ca2.example.org"}, {0, "issue", ";"}};
  CHECK(policy("*.wild3.example.com", wild3).issuers == Texts{"ca2.example.org"});
  CHECK(policy("wild3.example.com", wild3).restricted);
  CHECK(policy("wild3.example.com", wild3).issuers.empty());
  CHECK_FALSE(policy("wild3.example.com", {{0, "issuewild", "ca2.example.org"}}).restricted);
  // Tags in any case; only iodef restricts nobody.
  CHECK(policy("example.com", {{0, "ISSUE", "ca.test"}}).restricted);
  CHECK_FALSE(policy("example.com", {{0, "iodef", "mailto:security@example.com"}}).restricted);
}

TEST_CASE("critical properties that nobody knows forbid issuance, known ones do not") {
  const auto unknown =
      validate({lookup("new.example.com", {{0, "issue", "ca1.example.net"}, {128, "tbs", "Unknown"}})},
               {"ca1.example.net"});
  CHECK(unknown.policies[0].unknown_critical);
  CHECK(ids(unknown) == Texts{"caa.unknown_critical"});
  for (const CaaRecord& known : {CaaRecord{128, "issue", "ca.test"}, CaaRecord{0, "tbs", "Unknown"}})
    CHECK_FALSE(policy("example.com", {known}).unknown_critical);
}

TEST_CASE("what is malformed is said once for each set of records") {
  const std::vector<CaaRecord> records{{0, "issue", "%%%%%"},
                                       {1, "issue-x", "y"},
                                       {1, "contactemail", "a@b.test"},
                                       {0, "iodef", "ftp://x.test"}};
  const auto report =
      validate({lookup("example.com", records), lookup("www.example.com", records)}, {"ca.test"});
  const Texts found = ids(report);
  CHECK(std::count(found.begin(), found.end(), "caa.malformed") == 4);
  CHECK(std::count(found.begin(), found.end(), "caa.issuance_forbidden") == 2);
  auto unreadable = lookup("example.com", {});
  unreadable.unreadable.push_back({0, 9});
  CHECK(ids(validate({unreadable})) == Texts{"caa.malformed"});
}

TEST_CASE("what is allowed is compared with the CA's names where a user gives them") {
  const std::vector<CaaRecord> one{{0, "issue", "ca1.example.net"}};
  CHECK(ids(validate({lookup("example.com", one)}, {"ca1.example.net", "ca9.test"})).empty());
  CHECK(ids(validate({lookup("example.com", one)}, {"ca9.test"})) == Texts{"caa.issuer_not_allowed"});
  CHECK(ids(validate({lookup("example.com", one)})) == Texts{"caa.not_compared"});
  CHECK(ids(validate({lookup("example.com", one)}), /*issued=*/false).empty());
  CHECK(ids(validate({lookup("example.com", {{0, "issue", ";"}})}), /*issued=*/false).empty());
  CHECK(dns::is_refusal(&dns::checks::caa_issuer_not_allowed));
  CHECK_FALSE(dns::is_refusal(&dns::checks::caa_none));
}

TEST_CASE("no records and no answer are told apart") {
  CHECK(ids(validate({lookup("example.com", {}, "")})) == Texts{"caa.none"});
  auto failed = lookup("example.com", {}, "");
  failed.problem = "example.com: SERVFAIL";
  CHECK(ids(validate({failed})) == Texts{"caa.lookup_failed"});
}
