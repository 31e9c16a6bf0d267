#include "common/endings.h"

#include "common/exit_status.h"
#include "common/output.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

namespace certcheck::tools {
namespace {

// For a reader that has stopped reading nobody waits any longer.
constexpr std::chrono::seconds patience{1};

std::string_view program_name;

// Waits for a line that is being written; what is printed afterwards does not come out any more. The lock is
// never given back.
void stop_output() { (void)output_mutex().try_lock_for(patience); }

void write_error(std::string_view text) { (void)!::write(STDERR_FILENO, text.data(), text.size()); }

// Allocates nothing.
[[noreturn]] void end_for_want_of(std::string_view what) {
  stop_output();
  write_error(program_name);
  write_error(": out of ");
  write_error(what);
  write_error("\n");
  ::_exit(to_int(ExitStatus::usage));
}

[[noreturn]] void end_for_want_of_memory() { end_for_want_of("memory"); }

[[noreturn]] void end_after_exception() {
  if (const std::exception_ptr thrown = std::current_exception()) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
      end_for_want_of_memory();
    } catch (const std::system_error& error) {
      if (error.code() == std::errc::resource_unavailable_try_again) end_for_want_of("threads");
      write_error(error.what());
      write_error("\n");
    } catch (const std::exception& error) {
      write_error(error.what());
      write_error("\n");
    }
  }
  std::abort();
}

// Held while the last act is set, taken back or performed; after it never given back.
std::mutex& last_act_mutex() {
  static std::mutex mutex;
  return mutex;
}
const LastAct::Act* last_act = nullptr;

// Nothing if there is none.
std::optional<Ending> perform_last_act(const std::string& why) {
  std::unique_lock lock(last_act_mutex());
  if (last_act == nullptr) return std::nullopt;
  (void)lock.release();
  return (*last_act)(why);
}

struct EndingSignal {
  int number;
  std::string_view name;
};
constexpr std::array endings{EndingSignal{SIGINT, "SIGINT"}, EndingSignal{SIGTERM, "SIGTERM"},
                             EndingSignal{SIGHUP, "SIGHUP"}};

std::string_view name_of(int number) {
  for (const EndingSignal& ending : endings)
    if (ending.number == number) return ending.name;
  return {};
}

void wait_for_signal(sigset_t signals) {
  int number = 0;
  while (::sigwait(&signals, &number) != 0) {
  }
  // From now on one more ends the process, whatever this thread waits for.
  std::signal(number, SIG_DFL);
  sigset_t one;
  ::sigemptyset(&one);
  ::sigaddset(&one, number);
  ::pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  (void)perform_last_act(std::string(name_of(number)) + " was received");
  stop_output();
  ::raise(number);
}

}  // namespace

void end_between_lines() {
  sigset_t signals;
  ::sigemptyset(&signals);
  bool any = false;
  for (const auto& [number, name] : endings) {
    struct sigaction now {};
    // nohup, and shells for what runs in the background, have some ignored.
    if (::sigaction(number, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) continue;
    ::sigaddset(&signals, number);
    any = true;
  }
  if (!any) return;
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    std::thread(wait_for_signal, signals).detach();
  } catch (const std::system_error&) {
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // then they end the process at once
  }
}

LastAct::LastAct(Act act, std::optional<std::chrono::milliseconds> deadline) : act_(std::move(act)) {
  const std::lock_guard lock(last_act_mutex());
  last_act = &act_;
  if (deadline) clock_ = std::thread([this, deadline] { wait(*deadline); });
}

LastAct::~LastAct() {
  {
    const std::lock_guard lock(last_act_mutex());
    last_act = nullptr;
  }
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  if (clock_.joinable()) clock_.join();
}

void LastAct::wait(std::chrono::milliseconds deadline) {
  {
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, deadline, [this] { return over_; })) return;
  }
  const auto status = perform_last_act("the deadline has passed");
  if (!status) return;
  stop_output();
  ::_exit(to_int(*status));
}

void say_what_ran_out(std::string_view name) {
  program_name = name;
  std::set_new_handler(end_for_want_of_memory);
  std::set_terminate(end_after_exception);
}

}  // namespace certcheck::tools
