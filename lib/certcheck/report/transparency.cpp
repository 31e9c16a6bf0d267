#include "certcheck/report/detail/transparency.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/report/detail/json_values.h"
#include "certcheck/report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certcheck::report {
namespace {

Json short_text(std::string_view text) { return text_or_null(shortened(text, OutputBudget::value_bytes)); }

Json log_json(const ct::Timestamp& timestamp) {
  if (timestamp.log == nullptr) return nullptr;
  const ct::Log& log = *timestamp.log;
  return {{"description", short_text(log.description)},
          {"operator", short_text(timestamp.time ? log.operator_at(*timestamp.time) : log.operated_by)},
          {"kind", to_string(log.kind)},
          {"state", log.state ? Json(to_string(*log.state)) : Json()},
          {"state_since", time_or_null(log.state_since)}};
}

std::string words_of(ct::TimestampStatus status) {
  std::string words(to_string(status));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

Json transparency_json(const ct::Transparency& transparency) {
  Json list, timestamps = Json::array(), policies = Json::array();
  if (transparency.log_list)
    list = {{"version", short_text(transparency.log_list->version)},
            {"timestamp", time_or_null(transparency.log_list->timestamp)},
            {"logs", transparency.log_list->logs.size()}};
  for (const ct::Timestamp& sct : transparency.timestamps)
    timestamps.push_back({{"source", to_string(sct.source)},
                          {"index", sct.index},
                          {"version", sct.version + 1},
                          {"log_id", sct.log_id ? Json(base64_encode(*sct.log_id)) : Json()},
                          {"log", log_json(sct)},
                          {"timestamp", time_or_null(sct.time)},
                          {"leaf_index", or_null(sct.leaf_index)},
                          {"status", to_string(sct.status)},
                          {"reason", short_text(sct.reason)},
                          {"counts", sct.counts}});
  for (const ct::PolicyResult& result : transparency.policies)
    policies.push_back({{"policy", to_string(result.policy)},
                        {"compliant", or_null(result.compliant)},
                        {"reason", short_text(result.reason)},
                        {"required", result.required},
                        {"counted", result.counted},
                        {"operators", result.operators}});
  return {{"log_list", std::move(list)},
          {"timestamps", std::move(timestamps)},
          {"left_out", transparency.left_out},
          {"policies", std::move(policies)}};
}

std::vector<std::string> transparency_lines(const ct::Transparency& transparency) {
  std::vector<std::string> lines;
  for (const ct::Timestamp& sct : transparency.timestamps) {
    const std::string log = sct.log != nullptr && !sct.log->description.empty()
                                ? printable(shortened(sct.log->description, 256))
                            : sct.log_id ? "log " + base64_encode(*sct.log_id)
                                         : "a log of another version";
    lines.push_back(
        fmt::format("{} ({}), {}: {}{}", log, to_string(sct.source),
                    sct.time ? format_rfc3339(*sct.time) : "no readable time", words_of(sct.status),
                    !sct.reason.empty()                                       ? ", " + printable(sct.reason)
                    : sct.status == ct::TimestampStatus::valid && !sct.counts ? ", the log is not accepted"
                                                                              : ""));
  }
  if (transparency.left_out != 0) lines.push_back(fmt::format("and {} more", transparency.left_out));
  for (const ct::PolicyResult& result : transparency.policies) {
    const std::string_view name = result.policy == ct::Policy::chrome ? "Chrome" : "Apple";
    if (result.compliant)
      lines.push_back(fmt::format("{}: {}, {} of {} logs required, of {} operator{}", name,
                                  *result.compliant ? "sufficient" : "not sufficient", result.counted,
                                  result.required, result.operators, result.operators == 1 ? "" : "s"));
    else
      lines.push_back(fmt::format("{}: not validated, {}", name, result.reason));
  }
  return lines;
}

}  // namespace certcheck::report
