#include "certcheck/ct/log_list.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/x509/public_key_info.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::ct {
namespace {

using Json = nlohmann::json;

constexpr std::pair<std::string_view, LogState> states[] = {
    {"pending", LogState::pending},    {"qualified", LogState::qualified}, {"usable", LogState::usable},
    {"readonly", LogState::read_only}, {"retired", LogState::retired},     {"rejected", LogState::rejected}};

Error wrong(std::string message) { return Error{Error::Kind::usage, std::move(message)}; }

/// Reads members of one object; the first thing wrong stays as the error.
class Object {
 public:
  Object(const Json& json, std::string place, std::optional<Error>& error)
      : json_(json), place_(std::move(place)), error_(error) {
    if (!json.is_object()) fail({}, "is not an object");
  }

  std::string place(std::string_view key) const {
    if (key.empty()) return place_.empty() ? "the list" : place_;
    return place_.empty() ? std::string(key) : place_ + "." + std::string(key);
  }
  void fail(std::string_view key, const std::string& what) {
    if (!error_) error_ = wrong(place(key) + " " + what);
  }
  /// Null if it is absent, or if something was wrong before.
  const Json* find(std::string_view key) const {
    if (error_ || !json_.is_object()) return nullptr;
    const auto member = json_.find(key);
    return member == json_.end() || member->is_null() ? nullptr : &*member;
  }
  std::string text(std::string_view key) {
    const Json* const value = find(key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    fail(key, "is not a string");
    return {};
  }
  Bytes base64(std::string_view key) {
    const Json* const value = find(key);
    if (value == nullptr) {
      fail(key, "is missing");
      return {};
    }
    auto bytes = value->is_string() ? base64_decode(value->get_ref<const std::string&>()) : std::nullopt;
    if (!bytes) fail(key, "is not base64");
    return std::move(bytes).value_or(Bytes());
  }
  std::optional<Time> time(std::string_view key) {
    const Json* const value = find(key);
    if (value == nullptr) return std::nullopt;
    auto time = value->is_string() ? parse_rfc3339(value->get_ref<const std::string&>()) : std::nullopt;
    if (!time) fail(key, "is not an RFC 3339 time such as 2026-01-31T12:00:00Z");
    return time;
  }
  Time required_time(std::string_view key) {
    if (find(key) == nullptr) fail(key, "is missing");
    return time(key).value_or(Time{});
  }
  /// The members of an array, each with its place; none if it is absent.
  template <typename Read>
  void each(std::string_view key, Read read) {
    const Json* const list = find(key);
    if (list == nullptr) return;
    if (!list->is_array()) return fail(key, "is not a list");
    for (size_t i = 0; i < list->size() && !error_; ++i)
      read(Object((*list)[i], place(key) + "[" + std::to_string(i) + "]", error_));
  }
  /// An object within it; nothing if it is absent.
  template <typename Read>
  void within(std::string_view key, Read read) {
    if (const Json* const value = find(key)) read(Object(*value, place(key), error_));
  }

 private:
  const Json& json_;
  std::string place_;
  std::optional<Error>& error_;
};

void read_state(Object state, Log& log) {
  for (const auto& [name, value] : states) {
    state.within(name, [&, wanted = value](Object of_state) {
      if (log.state) state.fail({}, "has several states");
      log.state = wanted;
      log.state_since = of_state.time("timestamp");
    });
  }
  if (!log.state) state.fail({}, "is not one of pending, qualified, usable, readonly, retired, rejected");
}

Log read_log(Object object, LogKind kind, const std::string& operated_by) {
  Log log{.description = object.text("description"), .operated_by = operated_by, .kind = kind};
  log.key = object.base64("key");
  const Bytes id = object.base64("log_id");
  if (!x509::parse_public_key_info(log.key)) object.fail("key", "is not the DER of a SubjectPublicKeyInfo");
  log.id = crypto::sha256(log.key);
  if (!same_bytes(id, log.id)) object.fail("log_id", "is not the SHA-256 of the log's key");
  object.within("state", [&](const Object& state) { read_state(state, log); });
  object.within("temporal_interval", [&](Object interval) {
    log.temporal_interval = {interval.required_time("start_inclusive"),
                             interval.required_time("end_exclusive")};
    if (log.temporal_interval->end <= log.temporal_interval->start)
      interval.fail("end_exclusive", "is not after start_inclusive");
  });
  object.each("previous_operators", [&](Object previous) {
    log.previous_operators.push_back({previous.text("name"), previous.required_time("end_time")});
  });
  std::sort(log.previous_operators.begin(), log.previous_operators.end(),
            [](const auto& a, const auto& b) { return a.until < b.until; });
  return log;
}

Result<LogList> read_list(const Json& json) {
  std::optional<Error> error;
  LogList list;
  Object object(json, {}, error);
  list.version = object.text("version");
  list.timestamp = object.time("log_list_timestamp");
  if (object.find("operators") == nullptr) object.fail("operators", "is missing");
  object.each("operators", [&](Object one) {
    const std::string name = one.text("name");
    if (name.empty()) one.fail("name", "is missing");
    for (const auto& [key, kind] :
         {std::pair{"logs", LogKind::rfc6962}, std::pair{"tiled_logs", LogKind::static_ct}})
      one.each(key, [&, &wanted = kind](Object log) {
        list.logs.push_back(read_log(log, wanted, name));
        if (!list.by_id.emplace(as_text(list.logs.back().id), list.logs.size() - 1).second)
          log.fail("log_id", "is that of an earlier log, too");
      });
  });
  if (error) return *std::move(error);
  return list;
}

}  // namespace

std::string_view to_string(LogState state) {
  const auto* const place = std::find_if(std::begin(states), std::end(states),
                                         [&](const auto& one) { return one.second == state; });
  return place == std::end(states) ? std::string_view() : place->first;
}

std::string_view to_string(LogKind kind) { return kind == LogKind::rfc6962 ? "rfc6962" : "static-ct-api"; }

const std::string& Log::operator_at(Time time) const {
  for (const PreviousOperator& previous : previous_operators)
    if (time <= previous.until) return previous.name;
  return operated_by;
}

const Log* LogList::find(ByteView id) const {
  const auto place = by_id.find(std::string(as_text(id)));
  return place == by_id.end() ? nullptr : &logs[place->second];
}

Result<LogList> parse_log_list(std::string_view json) {
  try {
    return read_list(Json::parse(json));
  } catch (const Json::parse_error& error) {
    return wrong("not JSON from byte " + std::to_string(error.byte) + " on");
  }
}

}  // namespace certcheck::ct
