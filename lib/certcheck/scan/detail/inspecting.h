#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/inspection.h"
#include "certcheck/engine/report.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/net/connect.h"

#include <chrono>
#include <coroutine>
#include <memory>
#include <optional>

namespace certcheck::scan {

/// What is done with the record of a handshake: a coroutine that nobody waits for. It begins at once, and
/// goes on, after what it awaits, on a thread of Connector::Done.
struct Detached {
  // The names are those that the language asks for.
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};

/// The processor time that validating and linting may take. It is counted on the thread that does the work,
/// from resume() to pause(), as a busy machine would be reported as a slow target otherwise.
class WorkTime {
 public:
  explicit WorkTime(std::chrono::nanoseconds whole) : left_(whole) {}

  void resume();
  void pause();
  /// Between the two.
  bool over() const;

 private:
  std::chrono::nanoseconds left_, begun_{0};
  std::chrono::steady_clock::time_point begun_at_;
};

/// An inspection on its way to a report: ready at once where it wants nothing, and else after what it wants
/// was fetched, which no thread waits for.
class Inspecting {
 public:
  /// `time` is what the inspection's `out_of_time` asks. What is wanted has to come within `patience`;
  /// `fetcher` may be null where nothing is wanted.
  Inspecting(engine::Inspection inspection, std::shared_ptr<WorkTime> time,
             std::shared_ptr<fetch::Fetcher> fetcher, std::chrono::milliseconds patience,
             net::Connector::Hold hold);
  /// There is no inspection.
  explicit Inspecting(Error error);

  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiting);
  Result<engine::Report> await_resume();

 private:
  struct State;
  std::shared_ptr<State> state_;  ///< null: there is an error
  std::optional<Error> error_;
};

}  // namespace certcheck::scan
