#pragma once

#include "certcheck/serve_options.h"

#include "common/exit_status.h"

namespace certcheck::tools {

/// Listens and answers until SIGTERM, SIGINT or SIGHUP comes, and then answers what was asked. To be called
/// before any thread is started.
Ending serve(ServeArguments arguments);

}  // namespace certcheck::tools
