#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/options.h"
#include "certcheck/request/settings.h"

#include <optional>

namespace certcheck::tools {

/// Reads the files of --ct-log-list and --distrust into the options; what is wrong with them, if anything is.
std::optional<Error> load_rules(const request::Settings& settings, engine::Options& options);

}  // namespace certcheck::tools
