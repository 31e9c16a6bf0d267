#include "certcheck/request/option.h"

#include "certcheck/request/request.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;

/// What reading a request with this one key beside a leaf that is none gives: the reader's own errors come
/// first.
std::string error_for(std::string_view key, const Json& value) {
  const Json request = {{"leaf", "no PEM"}, {std::string(key), value}};
  const auto read = read_request(request.dump(), Time{});
  REQUIRE_FALSE(read);
  return read.error().message;
}

TEST_CASE("every option has a name or a key of its own, and says what it is") {
  std::set<std::string_view> names, keys;
  for (const Option& option : options()) {
    INFO(option.name << " " << option.key);
    CHECK((!option.name.empty() || !option.key.empty()));
    if (!option.name.empty()) {
      CHECK(names.insert(option.name).second);
      CHECK(option.name.starts_with("--"));
      CHECK_FALSE(option.help.empty());
    }
    if (!option.key.empty()) {
      CHECK(keys.insert(option.key).second);
      CHECK_FALSE(option.value.empty());
    }
    if (!option.excludes.empty()) CHECK(names.contains(option.excludes));
    const bool is_number = std::holds_alternative<std::optional<uint64_t> Settings::*>(option.member);
    CHECK((option.most != 0) == is_number);
  }
}

TEST_CASE("a value of another kind is refused under its key, and null is none") {
  for (const Option& option : options()) {
    if (option.key.empty() || option.key == "id" || option.key == "leaf" || option.form == Form::object)
      continue;
    INFO(option.key);
    CHECK(error_for(option.key, {{"an", "object"}}).starts_with("\"" + std::string(option.key) + "\""));
    CHECK(error_for(option.key, nullptr).starts_with("\"leaf\" contains"));
  }
}

TEST_CASE("numbers have ranges") {
  for (const Option& option : options()) {
    if (option.most == 0 || option.key.empty()) continue;
    INFO(option.key);
    CHECK(error_for(option.key, option.most).starts_with("\"leaf\" contains"));
    for (const Json& value : {Json(option.most + 1), Json(-1), Json(1.0), Json("1")})
      CHECK(error_for(option.key, value) ==
            "\"" + std::string(option.key) + "\" is not " + range_text(0, option.most));
  }
}

TEST_CASE("each option has a key of its own in policy files") {
  std::set<std::string> keys;
  for (const Option& option : options())
    if (!option.name.empty()) CHECK(keys.insert(policy_key_of(option)).second);
  CHECK(keys.contains("max_depth"));
  CHECK(keys.contains("ipv4"));
}

TEST_CASE("an option that is taken ends those that it excludes") {
  const auto option = [](std::string_view name) {
    const auto table = options();
    return *std::find_if(table.begin(), table.end(), [&](const Option& each) { return each.name == name; });
  };
  Settings above, settings;
  settings.expect_public = true;
  settings.places["--expect-public"] = "p.toml:1: expect_public";
  above.expected_roots = {"root.pem"};
  above.places["--expect-root"] = "p.toml:2: expect_root";
  take(option("--expect-root"), above, settings);
  CHECK_FALSE(settings.expect_public);
  CHECK(settings.expected_roots == std::vector<std::string>{"root.pem"});
  CHECK(name_of(&Settings::expected_roots, settings, Spelling::command_line) == "p.toml:2: expect_root");
  CHECK(name_of(&Settings::expect_public, settings, Spelling::command_line) == "--expect-public");
  // The other way round, and given on a command line, which has no places.
  above = {};
  above.expect_public = true;
  take(option("--expect-public"), above, settings);
  CHECK(settings.expect_public);
  CHECK(settings.expected_roots.empty());
  CHECK(settings.places.empty());
}

TEST_CASE("values are told as text") {
  const auto text = [](std::string_view name, const Settings& settings) {
    for (const Option& each : options())
      if (each.name == name) return text_of(each, settings);
    return std::string("no such option");
  };
  Settings settings;
  settings.pins = {"a", "b"};
  settings.max_depth = 3;
  CHECK(text("--pin", settings) == "a, b");
  CHECK(text("--max-depth", settings) == "3");
  CHECK(text("--max-age", settings).empty());
  CHECK(text("--strict", settings) == "false");
  CHECK(text("--timeout", settings) == "15");
  // There may be a password in it.
  CHECK(text("--proxy", settings).empty());
  settings.proxy = "http://user:secret@proxy.test";
  CHECK(text("--proxy", settings) == "(not shown)");
}

TEST_CASE("the table of keys has a row for each") {
  const std::string table = table_of_keys();
  for (const Option& option : options())
    if (!option.key.empty())
      CHECK(table.find("\n| `" + std::string(option.key) + "` | ") != std::string::npos);
}

}  // namespace
}  // namespace certcheck::request
