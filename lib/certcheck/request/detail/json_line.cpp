#include "certcheck/request/detail/json_line.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;

/// Puts a document together from the parser's events. Returning false ends the parsing.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return fail("binary values are not JSON"); }

  bool start_object(size_t /*size*/) override { return open(Json::object()); }
  bool start_array(size_t /*size*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    if (open_.back()->contains(name))
      return fail("the key " + Json(name).dump(-1, ' ', false, Json::error_handler_t::replace) +
                  " is given twice");
    if (open_.back()->size() == json_members_max)
      return fail("an object has more than " + std::to_string(json_members_max) + " members");
    key_ = std::move(name);
    return true;
  }

  bool parse_error(size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return fail("the line is not JSON: wrong at byte " + std::to_string(position));
  }

  Json root;
  std::optional<std::string> error;

 private:
  bool fail(std::string what) {
    error = std::move(what);
    return false;
  }

  /// Adds a value to the innermost open container. The container's own place does not move meanwhile: nothing
  /// is added to what holds it until it is closed.
  template <typename Value>
  Json& add(Value&& value) {
    if (open_.empty()) return root = Json(std::forward<Value>(value));
    Json& container = *open_.back();
    if (container.is_object()) return container[key_] = Json(std::forward<Value>(value));
    container.push_back(Json(std::forward<Value>(value)));
    return container.back();
  }

  template <typename Value>
  bool put(Value&& value) {
    add(std::forward<Value>(value));
    return true;
  }

  bool open(Json container) {
    if (open_.size() == json_depth_max)
      return fail("arrays and objects are nested deeper than " + std::to_string(json_depth_max));
    open_.push_back(&add(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;  ///< containers that are not at their end yet, outermost first
  std::string key_;
};

}  // namespace

JsonLine parse_line(std::string_view line) {
  Builder builder;
  Json::sax_parse(line, &builder);
  return {std::move(builder.root), std::move(builder.error)};
}

}  // namespace certcheck::request
