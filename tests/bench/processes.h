#pragma once

#include "tests/bench/bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

/// Measuring whole processes by wall clock: what somebody who types the command waits for.
namespace certcheck::bench {

/// Runs a command to its end, nothing on its input and its output thrown away, and returns the seconds it
/// took. Ends the benchmark on another exit status: the figure of a command that did not work says nothing.
inline double run(const std::vector<std::string>& command, int expected_status) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t pid = 0;
  int status = -1;
  if (posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) == 0)
    waitpid(pid, &status, 0);
  posix_spawn_file_actions_destroy(&actions);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != expected_status) {
    std::string line;
    for (const std::string& argument : command) line += ' ' + argument;
    std::printf("did not end with status %d:%s\n", expected_status, line.c_str());
    std::exit(2);
  }
  return took.count();
}

struct ProcessRounds {
  size_t rounds = 101;
  size_t items = 1;  ///< what one process works through
  int expected_status = 0;
};

/// Median over the rounds, of one item.
inline Measurement measure_process(std::string name, const std::vector<std::string>& command,
                                   const ProcessRounds& how = {}) {
  std::vector<double> seconds;
  run(command, how.expected_status);
  for (size_t i = 0; i < how.rounds; ++i)
    seconds.push_back(run(command, how.expected_status) / static_cast<double>(how.items));
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[how.rounds / 2];
  return {.name = std::move(name),
          .seconds = median,
          .spread = (seconds[how.rounds * 9 / 10] - seconds[how.rounds / 10]) / median};
}

}  // namespace certcheck::bench
