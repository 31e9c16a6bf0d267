// certcheck as its users run it, against nginx on the same machine: one target from nothing, and a long list.
// Both beside `openssl s_client`, which makes the same handshakes and judges the chain but lints and explains
// nothing.
#include "tests/bench/processes.h"
#include "tests/integration/net_fixture.h"
#include "tests/support/paths.h"

#include <string>
#include <vector>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

constexpr size_t target_count = 4'000;
constexpr double targets_per_second = 1'800;  // on 2 processors, with the server on the same machine

}  // namespace

int main() {
  const ServerIdentity identity("leaf-p256");
  const NginxServer server(identity);
  const std::string address = "127.0.0.1:" + std::to_string(server.port), root = identity.root_file();
  const std::string host(server_host), certcheck = (bin_dir() / "certcheck").string();
  const std::vector<std::string> s_client{
      "openssl",          "s_client", "-connect", address, "-servername",         host,
      "-verify_hostname", host,       "-CAfile",  root,    "-verify_return_error"};

  bench::Comparison one("certcheck, one target from nothing (wall clock of whole processes)", "runs");
  one.add(bench::measure_process("certcheck", {certcheck, "--trust", root, "--connect", address, host}));
  one.add(bench::measure_process("openssl s_client", s_client));
  one.print();

  std::string list;
  for (size_t i = 0; i < target_count; ++i) list += host + "\n";
  const std::string targets = identity.directory().write("targets", list);
  bench::Comparison many("certcheck, " + std::to_string(target_count) + " targets (wall clock)", "targets");
  for (const char* in_flight : {"1000", "100", "1"}) {
    many.add(bench::measure_process(std::string("certcheck, in flight: ") + in_flight,
                                    {certcheck, "--trust", root, "--connect", address, "--concurrency",
                                     in_flight, "--timeout", "60", "--targets", targets},
                                    {.rounds = 3, .items = target_count}));
  }
  many.add(bench::measure_process("openssl s_client in a loop", s_client, {.rounds = 51}));
  return many.print(targets_per_second) ? 0 : 1;
}
