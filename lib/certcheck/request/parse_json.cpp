#include "certcheck/request/detail/parse_json.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::request {

Result<nlohmann::ordered_json> parse_json(std::string_view text) {
  using Event = nlohmann::ordered_json::parse_event_t;
  std::vector<std::vector<std::string>> open;  // the keys of each object that is being read
  std::optional<std::string> twice;
  const auto watch = [&](int /*depth*/, Event event, nlohmann::ordered_json& parsed) {
    if (event == Event::object_start) {
      open.emplace_back();
    } else if (event == Event::object_end) {
      open.pop_back();
    } else if (event == Event::key) {
      const std::string key = parsed.get<std::string>();
      if (std::find(open.back().begin(), open.back().end(), key) != open.back().end()) twice = key;
      open.back().push_back(key);
    }
    return true;
  };
  try {
    auto json = nlohmann::ordered_json::parse(text, watch);
    if (twice) return Error{Error::Kind::usage, "\"" + *twice + "\" is given twice"};
    return json;
  } catch (const nlohmann::ordered_json::parse_error& error) {
    return Error{Error::Kind::usage, "not JSON from byte " + std::to_string(error.byte) + " on"};
  }
}

}  // namespace certcheck::request
