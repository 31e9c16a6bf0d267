#pragma once

#include "common/command_line.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a row of a command line says, in the parts that manuals and completions are made of.
namespace certcheck::tools {

/// "-o,--output": both, in this order.
std::vector<std::string> spellings(const OptionRow& row);

/// A word without a hyphen before it.
bool is_argument(const OptionRow& row);

bool takes_value(const OptionRow& row);

/// May be given more than once.
bool repeats(const OptionRow& row);

/// Of the value: "FILE".
std::string value_name(const OptionRow& row);

/// The value is or may be the name of a file or directory.
bool takes_file(const OptionRow& row);

/// The headings of options, in the order in which they first occur.
std::vector<std::string> groups(std::span<const OptionRow> rows);

/// The first sentence, as a clause: "Lints certificates. More." is "lints certificates".
std::string lower_case_clause(std::string_view text);

}  // namespace certcheck::tools
