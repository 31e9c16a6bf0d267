// certserve: servers with one thing wrong each, on loopback, for whoever tests a TLS client.

#include "certcheck/base/time.h"

#include "certserve/http_session.h"
#include "certserve/output.h"
#include "certserve/scenarios.h"
#include "certserve/server.h"
#include "common/command_line.h"
#include "common/output.h"
#include "common/usage.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
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
  uint64_t port = 0;
  std::string time;  ///< RFC 3339; empty: now
  bool list = false;
  std::string pki, cases;
};

ExitStatus fail(const std::string& message, ExitStatus status) {
  program.say(message);
  return status;
}

ExitStatus fail(const Error& error) {
  return fail(error.message,
              error.kind == Error::Kind::network ? ExitStatus::not_checked : ExitStatus::usage);
}

/// The option, and what is wrong with its value.
ExitStatus fail(const char* option, const Error& error) {
  return fail({error.kind, std::string(option) + ": " + error.message});
}

/// A port is chosen by the kernel or taken; what is wrong with the address is the user's.
ExitStatus fail_to_listen(const Error& error) {
  return error.kind == Error::Kind::usage ? fail("--address", error) : fail(error);
}

ExitStatus list(const std::vector<const Scenario*>& chosen) {
  for (const Scenario* scenario : chosen) std::cout << list_line(*scenario) << "\n";
  return program.finish(ExitStatus::fine).status;
}

ExitStatus write_cases(const std::vector<const Scenario*>& chosen, const std::filesystem::path& folder) {
  for (const Scenario* scenario : chosen)
    if (const auto written = write_case(*scenario, folder); !written)
      return fail("--write-testdata", written.error());
  return ExitStatus::fine;
}

/// "http://127.0.0.1:8080".
std::string http_address(const std::string& address, uint16_t port) {
  const bool is_ipv6 = address.find(':') != address.npos;
  return "http://" + (is_ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

ExitStatus serve(const std::vector<const Scenario*>& chosen, const Options& options) {
  const bool publishes = std::any_of(chosen.begin(), chosen.end(), [](const Scenario* scenario) {
    return scenario->present.needs_context();
  });
  if (options.port != 0 && options.port + chosen.size() + (publishes ? 1 : 0) > 65'536)
    return fail("there are not enough ports from " + std::to_string(options.port) + " on", ExitStatus::usage);
  const std::optional<Time> now =
      options.time.empty() ? std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
                           : parse_rfc3339(options.time);
  if (!now) return fail("--time: '" + options.time + "' is not a time of RFC 3339", ExitStatus::usage);
  Server server;
  const auto pages = std::make_shared<Pages>();
  std::string published, refusing;
  if (publishes) {
    const auto wanted = static_cast<uint16_t>(options.port == 0 ? 0 : options.port + chosen.size());
    const auto port = server.listen(options.address, wanted, make_http_session_factory(pages));
    if (!port) return fail_to_listen(port.error());
    const auto refusing_port = server.refuse(options.address);
    if (!refusing_port) return fail_to_listen(refusing_port.error());
    published = http_address(options.address, *port);
    refusing = http_address(options.address, *refusing_port);
  }
  std::string announcements;
  for (size_t i = 0; i < chosen.size(); ++i) {
    const Scenario& scenario = *chosen[i];
    const std::string folder_of_pages = "/" + std::string(scenario.name);
    const Presentation presentation =
        scenario.present({scenario.host, *now, published + folder_of_pages, refusing});
    for (const Page& page : presentation.pages) pages->emplace(folder_of_pages + page.path, page);
    Place place{.address = options.address};
    if (!presentation.pages.empty()) place.published = published + folder_of_pages;
    if (!options.pki.empty()) {
      const auto folder = write_pki(scenario, presentation, options.pki);
      if (!folder) return fail("--pki", folder.error());
      place.folder = *folder;
    }
    const auto wanted = static_cast<uint16_t>(options.port == 0 ? 0 : options.port + i);
    const auto port = server.listen(options.address, wanted, make_session_factory(scenario, presentation));
    if (!port) return fail_to_listen(port.error());
    place.port = *port;
    announcements += announcement(scenario, presentation, place) + "\n";
  }
  // All at once and only now: who reads a line may rely on every server.
  tools::print(announcements);
  if (const ExitStatus written = program.finish(ExitStatus::fine).status; written != ExitStatus::fine)
    return written;
  server.run();
  return ExitStatus::fine;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  tools::CommandLine line(
      "Serves broken certificates, one fault per port, for testing TLS clients. Prints one JSON object "
      "per\nscenario, each on its own line, then serves until it receives SIGINT or SIGTERM.");
  line.add(
      {{.name = "SCENARIO", .place = &options.names, .help = "What to serve; all scenarios if none is given"},
       {.name = "--list",
        .place = &options.list,
        .help = "Print the scenarios and what is expected of a client, and serve nothing"},
       {.name = "--port",
        .place = &options.port,
        .help = "First of consecutive ports; chosen by the kernel if not given",
        .most = 65'535},
       {.name = "--address", .place = &options.address, .help = "IP address to listen on"},
       {.name = "--time",
        .place = &options.time,
        .help = "The time (RFC 3339) for which OCSP responses and CRLs are made; now if not given"},
       {.name = "--pki",
        .place = &options.pki,
        .help = "Also write each scenario's root.pem, chain.pem, key.pem and what it publishes below this "
                "folder"},
       {.name = "--write-testdata",
        .place = &options.cases,
        .help = "Write the scenarios as test cases (case.json, chain.pem, root.pem) below this folder, "
                "and serve nothing"}});
  const auto go_on = program.read(line, argc, argv);
  if (!go_on) return to_int(fail(go_on.error()));
  if (!*go_on) return to_int(ExitStatus::fine);

  std::vector<const Scenario*> chosen;
  for (const std::string& name : options.names) {
    chosen.push_back(find_scenario(name));
    if (chosen.back() == nullptr) {
      return to_int(
          fail("there is no scenario named " + name + "; --list prints them all", ExitStatus::usage));
    }
  }
  if (chosen.empty())
    for (const Scenario& scenario : scenarios()) chosen.push_back(&scenario);

  if (options.list) return to_int(list(chosen));
  if (!options.cases.empty()) return to_int(write_cases(chosen, options.cases));
  return to_int(serve(chosen, options));
}
