#pragma once

#include "common/command_line.h"

#include <span>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// The manual page (section 1, man(7)) of a program: its description, whose paragraph "Exit status: ..." has
/// a section of its own, its options under their headings, and its commands, each of which has a page of its
/// own, "certcheck-serve".
std::string manual_page(std::string_view program, std::string_view version, std::string_view description,
                        std::span<const OptionRow> rows, std::span<const Command> commands = {});

}  // namespace certcheck::tools
