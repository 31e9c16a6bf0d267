#include "common/catalogue.h"

#include "certcheck/report/catalogue.h"

#include <CLI/CLI.hpp>

namespace certcheck::tools {

void add_catalogue_options(CLI::App& app, CatalogueOptions& options) {
  app.add_flag("--list-checks", options.list_checks,
               "Print every check and end, as text or as --format json or markdown says");
  app.add_option("--explain", options.explain, "Print what a check is about and end")->type_name("ID");
}

std::optional<ExitStatus> print_catalogue(const Program& program, const CatalogueOptions& options,
                                          const OutputOptions& output, const lint::Rules& rules) {
  if (options.list_checks) {
    print(report::list_checks(output.format, rules));
    return program.finish(ExitStatus::fine);
  }
  if (options.explain.empty()) return std::nullopt;
  const auto text = report::explain(options.explain);
  if (!text) {
    program.say(text.error().message);
    return ExitStatus::usage;
  }
  print(*text);
  return program.finish(ExitStatus::fine);
}

}  // namespace certcheck::tools
