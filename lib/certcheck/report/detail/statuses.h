#pragma once

#include "certcheck/engine/report.h"

#include <string>
#include <vector>

/// Private to this module.
namespace certcheck::report {

/// For people, a line for each certificate whose status was determined or asked for: "CN=a: revoked since ...
/// (keyCompromise), by OCSP".
std::vector<std::string> status_lines(const engine::Report& report);

/// A line for each address that was asked, or whose answer was kept, and what came of it.
std::vector<std::string> fetch_lines(const engine::Report& report);

}  // namespace certcheck::report
