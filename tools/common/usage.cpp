#include "common/usage.h"

#include "common/clock.h"
#include "common/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace certcheck::tools {

report::Origin Program::origin() const { return {name_, version, now()}; }

std::optional<ExitStatus> Program::parse(CLI::App& app, int argc, char** argv) const {
  app.set_version_flag("--version", std::string(name_) + " " + std::string(version));
  std::ios::sync_with_stdio(false);
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error);  // --help and --version print themselves
      return ExitStatus::fine;
    }
    const std::vector<std::string_view> arguments(argv, argv + argc);
    const bool text = std::find(arguments.begin(), arguments.end(), "text") != arguments.end();
    return fail({Error::Kind::usage, std::string(error.what()) + "; see --help"},
                text ? Format::text : Format::json);
  }
}

ExitStatus Program::fail(const Error& error, Format format, std::string_view input) const {
  std::cerr << name_ << ": " << error.message << '\n';
  if (format == Format::json) std::cout << report::error_to_json(error, input, origin()) << std::endl;
  return ExitStatus::usage;
}

void Program::warn(const std::vector<std::string>& warnings) const {
  for (const auto& warning : warnings) std::cerr << name_ << ": " << warning << '\n';
}

}  // namespace certcheck::tools
