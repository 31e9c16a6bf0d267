#pragma once

#include "certcheck/serve_options.h"

#include "common/exit_status.h"

namespace certcheck::tools {

/// Listens and answers until SIGTERM, SIGINT or SIGHUP comes, and then answers what was asked. To be called
/// before any thread is started.
Ending serve(ServeArguments arguments);

/// The command: reads the words of the command line from "serve" on, and serves.
Ending run_serve(int argc, const char* const* argv);

}  // namespace certcheck::tools
