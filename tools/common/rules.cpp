#include "common/rules.h"

#include "certcheck/ct/log_list.h"
#include "certcheck/files/read_file.h"
#include "certcheck/request/distrust.h"
#include "certcheck/request/option.h"

#include <memory>
#include <utility>

namespace certcheck::tools {
namespace {

/// What `parse` makes of an option's file; the error names option and file.
template <typename Parse>
auto read_rules(const std::string& path, const request::Member& option, const request::Settings& settings,
                Parse parse) -> decltype(parse(std::string_view())) {
  const std::string name = request::name_of(option, settings, request::Spelling::command_line) + ": ";
  const auto file = files::read_file(path);
  if (!file) return Error{file.error().kind, name + file.error().message};
  auto rules = parse(as_text(*file));
  if (!rules) return Error{Error::Kind::usage, name + path + ": " + rules.error().message};
  return rules;
}

}  // namespace

std::optional<Error> load_rules(const request::Settings& settings, engine::Options& options) {
  using request::Settings;
  if (!settings.ct_log_list.empty()) {
    auto logs = read_rules(settings.ct_log_list, &Settings::ct_log_list, settings, ct::parse_log_list);
    if (!logs) return logs.error();
    options.log_list = std::make_shared<const ct::LogList>(*std::move(logs));
  }
  if (!settings.distrust.empty()) {
    auto distrust = read_rules(settings.distrust, &Settings::distrust, settings, request::parse_distrust);
    if (!distrust) return distrust.error();
    options.path.distrust = *std::move(distrust);
  }
  return std::nullopt;
}

}  // namespace certcheck::tools
