#pragma once

#include "certverify/options.h"
#include "common/exit_status.h"

namespace certcheck::tools {

/// Validates the chain of the files and writes the report. What keeps it from that is said.
Ending run(const Arguments& arguments);

/// --batch: answers the requests on standard input.
Ending run_requests(const Arguments& arguments);

}  // namespace certcheck::tools
