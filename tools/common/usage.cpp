#include "common/usage.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/shorten.h"
#include "certcheck/report/json.h"
#include "certcheck/report/nagios.h"
#include "certcheck/report/text.h"

#include "common/clock.h"
#include "common/endings.h"
#include "common/version.h"

#include <iostream>

namespace certcheck::tools {

Format format_asked(int argc, const char* const* argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  for (size_t i = 1; i < words.size(); ++i) {
    std::string_view format;
    if (words[i].starts_with("--format="))
      format = words[i].substr(std::string_view("--format=").size());
    else if (words[i - 1] == "--format")
      format = words[i];
    else
      continue;
    return error_format({.content = {}, .format = std::string(format)});
  }
  return Format::json;
}

report::Origin Program::origin() const { return {name_, version, now()}; }

Result<bool> Program::read(CommandLine& line, int argc, const char* const* argv) const {
  std::ios::sync_with_stdio(false);
  // What is said would flush standard output without its lock, and another thread's bytes would be there
  // twice.
  std::cerr.tie(nullptr);
  say_what_ran_out(name_);
  return line.read(name_, version, argc, argv);
}

std::optional<Ending> Program::parse(CommandLine& line, int argc, const char* const* argv) const {
  const auto go_on = read(line, argc, argv);
  if (!go_on) return fail(go_on.error(), format_asked(argc, argv));
  return *go_on ? std::nullopt : std::optional<Ending>(ExitStatus::fine);
}

void Program::say(std::string_view message) const {
  say_line(std::string(name_) + ": " + report::printable(shortened(message, OutputBudget::text_bytes)));
}

Ending Program::fail(const Error& error, Format format, std::string_view input) const {
  say(error.message);
  if (format == Format::json) print(report::error_to_json(error, input, origin()) + '\n');
  if (format != Format::nagios) return ExitStatus::usage;
  print(report::nagios_failure(error.message, origin()));
  return {ExitStatus::usage, report::State::unknown};
}

void Program::warn(const std::vector<std::string>& warnings) const {
  for (const auto& warning : warnings) say(warning);
}

Ending Program::finish(Ending ending) const {
  std::cout.flush();
  if (!output_broken()) return ending;
  say("standard output cannot be written");
  return {ExitStatus::usage, ending.said};
}

}  // namespace certcheck::tools
