#pragma once

#include "certcheck/lint/selection.h"

#include "common/command_line.h"
#include "common/output.h"
#include "common/usage.h"

#include <optional>
#include <string>

namespace certcheck::tools {

/// --list-checks and --explain, as the user gave them.
struct CatalogueOptions {
  bool list_checks = false;
  std::string explain;  ///< an id or zlint's name
};

void add_catalogue_options(CommandLine& line, CatalogueOptions& options);

/// Prints what was asked for of the checks that the rules let pass, in the form of --format (text, json,
/// markdown, zlint). A status means: stop now with it; nullopt: nothing was asked.
std::optional<Ending> print_catalogue(const Program& program, const CatalogueOptions& options,
                                      const OutputOptions& output, const lint::Rules& rules = {});

}  // namespace certcheck::tools
