#include "certcheck/report/fields.h"

#include "certcheck/report/json.h"

#include "tests/support/paths.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace certcheck::report {
namespace {

using Json = nlohmann::json;

constexpr Check check{"test.error", Severity::error, Counts::never, "An error.", "RFC 0000 1", "Fix it."};
constexpr Origin origin{"tool", "1.2.3", date(2026, 1, 2)};

engine::Report report() {
  engine::Report report;
  report.target.emplace().input = "example.com";
  report.findings.push_back({.check = &check, .message = "one"});
  report.findings.push_back({.check = &check, .message = "two"});
  report.expires.days_left = 7;
  return report;
}

std::string shown(const std::vector<std::string>& places) {
  const auto fields = Fields::parse(places);
  REQUIRE(fields);
  return fields->to_json(report(), origin);
}

// Every place that the schema names, below `schema`.
void add_places(const Json& root, const Json& schema, const std::string& place,
                std::vector<std::string>& places) {
  if (schema.contains("$ref")) {
    const std::string name = schema["$ref"];
    return add_places(root, root.at(Json::json_pointer(name.substr(1))), place, places);
  }
  for (const char* several : {"anyOf", "oneOf"})
    if (schema.contains(several))
      for (const Json& each : schema[several]) add_places(root, each, place, places);
  if (schema.contains("items")) add_places(root, schema["items"], place, places);
  if (!schema.contains("properties")) return;
  for (const auto& [key, value] : schema["properties"].items()) {
    const std::string below = place.empty() ? key : place + "." + key;
    places.push_back(below);
    add_places(root, value, below, places);
  }
}

TEST_CASE("fields come alone, in the order asked for") {
  CHECK(shown({"verdict", "target.input"}) == R"({"verdict":"unchecked","target":{"input":"example.com"}})");
  CHECK(shown({"target.input", "expires.days_left", "target.port"}) ==
        R"({"target":{"input":"example.com","port":null},"expires":{"days_left":7}})");
}

TEST_CASE("a field of a list is one of each element, of nothing it is nothing") {
  CHECK(shown({"findings.id"}) == R"({"findings":[{"id":"test.error"},{"id":"test.error"}]})");
  CHECK(shown({"handshake.version"}) == R"({"handshake":null})");
  CHECK(shown({"chain.presented.sha256"}) == R"({"chain":{"presented":[]}})");
}

TEST_CASE("a part and the whole of it are the whole") {
  const auto fields = Fields::parse(std::vector<std::string>{"expires.days_left", "expires"});
  REQUIRE(fields);
  CHECK(Json::parse(fields->to_json(report(), origin))["expires"].size() == 4);
  CHECK(fields->contains("expires.leaf"));
  CHECK_FALSE(fields->contains("expire"));
  CHECK_FALSE(fields->contains("target.input"));
}

TEST_CASE("a place that reports do not have is an error that says what there is") {
  for (const auto& [place, words] :
       std::vector<std::pair<std::string, std::string>>{{"verdct", "verdict"},
                                                        {"target.name", "input, host"},
                                                        {"verdict.x", "no parts"},
                                                        {"", "schema_version"},
                                                        {"findings.ids", "id, severity"},
                                                        {"target.", "input, host"},
                                                        {"chain.presented.key.bit", "bits"}}) {
    INFO(place);
    const auto refused = Fields::parse(std::vector<std::string>{place});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("\"" + place + "\"") == 0);
    CHECK(refused.error().message.find(words) != std::string::npos);
  }
}

TEST_CASE("every place that the schema names can be asked for") {
  const Json schema = Json::parse(std::ifstream(test::source_dir() / "docs/report.schema.json"));
  std::vector<std::string> places;
  add_places(schema, schema, "", places);
  CHECK(places.size() > 80);
  for (const std::string& place : places) {
    const auto fields = Fields::parse(std::vector<std::string>{place});
    INFO(place << ": " << (fields ? "" : fields.error().message));
    CHECK(fields);
  }
}

TEST_CASE("brief lines say where, what and why in some hundred bytes") {
  std::vector<std::string> places(brief_fields().begin(), brief_fields().end());
  CHECK(shown(places).size() < 300);
  CHECK(shown(places).find("test.error") != std::string::npos);
}

}  // namespace
}  // namespace certcheck::report
