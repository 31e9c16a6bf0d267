#pragma once

#include "tests/bench/bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
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

/// What a process took, with those that it started and waited for.
struct Cost {
  double seconds = 0;       ///< wall clock
  size_t memory_bytes = 0;  ///< the most that one of them had at a time
};

/// Runs a command to its end, nothing on its input and its output thrown away, and returns what it took. Ends
/// the benchmark on another exit status: the figure of a command that did not work says nothing.
inline Cost run(const std::vector<std::string>& command, int expected_status) {
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
  rusage usage{};
  if (posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) == 0)
    wait4(pid, &status, 0, &usage);
  posix_spawn_file_actions_destroy(&actions);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != expected_status) {
    std::string line;
    for (const std::string& argument : command) line += ' ' + argument;
    std::printf("did not end with status %d:%s\n", expected_status, line.c_str());
    std::exit(2);
  }
  return {took.count(), static_cast<size_t>(usage.ru_maxrss) * 1024};
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
    seconds.push_back(run(command, how.expected_status).seconds / static_cast<double>(how.items));
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[how.rounds / 2];
  return {.name = std::move(name),
          .seconds = median,
          .spread = (seconds[how.rounds * 9 / 10] - seconds[how.rounds / 10]) / median};
}

/// Whether a command of this name is installed.
inline bool is_installed(const std::string& name) {
  const char* const path = std::getenv("PATH");
  const std::string folders = path == nullptr ? "" : path;
  for (size_t at = 0; at <= folders.size();) {
    const size_t end = std::min(folders.find(':', at), folders.size());
    if (access((folders.substr(at, end - at) + "/" + name).c_str(), X_OK) == 0) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace certcheck::bench
