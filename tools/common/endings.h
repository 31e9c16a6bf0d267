#pragma once

#include "common/exit_status.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

/// How a tool ends that is stopped from outside or lacks memory: what it has printed so far are whole lines.
namespace certcheck::tools {

/// From here on SIGINT, SIGTERM and SIGHUP end the process, as they do by themselves, but between two pieces
/// of output, unless the reader keeps one from being finished. To be called before any thread is started.
void end_between_lines();

/// What a run does before the process ends early, by one of those signals or at a deadline: writes what is
/// known, and says what is not. One at a time.
class LastAct {
 public:
  /// `why` is a clause: "SIGINT was received". Returns how to end at the deadline; a signal ends
  /// the process as it does by itself. A second signal ends it at once.
  using Act = std::function<Ending(const std::string& why)>;
  LastAct(Act act, std::optional<std::chrono::milliseconds> deadline);
  /// From here on there is nothing to do; not reached where the act has begun.
  ~LastAct();
  LastAct(const LastAct&) = delete;
  LastAct& operator=(const LastAct&) = delete;

 private:
  void wait(std::chrono::milliseconds deadline);

  Act act_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread clock_;
};

/// From here on memory or threads that run out end the process with status 2 and a message on standard error,
/// "NAME: out of memory". `name` is of static storage.
void say_what_ran_out(std::string_view name);

}  // namespace certcheck::tools
