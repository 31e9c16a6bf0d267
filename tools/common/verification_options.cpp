#include "common/verification_options.h"

#include "certcheck/request/option.h"

#include "common/whole_number.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace certcheck::tools {
namespace {

using request::Option;
using request::Settings;

/// Adds an option of the command line for each kind of member.
struct Adder {
  CLI::App& app;
  Settings& settings;
  const Option& row;

  std::string name() const { return std::string(row.name); }
  std::string help() const { return std::string(row.help); }

  CLI::Option* operator()(std::monostate /*none*/) const { return nullptr; }
  CLI::Option* operator()(bool Settings::*member) const {
    return app.add_flag(name(), settings.*member, help());
  }
  CLI::Option* operator()(std::optional<bool> Settings::*member) const {
    return app.add_flag_callback(
        name(), [&target = settings.*member, value = row.sets] { target = value; }, help());
  }
  CLI::Option* operator()(std::string Settings::*member) const {
    CLI::Option* const option = app.add_option(name(), settings.*member, help());
    return (settings.*member).empty() ? option : option->capture_default_str();
  }
  CLI::Option* operator()(std::optional<std::string> Settings::*member) const {
    return app.add_option(name(), settings.*member, help());
  }
  CLI::Option* operator()(std::optional<uint64_t> Settings::*member) const {
    return app.add_option(name(), settings.*member, help())->check(whole_number(0, row.most));
  }
  CLI::Option* operator()(std::vector<std::string> Settings::*member) const {
    CLI::Option* const option = app.add_option(name(), settings.*member, help())->allow_extra_args(false);
    return row.separated ? option->delimiter(',') : option;
  }
};

}  // namespace

void add_verification_options(CLI::App& app, Settings& settings) {
  for (const Option& row : request::options()) {
    if (row.name.empty()) continue;
    CLI::Option* const option = std::visit(Adder{app, settings, row}, row.member);
    if (!row.type.empty()) option->type_name(std::string(row.type));
    if (!row.group.empty()) option->group(std::string(row.group));
    if (!row.excludes.empty()) option->excludes(app.get_option(std::string(row.excludes)));
  }
}

}  // namespace certcheck::tools
