#include "certcheck/scan/detail/inspecting.h"

#include "certcheck/scan/detail/supplies.h"

#include <time.h>

#include <utility>
#include <vector>

namespace certcheck::scan {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Processor time of this thread.
std::chrono::nanoseconds thread_time() {
  timespec time{};
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

void WorkTime::resume() {
  begun_at_ = Clock::now();
  begun_ = thread_time();
}
void WorkTime::pause() { left_ -= thread_time() - begun_; }
// It is asked before each step of the work. Nobody works longer than the time passes, which is had without a
// system call.
bool WorkTime::over() const { return Clock::now() - begun_at_ >= left_ && thread_time() - begun_ >= left_; }

/// One thread at a time works on it.
struct Inspecting::State : std::enable_shared_from_this<State> {
  State(engine::Inspection given, std::shared_ptr<WorkTime> given_time,
        std::shared_ptr<fetch::Fetcher> given_fetcher, milliseconds patience, net::Connector::Hold given_hold)
      : inspection(std::move(given)),
        time(std::move(given_time)),
        fetcher(std::move(given_fetcher)),
        end(Clock::now() + patience),
        hold(std::move(given_hold)) {}

  /// Whether there is nothing to fetch.
  bool find_wants() {
    if (fetcher == nullptr) return true;
    time->resume();
    wants = inspection.wants();
    time->pause();
    return wants.empty();
  }

  /// `this` belongs to another thread once all are asked for.
  void fetch() {
    const std::shared_ptr<fetch::Fetcher> kept = fetcher;
    fetch_all(*kept, wants, end, [self = shared_from_this()](std::vector<fetch::Answer> answers) {
      self->hold.run([self, answers = std::move(answers)] { self->go_on(answers); });
    });
  }

  void go_on(const std::vector<fetch::Answer>& answers) {
    time->resume();
    for (size_t i = 0; i < wants.size(); ++i) inspection.provide(wants[i], provided_by(answers[i]));
    time->pause();
    if (!find_wants()) return fetch();
    waiting.resume();
  }

  engine::Inspection inspection;
  const std::shared_ptr<WorkTime> time;
  const std::shared_ptr<fetch::Fetcher> fetcher;
  const Clock::time_point end;
  const net::Connector::Hold hold;
  std::vector<engine::Want> wants;
  std::coroutine_handle<> waiting;
};

Inspecting::Inspecting(engine::Inspection inspection, std::shared_ptr<WorkTime> time,
                       std::shared_ptr<fetch::Fetcher> fetcher, milliseconds patience,
                       net::Connector::Hold hold)
    : state_(std::make_shared<State>(std::move(inspection), std::move(time), std::move(fetcher), patience,
                                     std::move(hold))) {}
Inspecting::Inspecting(Error error) : error_(std::move(error)) {}

bool Inspecting::await_ready() { return state_ == nullptr || state_->find_wants(); }

void Inspecting::await_suspend(std::coroutine_handle<> waiting) {
  // The coroutine, and this with it, may be gone before fetch() returns.
  const std::shared_ptr<State> state = state_;
  state->waiting = waiting;
  state->fetch();
}

Result<engine::Report> Inspecting::await_resume() {
  if (state_ == nullptr) return *error_;
  state_->time->resume();
  return state_->inspection.report();
}

}  // namespace certcheck::scan
