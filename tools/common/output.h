#pragma once

#include "certcheck/engine/report.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"

#include <mutex>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace certcheck::tools {

enum class Format { json, text };

/// --format json|text.
void add_format(CLI::App& app, std::string& format);
Format parse_format(const std::string& text);

/// True if standard output is a terminal and NO_COLOR (no-color.org) is unset or empty.
bool color_wanted();

/// True if standard output is a terminal: JSON is indented for the reader then.
bool pretty_wanted();

/// One report in the chosen format. JSON: pretty on a terminal, else one line; both end with a newline.
std::string render(const engine::Report& report, Format format, const report::Origin& origin, bool pretty);

/// Held while something is written to standard output.
std::timed_mutex& output_mutex();

/// Writes to standard output at once, unless that has failed before. Called by one thread or several.
void print(std::string_view text);

/// True once something could not be written to standard output: the disk is full, or the reader is gone.
bool output_broken();

/// A one-line summary to standard error when that is a terminal and standard output is not.
void summarise(const engine::Report& report);

}  // namespace certcheck::tools
