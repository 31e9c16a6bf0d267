#include "common/catalogue.h"

#include "certcheck/report/catalogue.h"

namespace certcheck::tools {

void add_catalogue_options(CommandLine& line, CatalogueOptions& options) {
  line.add(
      {{.name = "--list-checks",
        .place = &options.list_checks,
        .help = "Print every check and exit, as text or in the --format json, markdown or zlint"},
       {.name = "--explain", .place = &options.explain, .help = "Explain a check and exit", .type = "ID"}});
}

std::optional<Ending> print_catalogue(const Program& program, const CatalogueOptions& options,
                                      const OutputOptions& output, const lint::Rules& rules) {
  if (options.list_checks) {
    print(report::list_checks(output.format, rules));
    return program.finish(ExitStatus::fine);
  }
  if (options.explain.empty()) return std::nullopt;
  const auto text = report::explain(options.explain);
  if (!text) {
    program.say("--explain: " + text.error().message);
    return ExitStatus::usage;
  }
  print(*text);
  return program.finish(ExitStatus::fine);
}

}  // namespace certcheck::tools
