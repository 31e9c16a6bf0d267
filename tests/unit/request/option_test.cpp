#include "certcheck/request/option.h"

#include "certcheck/request/request.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

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
    CHECK(error_for(option.key, nullptr).starts_with("\"leaf\" holds"));
  }
}

TEST_CASE("numbers have ranges") {
  for (const Option& option : options()) {
    if (option.most == 0) continue;
    INFO(option.key);
    CHECK(error_for(option.key, option.most).starts_with("\"leaf\" holds"));
    for (const Json& value : {Json(option.most + 1), Json(-1), Json(1.0), Json("1")})
      CHECK(error_for(option.key, value) ==
            "\"" + std::string(option.key) + "\" is not " + range_text(0, option.most));
  }
}

TEST_CASE("the table of keys has a row for each") {
  const std::string table = table_of_keys();
  for (const Option& option : options())
    if (!option.key.empty())
      CHECK(table.find("\n| `" + std::string(option.key) + "` | ") != std::string::npos);
}

}  // namespace
}  // namespace certcheck::request
