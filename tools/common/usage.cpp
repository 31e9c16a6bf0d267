#include "common/usage.h"

#include "common/clock.h"
#include "common/version.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace certcheck::tools {
namespace {

/// Of a command line that could not be read as a whole.
Format format_asked(int argc, char** argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--format=text" || (words[i] == "text" && words[i - 1] == "--format"))
      return Format::text;
  }
  return Format::json;
}

}  // namespace

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
    return fail({Error::Kind::usage, std::string(error.what()) + "; see --help"}, format_asked(argc, argv));
  }
}

ExitStatus Program::fail(const Error& error, Format format, std::string_view input) const {
  std::cerr << name_ << ": " << report::printable(error.message) << '\n';
  if (format == Format::json) print(report::error_to_json(error, input, origin()) + '\n');
  return ExitStatus::usage;
}

void Program::warn(const std::vector<std::string>& warnings) const {
  for (const auto& warning : warnings) std::cerr << name_ << ": " << report::printable(warning) << '\n';
}

ExitStatus Program::finish(ExitStatus status) const {
  std::cout.flush();
  if (!output_broken()) return status;
  std::cerr << name_ << ": standard output cannot be written\n";
  return ExitStatus::usage;
}

}  // namespace certcheck::tools
