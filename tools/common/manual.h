#pragma once

#include "common/command_line.h"

#include <span>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// The manual page (section 1, man(7)) of a program: its description, whose paragraph "Exit status: ..." has
/// a section of its own, its options under their headings, and its commands with theirs.
std::string manual_page(std::string_view program, std::string_view version, std::string_view description,
                        std::span<const OptionRow> rows, std::span<const CommandRow> commands);

}  // namespace certcheck::tools
