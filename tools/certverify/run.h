#pragma once

#include "certverify/options.h"
#include "common/exit_status.h"

namespace certcheck::tools {

/// Validates the chain of the files and writes the report. What keeps it from that is said.
ExitStatus run(const Arguments& arguments);

/// --batch: answers the requests on standard input.
ExitStatus run_requests(const Arguments& arguments);

}  // namespace certcheck::tools
