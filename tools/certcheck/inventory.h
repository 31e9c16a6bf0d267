#pragma once

#include "common/command_line.h"
#include "common/exit_status.h"

#include <vector>

/// Commands that answer from a store: see Subcommand.
namespace certcheck::tools {

std::vector<OptionRow> history_options();
std::vector<OptionRow> expiring_options();
std::vector<OptionRow> changes_options();

Ending run_history(int argc, const char* const* argv);
/// ExitStatus::problem if something expires.
Ending run_expiring(int argc, const char* const* argv);
Ending run_changes(int argc, const char* const* argv);

}  // namespace certcheck::tools
