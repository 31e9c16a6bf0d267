#pragma once

#include "certcheck/engine/report.h"
#include "certcheck/report/format.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::report {

struct TextOptions {
  bool color = false;     ///< ANSI colours; the caller knows whether this is a terminal and NO_COLOR is unset
  bool handshake = true;  ///< show the steps of the handshake
};

/// A report for people: the verdict, the problems with their certificate and how to fix them, the chain as a
/// tree, the handshake step by step. Ends with a newline. Text from certificates is escaped, so it cannot
/// steer a terminal.
std::string to_text(const engine::Report& report, const TextOptions& options = {});

/// Something that was linted: a line that says what it is, and one for each finding.
std::string to_text(const LintedThing& thing);

/// Text of unknown origin as it may be shown, see x509::append_printable().
std::string printable(std::string_view text);

/// "in 90 days", "3 days ago": whole days, counted down, so that -1 means less than a day ago.
std::string days_text(int64_t days);

}  // namespace certcheck::report
