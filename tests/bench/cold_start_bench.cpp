// One run of `certverify` from nothing: start of the process, the system's roots, one chain, the report. Wall
// clock over whole processes, beside `openssl verify` with the same roots.

#include "tests/bench/bench.h"
#include "tests/support/paths.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace certcheck;

/// Runs a command to its end, output thrown away.
void run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  if (posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) == 0)
    waitpid(pid, nullptr, 0);
  posix_spawn_file_actions_destroy(&actions);
}

bench::Measurement measure(const std::string& name, const std::vector<std::string>& command) {
  constexpr size_t rounds = 101;
  std::vector<double> seconds;
  run(command);
  for (size_t i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run(command);
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[rounds / 2];
  return {
      .name = name, .seconds = median, .spread = (seconds[rounds * 9 / 10] - seconds[rounds / 10]) / median};
}

}  // namespace

int main() {
  const std::string scenario = (test::source_dir() / "testdata/scenarios/good-p256").string();
  const std::string chain = scenario + "/chain.pem", time = "2026-06-01T00:00:00Z";
  bench::Comparison cold("certverify, cold, system's roots (wall clock of whole processes)", "runs");
  cold.add(measure("certverify",
                   {(test::bin_dir() / "certverify").string(), "--system-trust", "--time", time, chain}));
  cold.add(measure("openssl verify", {"openssl", "verify", "-CAfile", "/etc/ssl/certs/ca-certificates.crt",
                                      "-untrusted", chain, chain}));
  cold.add(measure("nothing (a process alone)", {"/bin/true"}));
  cold.print(1 / 0.003);
}
