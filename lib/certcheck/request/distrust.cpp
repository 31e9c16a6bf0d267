#include "certcheck/request/distrust.h"

#include "certcheck/request/detail/hash_text.h"
#include "certcheck/request/detail/parse_json.h"

#include <optional>
#include <string>
#include <utility>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;
using From = trust::Distrust::From;

constexpr std::string_view from_form =
    R"("always", {"sct_after": TIME} or {"not_before_after": TIME}, TIME as 2026-01-31T12:00:00Z)";

Error wrong_rule(const std::string& place, std::string_view what) {
  return Error{Error::Kind::usage, place + " " + std::string(what)};
}

std::optional<Error> read_from(const Json& json, const std::string& place, trust::Distrust& rule) {
  if (json.is_string() && json.get_ref<const std::string&>() == "always") return std::nullopt;
  const Error error = wrong_rule(place, "is not " + std::string(from_form));
  if (!json.is_object() || json.size() != 1) return error;
  const auto only = json.begin();
  const std::string& key = only.key();
  const auto time = only->is_string() ? parse_rfc3339(only->get_ref<const std::string&>()) : std::nullopt;
  if (!time || (key != "sct_after" && key != "not_before_after")) return error;
  rule.from = key == "sct_after" ? From::logged_after : From::issued_after;
  rule.time = *time;
  return std::nullopt;
}

std::optional<Error> read_rule(const Json& json, const std::string& place, trust::DistrustList& list) {
  if (!json.is_object()) return wrong_rule(place, "is not an object");
  trust::Distrust rule;
  std::optional<Sha256> certificate, key;
  bool has_from = false;
  for (const auto& [name, value] : json.items()) {
    const std::string at = place + "." + name;
    if (name == "from") {
      has_from = true;
      if (auto error = read_from(value, at, rule)) return error;
      continue;
    }
    if (name != "certificate_sha256" && name != "spki_sha256" && name != "reason" && name != "source")
      return wrong_rule(at, "is not one of certificate_sha256, spki_sha256, from, reason, source");
    if (!value.is_string()) return wrong_rule(at, "is not a string");
    const auto& text = value.get_ref<const std::string&>();
    if (name == "reason" || name == "source") {
      (name == "reason" ? rule.reason : rule.source) = text;
      continue;
    }
    const auto hash = read_hash(text);
    if (!hash) return wrong_rule(at, "is not a SHA-256 in hexadecimal");
    (name == "spki_sha256" ? key : certificate) = hash;
  }
  if (certificate.has_value() == key.has_value())
    return wrong_rule(place, "does not have one of certificate_sha256 and spki_sha256");
  // A rule that is forgotten to say from when must not distrust more, or less, than was meant.
  if (!has_from) return wrong_rule(place, "has no \"from\": " + std::string(from_form));
  (certificate ? list.by_certificate[*certificate] : list.by_key[*key]).push_back(std::move(rule));
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const trust::DistrustList>> parse_distrust(std::string_view json) {
  const auto rules = parse_json(json);
  if (!rules) return rules.error();
  if (!rules->is_array()) return wrong_rule("the text", "is not a list of rules");
  auto list = std::make_shared<trust::DistrustList>();
  for (size_t i = 0; i < rules->size(); ++i)
    if (auto error = read_rule((*rules)[i], "[" + std::to_string(i) + "]", *list)) return *std::move(error);
  return std::shared_ptr<const trust::DistrustList>(std::move(list));
}

}  // namespace certcheck::request
