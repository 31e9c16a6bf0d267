#pragma once

#include "certcheck/report/item.h"

#include <cstdint>
#include <string_view>

namespace certcheck::report {

/// How an item is for a monitoring system; the values are the exit statuses of its plugins (Monitoring
/// Plugins Development Guidelines, "Plugin Return Codes").
enum class State : uint8_t { ok = 0, warning = 1, critical = 2, unknown = 3 };

/// "OK", "WARNING", "CRITICAL", "UNKNOWN".
std::string_view to_string(State state);

/// Of one item, with what it is held to (Item::fail_on). Of a report: critical where the tools' exit status
/// is 1, or the server could not be checked, for a server that is down is not a failure of the plugin;
/// unknown where the input cannot be used or this machine failed; a warning where an expectation will soon
/// not be met.
State state_of(const Item& item);

/// The one that stands for both: critical, unknown, warning, ok.
State worse(State a, State b);

}  // namespace certcheck::report
