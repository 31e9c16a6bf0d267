// certserve: servers with one thing wrong each, on loopback, for whoever tests a TLS client.

#include "certserve/output.h"
#include "certserve/scenarios.h"
#include "certserve/server.h"
#include "common/output.h"
#include "common/usage.h"
#include "common/whole_number.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace certcheck;
using namespace certcheck::certserve;

using tools::ExitStatus;

constexpr tools::Program program{"certserve"};

struct Options {
  std::vector<std::string> names;
  std::string address = "127.0.0.1";
  uint16_t port = 0;
  bool list = false;
  std::filesystem::path pki;
  std::filesystem::path cases;
};

ExitStatus fail(const std::string& message, ExitStatus status) {
  program.say(message);
  return status;
}

ExitStatus fail(const Error& error) {
  return fail(error.message,
              error.kind == Error::Kind::network ? ExitStatus::not_checked : ExitStatus::usage);
}

ExitStatus list(const std::vector<const Scenario*>& chosen) {
  for (const Scenario* scenario : chosen) {
    std::cout << list_line(*scenario) << "\n";
  }
  return program.finish(ExitStatus::fine);
}

ExitStatus write_cases(const std::vector<const Scenario*>& chosen, const std::filesystem::path& folder) {
  for (const Scenario* scenario : chosen) {
    if (const auto written = write_case(*scenario, folder); !written) {
      return fail(written.error());
    }
  }
  return ExitStatus::fine;
}

ExitStatus serve(const std::vector<const Scenario*>& chosen, const Options& options) {
  if (options.port != 0 && size_t{options.port} + chosen.size() > 65'536) {
    return fail("there are not that many ports from " + std::to_string(options.port) + " on",
                ExitStatus::usage);
  }
  Server server;
  std::string announcements;
  for (size_t i = 0; i < chosen.size(); ++i) {
    const Scenario& scenario = *chosen[i];
    const Presentation presentation = scenario.present(scenario.host);
    Place place{.address = options.address};
    if (!options.pki.empty()) {
      const auto folder = write_pki(scenario, presentation, options.pki);
      if (!folder) {
        return fail(folder.error());
      }
      place.folder = *folder;
    }
    const auto wanted = static_cast<uint16_t>(options.port == 0 ? 0 : options.port + i);
    const auto port = server.listen(options.address, wanted, make_session_factory(scenario, presentation));
    if (!port) {
      return fail(port.error());
    }
    place.port = *port;
    announcements += announcement(scenario, presentation, place) + "\n";
  }
  // All at once and only now: who reads a line may rely on every server.
  tools::print(announcements);
  if (const ExitStatus written = program.finish(ExitStatus::fine); written != ExitStatus::fine) {
    return written;
  }
  server.run();
  return ExitStatus::fine;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{
      "Serves broken certificates, one fault a port, for testing TLS clients. Prints one JSON object a\n"
      "scenario on a line of its own, then serves until it gets SIGINT or SIGTERM.",
      "certserve"};
  app.add_option("SCENARIO", options.names, "What to serve; all scenarios if none is named");
  app.add_flag("--list", options.list,
               "Print the scenarios and what is expected of a client, and serve nothing");
  app.add_option("--port", options.port, "First of consecutive ports; the kernel chooses if not given")
      ->check(tools::whole_number(0, 65'535));
  app.add_option("--address", options.address, "IP address to listen on")->capture_default_str();
  app.add_option("--pki", options.pki,
                 "Also write each scenario's root.pem, chain.pem and key.pem below this folder");
  app.add_option("--write-testdata", options.cases,
                 "Write the scenarios as test cases (case.json, chain.pem, root.pem) below this folder, and "
                 "serve nothing");
  const auto go_on = program.read(app, argc, argv);
  if (!go_on) {
    return to_int(fail(go_on.error()));
  }
  if (!*go_on) {
    return to_int(ExitStatus::fine);
  }

  std::vector<const Scenario*> chosen;
  for (const std::string& name : options.names) {
    chosen.push_back(find_scenario(name));
    if (chosen.back() == nullptr) {
      return to_int(
          fail("there is no scenario named " + name + "; --list prints them all", ExitStatus::usage));
    }
  }
  if (chosen.empty()) {
    for (const Scenario& scenario : scenarios()) {
      chosen.push_back(&scenario);
    }
  }

  if (options.list) {
    return to_int(list(chosen));
  }
  if (!options.cases.empty()) {
    return to_int(write_cases(chosen, options.cases));
  }
  return to_int(serve(chosen, options));
}
