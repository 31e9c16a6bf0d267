#pragma once

#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include "common/command_line.h"

#include <vector>

namespace certcheck::tools {

/// The options of request/option.h that command lines have; with `connections` those about connections, too,
/// and in any case those about what is fetched.
void add_verification_options(CommandLine& line, request::Settings& settings, bool connections);

/// Those of them that were given, once the command line was read.
std::vector<const request::Option*> given_options(const CommandLine& line);

}  // namespace certcheck::tools
