#pragma once

#include "certcheck/report/format.h"

#include <string>
#include <string_view>

namespace certcheck::report {

/// The line of a run that could not begin.
std::string nagios_failure(std::string_view message, const Origin& origin);

}  // namespace certcheck::report
