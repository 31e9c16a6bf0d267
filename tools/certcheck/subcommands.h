#pragma once

#include "common/command_line.h"
#include "common/exit_status.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace certcheck::tools {

/// What certcheck does besides checking targets, asked for by its name as the first word, exactly so. A host
/// that is called the same is checked with its port, or after an option or "--".
struct Subcommand {
  std::string_view name, help;
  std::vector<OptionRow> (*options)();  ///< for manual and completion; their places are of static storage
  /// The words of the command line from the name on.
  Ending (*run)(int argc, const char* const* argv);
};

std::span<const Subcommand> subcommands();

/// Runs the one that the command line asks for; nullopt if it asks for none.
std::optional<Ending> run_subcommand(int argc, const char* const* argv);

}  // namespace certcheck::tools
