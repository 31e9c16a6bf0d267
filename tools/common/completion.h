#pragma once

#include "common/command_line.h"

#include <span>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// What completes the command line of a program in a shell.
using Completion = std::string (*)(std::string_view program, std::span<const OptionRow> rows,
                                   std::span<const Command> commands);

struct Shell {
  std::string_view name;  ///< of --completion
  Completion completion;
};

std::span<const Shell> shells();

}  // namespace certcheck::tools
