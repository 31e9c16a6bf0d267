#include "certcheck/options.h"

#include "certcheck/subcommands.h"

#include "common/verification_options.h"

namespace certcheck::tools {

std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  std::string description =
      "Makes a real TLS handshake with each target, validates and lints what it presents, and reports.\n\n"
      "With one of these as the first word it does something else (certcheck COMMAND --help):";
  for (const Subcommand& each : subcommands())
    description.append("\n").append(each.name).append(" ").append(each.help);
  CommandLine line(description);
  for (const Subcommand& each : subcommands())
    line.add_command({std::string(each.name), std::string(each.help), each.options});
  line.add(
      {{.name = "TARGET",
        .place = &arguments.targets,
        .help = "host, host:port, [v6]:port, https://host/..., smtp://host, host,address to connect to, "
                "10.0.0.0/24:port, or - for a list on standard input"},
       {.name = "--targets",
        .place = &arguments.targets_file,
        .help = "A file of targets, one per line",
        .type = "FILE"},
       {.name = "--policy-file",
        .place = &arguments.policy_file,
        .help = "Options for groups of targets, and waivers (docs/policy.md); without a target, check "
                "those that it names",
        .type = "FILE"},
       {.name = "--check-policy",
        .place = &arguments.check_policy,
        .help = "Check a policy file, print what it means for each TARGET, and exit",
        .type = "FILE"},
       {.name = "--baseline",
        .place = &arguments.baseline_file,
        .help = "An earlier report (ndjson): what it has, too, is not shown to people and is not a problem",
        .type = "FILE"},
       {.name = "--store",
        .place = &arguments.store,
        .help = "Keep each result in this SQLite file or PostgreSQL database before it is written "
                "(docs/inventory.md)",
        .type = "FILE|postgresql://..."},
       {.name = "--write-chain",
        .place = &arguments.write_chain,
        .help =
            "Write what the server should send, PEM: the leaf and its intermediates in order, without the\n"
            "root (of one target)",
        .type = "FILE"}});
  line.exclude("--check-policy", "--policy-file");
  const std::string fleet = "Many targets";
  line.add({{.name = "--shard",
             .place = &arguments.shard,
             .help = "Check part I of N of the targets alone, always the same ones",
             .type = "I/N",
             .group = fleet},
            {.name = "--resume",
             .place = &arguments.resume,
             .help = "Add each report to this file as a line, and skip the targets that have one there;\n"
                     "standard output gets them, too, with --format",
             .type = "FILE",
             .group = fleet},
            {.name = "--concurrency",
             .place = &arguments.concurrency,
             .help = "Handshakes in progress at once",
             .group = fleet,
             .least = 1,
             .most = 100'000},
            {.name = "--allow-public-ranges",
             .place = &arguments.allow_public_ranges,
             .help = "Accept ranges of public addresses, such as 192.0.2.0/24, as targets (default: only "
                     "private ones)",
             .group = fleet},
            {.name = "--rate",
             .place = &arguments.rate,
             .help = "Open at most this many connections per second, or per minute or hour",
             .type = "N[/s|/m|/h]",
             .group = fleet},
            {.name = "--address-rate",
             .place = &arguments.address_rate,
             .help = "The same for the connections to each address",
             .type = "N[/s|/m|/h]",
             .group = fleet},
            {.name = "--deadline",
             .place = &arguments.deadline,
             .help = "Time limit for the whole run; targets that are not done then have no report",
             .type = "SECONDS",
             .group = fleet}});
  add_output_options(line, arguments.output);
  add_catalogue_options(line, arguments.catalogue);
  add_verification_options(line, arguments.verification, /*connections=*/true);
  // Of a target with several lines, one does not say that the others are there.
  for (const char* several : {"--all-addresses", "--all-certificates"}) {
    line.exclude(several, "--resume");
    line.exclude(several, "--write-chain");
  }
  line.exclude("--all-certificates", "--protocols");
  if (const auto status = program.parse(line, argc, argv)) return *status;
  arguments.given = given_options(line);
  return arguments;
}

}  // namespace certcheck::tools
