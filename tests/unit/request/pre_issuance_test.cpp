// What a CA asks before it signs. tests/cli/pre_issuance_test.py asks the tool.
#include "certcheck/request/pre_issuance.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>

namespace certcheck::request {
namespace {

using Json = nlohmann::json;

std::string fixture(const std::string& file) {
  return test::read_file(test::source_dir() / "testdata/lint/cases" / file);
}

PreIssuanceAnswer ask(const Json& request, std::optional<Severity> fail_on = Severity::error) {
  static const lint::Selection everything;
  static crypto::Verifier verifier;
  return pre_issuance_answer(request.dump(), {everything, nullptr, verifier, false}, fail_on);
}

TEST_CASE("an answer says what was found and what was assumed") {
  static const lint::Selection few(lint::Rules{.include = {"rfc5280.serial_number.*"}});
  crypto::Verifier verifier;
  const PreIssuanceAnswer answer = pre_issuance_answer(Json{{"id", "x"},
                                                            {"certificate", fixture("ordinary/leaf.pem")},
                                                            {"profile", "dv"},
                                                            {"as_of", "2029-03-15"}}
                                                           .dump(),
                                                       {few, nullptr, verifier, false});
  CHECK_FALSE(answer.is_error);
  CHECK_FALSE(answer.worst);
  CHECK(Json::parse(answer.line) == Json{{"id", "x"},
                                         {"pass", true},
                                         {"worst", nullptr},
                                         {"profile", "dv"},
                                         {"as_of", "2029-03-15T00:00:00Z"},
                                         {"findings", Json::array()}});
}

TEST_CASE("what passes follows from the threshold") {
  const Json request{{"certificate", fixture("rfc5280.serial_number.zero/fires.pem")}};
  CHECK(ask(request).worst == Severity::error);
  CHECK(Json::parse(ask(request).line)["pass"] == false);
  CHECK(Json::parse(ask(request, std::nullopt).line)["pass"] == true);
}

TEST_CASE("rules about the value of a signature are not applied") {
  const std::string text = fixture("rfc5758.signatures.malformed/fires.pem");
  const PreIssuanceAnswer answer = ask({{"certificate", text}});
  const Json line = Json::parse(answer.line);
  for (const Json& finding : line["findings"]) {
    CHECK(finding["node_path"] != "signatureValue");
    CHECK(finding["id"] != "rfc5758.signatures.malformed");
  }
}

TEST_CASE("a request that cannot be read is answered with what is wrong") {
  const auto error_of = [](const Json& request) {
    const PreIssuanceAnswer answer = ask(request);
    CHECK(answer.is_error);
    return Json::parse(answer.line)["error"].get<std::string>();
  };
  CHECK(error_of(Json::array()) == "the request is not a JSON object");
  CHECK(error_of({{"id", 1}}) == "\"certificate\" or \"tbs\" is missing");
  CHECK(error_of({{"certificate", nullptr}}) == "\"certificate\" or \"tbs\" is missing");
  CHECK(error_of({{"tbs", "*"}}) == "\"tbs\" is neither PEM nor base64");
  CHECK(error_of({{"tbs", "-----BEGIN X-----\nAAAA"}}) == "\"tbs\" has a PEM block without an end");
  CHECK(error_of({{"leaf", "AAAA"}}) == "unknown key \"leaf\"");
}

TEST_CASE("the keys of requests are in the documents") {
  CHECK(test::read_file(test::source_dir() / "docs/certlint.md").find(table_of_pre_issuance_keys()) !=
        std::string::npos);
}

}  // namespace
}  // namespace certcheck::request
