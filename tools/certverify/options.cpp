#include "certverify/options.h"

#include "common/verification_options.h"

#include <set>

namespace certcheck::tools {

std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  CommandLine line(
      "Validates a certificate chain from files, for any time and any name; nothing is fetched unless it is "
      "asked for.");
  line.add(
      {{.name = "LEAF",
        .place = &arguments.leaf,
        .help = "A file with the certificate, optionally followed by its chain: PEM, DER, PKCS#7, PKCS#12, "
                "JKS ..."},
       {.name = "--batch",
        .place = &arguments.batch,
        .help = "Answer JSON requests from standard input, one per line"},
       {.name = "--write-chain",
        .place = &arguments.write_chain,
        .help =
            "Write what a server has to send, PEM: the leaf and its intermediates in order, without the root",
        .type = "FILE"},
       {.name = "--help-batch",
        .place = &arguments.help_batch,
        .help = "Print the keys of a request as Markdown and exit"}});
  add_output_options(line, arguments.output);
  add_catalogue_options(line, arguments.catalogue);
  add_verification_options(line, arguments.verification, /*connections=*/false);
  // Every request of a batch says all that it wants itself, but for how things are fetched.
  const std::set<std::string> of_fetching{"--fetch-allow",       "--fetch-deny", "--resolver", "--proxy",
                                          "--proxy-credentials", "--proxy-ca",   "--timeout",  "--cache",
                                          "--no-cache"};
  for (const std::string& name : line.names())
    if (name != "--batch" && !of_fetching.contains(name)) line.exclude("--batch", name);
  if (const auto status = program.parse(line, argc, argv)) return *status;
  arguments.given = given_options(line);
  return arguments;
}

}  // namespace certcheck::tools
