#pragma once

#include "certcheck/report/format.h"

#include <memory>
#include <string>
#include <string_view>

namespace certcheck::report {

/// What monitoring systems read of a plugin (Monitoring Plugins Development Guidelines): one line with a
/// status word, a text and performance data; of several items a line about all, then one for each, the worst
/// first. Its state() is the exit status of a tool that writes it to standard output.
std::unique_ptr<Format> make_nagios(const FormatOptions& options);

/// The line of a run that could not begin.
std::string nagios_failure(std::string_view message, const Origin& origin);

}  // namespace certcheck::report
