#pragma once

#include "certcheck/base/result.h"

#include "common/command_line.h"
#include "common/exit_status.h"
#include "common/output.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tools {

/// What every tool does alike: its version, and how it says that it cannot go on.
class Program {
 public:
  constexpr explicit Program(std::string_view name) : name_(name) {}

  report::Origin origin() const;

  /// Reads the command line. False after --help and --version, which print themselves. The error is wrong
  /// usage.
  Result<bool> read(CommandLine& line, int argc, const char* const* argv) const;

  /// The same for tools whose errors are reports, too. A status means: stop now with it (--help, --version,
  /// or wrong usage, which was reported).
  std::optional<Ending> parse(CommandLine& line, int argc, const char* const* argv) const;

  /// Says on standard error what is wrong, inertly whatever it quotes.
  void say(std::string_view message) const;

  /// Says on standard error what is wrong, and on standard output as a JSON report or a line where the format
  /// is JSON or of a monitoring system.
  Ending fail(const Error& error, Format format, std::string_view input = {}) const;

  void warn(const std::vector<std::string>& warnings) const;

  /// How to end: so, unless part of the output could not be written, which is said on standard error.
  Ending finish(Ending ending) const;

 private:
  std::string_view name_;
};

/// The format that a command line asks for which could not be read as a whole.
Format format_asked(int argc, const char* const* argv);

}  // namespace certcheck::tools
