#include "certcheck/request/detail/log_entries.h"

#include "certcheck/base/encoding.h"
#include "certcheck/files/checks.h"
#include "certcheck/files/contents.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace certcheck::request {
namespace {

LintItem unreadable(const Check& check, std::string message) {
  LintItem item{.kind = LintItem::Kind::unreadable, .der = {}, .file = {}};
  files::report_input(item.findings, check, {}, std::move(message));
  return item;
}

/// RFC 5246 4.3: a vector with its length in three bytes.
std::optional<ByteView> vector_at(ByteView bytes, size_t at) {
  if (bytes.size() < at + 3) return std::nullopt;
  const size_t size =
      static_cast<size_t>(bytes[at]) << 16 | static_cast<size_t>(bytes[at + 1]) << 8 | bytes[at + 2];
  return bytes.size() - at - 3 < size ? std::nullopt : std::optional(bytes.subspan(at + 3, size));
}

LintItem item_of_log_entry(const nlohmann::json& entry, size_t number) {
  const auto field = [&entry](const char* name) -> Bytes {
    const auto found = entry.is_object() ? entry.find(name) : entry.end();
    return entry.is_object() && found != entry.end() && found->is_string()
               ? base64_decode(found->get_ref<const std::string&>()).value_or(Bytes{})
               : Bytes{};
  };
  // RFC 6962 3.4: version, leaf type, timestamp (8 bytes), entry type (2); then an ASN.1Cert, or for a
  // precertificate what the log signs, while the precertificate itself leads extra_data (4.6).
  const Bytes leaf = field("leaf_input");
  constexpr size_t entry_type = 10;
  if (leaf.size() > entry_type + 1 && leaf[entry_type] == 0) {
    const bool precertificate = leaf[entry_type + 1] == 1;
    const Bytes extra = precertificate ? field("extra_data") : Bytes{};
    const auto der = precertificate ? vector_at(extra, 0) : vector_at(leaf, entry_type + 2);
    if (der) return {.kind = LintItem::Kind::certificate, .der = to_bytes(*der), .file = {}};
  }
  return unreadable(files::checks::container_unreadable,
                    fmt::format("entry {} of the log cannot be read", number));
}

}  // namespace

std::optional<std::vector<LintItem>> items_of_log_entries(std::string_view json) {
  const auto answer = nlohmann::json::parse(json, nullptr, false);
  if (!answer.is_object() || !answer.contains("entries") || !answer["entries"].is_array())
    return std::nullopt;
  std::vector<LintItem> items;
  for (const auto& entry : answer["entries"]) items.push_back(item_of_log_entry(entry, items.size()));
  return items;
}

}  // namespace certcheck::request
