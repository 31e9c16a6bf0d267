#include "certcheck/serve_options.h"

#include "common/verification_options.h"

namespace certcheck::tools {

namespace {

void add_serve_options(CommandLine& line, ServeArguments& arguments) {
  line.add(
      {{.name = "--listen",
        .place = &arguments.listen,
        .help = "Where to listen, ADDR:PORT with an IP address (repeatable; default 127.0.0.1:9219; port 0: "
                "any, which the log names)",
        .type = "ADDR:PORT"},
       {.name = "--token-file",
        .place = &arguments.token_file,
        .help = "Clients need one of these bearer tokens, one per line; only loopback is listened at without",
        .type = "FILE"},
       {.name = "--no-token",
        .place = &arguments.no_token,
        .help = "Listen at any address without a token: everybody who gets there may ask"},
       {.name = "--policy-file",
        .place = &arguments.policy_file,
        .help = "Options for groups of targets, modules and waivers (docs/policy.md)",
        .type = "FILE"},
       {.name = "--quiet,-q", .place = &arguments.quiet, .help = "Log no requests"}});
  line.exclude("--no-token", "--token-file");
  const std::string limits = "Limits";
  line.add({{.name = "--allow-target",
             .place = &arguments.allow_targets,
             .help = "Check targets at these addresses or of these names, too, which are not of the public "
                     "internet: 10.0.0.0/8, vault.corp.example, *.corp.example (repeatable)",
             .type = "RULE",
             .group = limits},
            {.name = "--deny-target",
             .place = &arguments.deny_targets,
             .help = "Never check targets at these addresses or of these names (repeatable)",
             .type = "RULE",
             .group = limits},
            {.name = "--concurrency",
             .place = &arguments.concurrency,
             .help = "Checks, validations and lints at once; four times as many wait, beyond that the answer "
                     "is 503",
             .group = limits,
             .least = 1,
             .most = 10'000},
            {.name = "--rate",
             .place = &arguments.rate,
             .help = "At most this many of them per second, or per minute or hour; beyond that it is 429",
             .type = "N[/s|/m|/h]",
             .group = limits},
            {.name = "--client-rate",
             .place = &arguments.client_rate,
             .help = "The same for those of each client's address",
             .type = "N[/s|/m|/h]",
             .group = limits},
            {.name = "--address-rate",
             .place = &arguments.address_rate,
             .help = "Open at most this many connections per second to each address of targets; others wait",
             .type = "N[/s|/m|/h]",
             .group = limits},
            {.name = "--time-limit",
             .place = &arguments.time_limit,
             .help = "For each answer; then it is 504",
             .type = "SECONDS",
             .group = limits},
            {.name = "--request-time",
             .place = &arguments.request_time,
             .help = "For a request to arrive; then it is 408",
             .type = "SECONDS",
             .group = limits},
            {.name = "--body-limit",
             .place = &arguments.body_limit,
             .help = "Bytes of a request's body",
             .group = limits,
             .least = 1'024,
             .most = uint64_t{64} << 20},
            {.name = "--connections",
             .place = &arguments.connections,
             .help = "Connections of clients at once",
             .group = limits,
             .least = 1,
             .most = 100'000}});
  add_verification_options(line, arguments.verification, /*connections=*/true);
}

}  // namespace

std::vector<OptionRow> serve_rows() {
  ServeArguments arguments;
  CommandLine line("");
  add_serve_options(line, arguments);
  return line.rows();
}

std::variant<ServeArguments, Ending> read_serve_arguments(int argc, const char* const* argv) {
  ServeArguments arguments;
  CommandLine line(
      "Checks targets, validates chains and lints for whoever asks by HTTP: Prometheus, dashboards, "
      "scripts.\n\n"
      "GET /probe and /check, POST /verify and /lint, GET /metrics, /healthz and /readyz; docs/service.md "
      "explains them.\n"
      "The options of connections and validation hold for all targets, as in certcheck.");
  add_serve_options(line, arguments);
  const auto go_on = serve_program.read(line, argc, argv);
  if (!go_on) return serve_program.fail(go_on.error(), Format::text);
  if (!*go_on) return Ending(ExitStatus::fine);
  arguments.given = given_options(line);
  return arguments;
}

}  // namespace certcheck::tools
