#include "certcheck/crypto/digest.h"
#include "certcheck/report/format.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>

namespace certcheck::report {
namespace {

using Json = nlohmann::json;

constexpr Check check{"test.error", Severity::error, Counts::never, "An error.", "RFC 0000 1", "Fix it."};
constexpr Origin origin{"tool", "1.2.3", date(2026, 1, 2)};

x509::CertificatePtr certificate(const std::string& name, const std::string& key) {
  return x509::parse_certificate(issue(pki::root_certificate({name, key})));
}

engine::Report report_of(const x509::CertificatePtr& leaf, Time ends, size_t errors = 0) {
  engine::Report report;
  report.verdict = errors == 0 ? engine::Verdict::trusted : engine::Verdict::untrusted;
  for (size_t i = 0; i < errors; ++i) report.findings.push_back({.check = &check});
  report.chain.presented.push_back(leaf);
  report.chain.details[leaf.get()].sha256 = crypto::sha256(leaf->der);
  report.expires.path = ends;
  report.expires.limited_by =
      Subject{.kind = Subject::Kind::certificate, .index = 0, .sha256 = crypto::sha256(leaf->der)};
  return report;
}

TEST_CASE("what is said of a fleet: shared keys and certificates, what ends together, what is worst") {
  const auto format = find_format("fleet")->make({});
  Tally tally;
  std::string texts = format->begin(origin);
  const auto add = [&](const std::string& target, const engine::Report& report) {
    const Item item{target, &report, origin};
    tally.add(item);
    texts += format->render(item);
  };
  const auto a = certificate("A", "root-p256"), same_key = certificate("B", "root-p256"),
             other = certificate("C", "leaf-p256");
  const Time soon = date(2026, 3, 1), late = date(2027, 5, 6);
  add("one.example", report_of(a, soon));
  add("two.example", report_of(a, soon, 1));
  add("three.example", report_of(same_key, late, 2));
  add("four.example", report_of(other, soon + std::chrono::hours(2)));
  add("none.example", engine::Report{});
  CHECK(format->write(texts).empty());
  const std::string text = format->end(tally);
  CHECK(text.find('\n') == text.size() - 1);
  const Json fleet = Json::parse(text);
  CHECK(fleet["targets"] == 5);
  CHECK(fleet["verdicts"] == Json{{"trusted", 2}, {"untrusted", 2}, {"unchecked", 1}});
  REQUIRE(fleet["keys_of_several_subjects"].size() == 1);
  CHECK(fleet["keys_of_several_subjects"][0]["subjects"] ==
        Json{"CN=A,O=certcheck test PKI", "CN=B,O=certcheck test PKI"});
  CHECK(fleet["keys_of_several_subjects"][0]["certificates"].size() == 2);
  CHECK(fleet["keys_of_several_subjects"][0]["targets"] ==
        Json{"one.example", "two.example", "three.example"});
  REQUIRE(fleet["certificates_of_several_targets"].size() == 1);
  CHECK(fleet["certificates_of_several_targets"][0]["subject"] == "CN=A,O=certcheck test PKI");
  CHECK(fleet["certificates_of_several_targets"][0]["count"] == 2);
  REQUIRE(fleet["ending_on_one_day"].size() == 1);
  CHECK(fleet["ending_on_one_day"][0]["day"] == "2026-03-01");
  CHECK(fleet["ending_on_one_day"][0]["count"] == 3);
  CHECK(fleet["ending_on_one_day"][0]["certificates"].size() == 2);
  REQUIRE(fleet["worst"].size() == 3);
  CHECK(fleet["worst"][0]["target"] == "three.example");
  CHECK(fleet["worst"][0]["findings"] == Json{"test.error", "test.error"});
  CHECK(fleet["worst"][1]["target"] == "two.example");
  CHECK(fleet["worst"][2]["target"] == "none.example");
}

TEST_CASE("of many targets some are named and all are counted") {
  const auto format = find_format("fleet")->make({});
  Tally tally;
  std::string texts = format->begin(origin);
  const engine::Report report = report_of(certificate("A", "root-p256"), date(2026, 3, 1), 1);
  for (size_t i = 0; i < 1'000; ++i) {
    const Item item{"host" + std::to_string(i), &report, origin};
    tally.add(item);
    texts += format->render(item);
  }
  (void)format->write(texts);
  const Json fleet = Json::parse(format->end(tally));
  CHECK(fleet["certificates_of_several_targets"][0]["count"] == 1'000);
  CHECK(fleet["certificates_of_several_targets"][0]["targets"].size() == 100);
  CHECK(fleet["worst"].size() == 100);
}

}  // namespace
}  // namespace certcheck::report
