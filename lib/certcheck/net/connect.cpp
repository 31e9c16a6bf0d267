#include "certcheck/net/connect.h"

#include "certcheck/net/detail/session.h"
#include "certcheck/net/lookup.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>  // Boost 1.74 forgets it before its coroutines

namespace certcheck {

namespace {

// Of the descriptors that the process may open, some belong to others.
size_t sockets_allowed() {
  constexpr size_t spare = 64;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  return limit.rlim_cur > 2 * spare ? limit.rlim_cur - spare : spare;
}

// How many more handshakes may be under way.
class Slots {
 public:
  explicit Slots(size_t free) : free_(free) {}

  void take() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return free_ != 0; });
    --free_;
  }
  bool try_take() {
    const std::lock_guard lock(mutex_);
    if (free_ == 0) return false;
    --free_;
    return true;
  }
  void give_back() {
    const std::lock_guard lock(mutex_);
    ++free_;
    freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  size_t free_;
};

// A thread with the handshakes that it was given. All but start() and finish() happens on that thread.
class Worker {
 public:
  Worker(Slots& slots, const Connector::Done& done)
      : slots_(slots), done_(done), thread_([this] { io_->run(); }) {}
  ~Worker() {
    if (thread_.joinable()) finish();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Begins a job, whose slot was taken.
  void start(size_t index, Connector::Job job) {
    ++active_;
    boost::asio::post(*io_, [this, index, job = std::move(job)] { begin(index, job); });
  }

  /// Waits for all that was started.
  void finish() {
    more_to_come_.reset();
    thread_.join();
  }

  size_t active() const { return active_; }

 private:
  using Numbered = std::pair<size_t, Connector::Job>;

  void begin(size_t index, const Connector::Job& job) {
    const auto options = job.options;
    const Target target = job.target;
    if (!job.each_address) {
      start_session(io_, target, options, [this, index, target](HandshakeRecord record) {
        done_(index, target, std::move(record));
        end();
      });
      return;
    }
    find_addresses(
        io_, target, options,
        [this, index, target, options](const std::vector<std::string>& addresses, HandshakeRecord record) {
          for (const std::string& address : addresses) {
            auto own = std::make_shared<ConnectOptions>(*options);
            own->connect_host = address;
            addresses_.emplace_back(index, Connector::Job{.target = target, .options = std::move(own)});
          }
          if (addresses.empty()) done_(index, target, std::move(record));
          end();
        });
  }

  // One is done; its slot goes to the addresses that wait, and so do others that are free.
  void end() {
    bool have_slot = true;
    while (!addresses_.empty() && (have_slot || slots_.try_take())) {
      if (!have_slot) ++active_;
      have_slot = false;
      Numbered next = std::move(addresses_.front());
      addresses_.pop_front();
      begin(next.first, next.second);
    }
    if (have_slot) {
      --active_;
      slots_.give_back();
    }
  }

  Slots& slots_;
  const Connector::Done& done_;
  std::atomic<size_t> active_ = 0;
  std::deque<Numbered> addresses_;  // of jobs that want each
  std::shared_ptr<boost::asio::io_context> io_ = std::make_shared<boost::asio::io_context>(1);
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> more_to_come_{io_->get_executor()};
  std::thread thread_;  // last, because it uses the others
};

}  // namespace

HandshakeRecord handshake(const Target& target, const ConnectOptions& options) {
  HandshakeRecord result;
  const auto io = std::make_shared<boost::asio::io_context>(1);
  start_session(io, target, std::make_shared<const ConnectOptions>(options),
                [&result](HandshakeRecord record) { result = std::move(record); });
  io->run();
  return result;
}

Result<std::vector<std::string>> resolve(const std::string& host, ConnectOptions::Family family,
                                         std::chrono::milliseconds timeout) {
  struct Waiting {
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<Lookup> result;
  };
  const auto waiting = std::make_shared<Waiting>();
  const int code = family == ConnectOptions::Family::ipv4   ? AF_INET
                   : family == ConnectOptions::Family::ipv6 ? AF_INET6
                                                            : AF_UNSPEC;
  start_lookup(host, code, [waiting](Lookup lookup) {
    const std::lock_guard lock(waiting->mutex);
    waiting->result = std::move(lookup);
    waiting->answered.notify_one();
  });
  std::unique_lock lock(waiting->mutex);
  if (!waiting->answered.wait_for(lock, timeout, [&] { return waiting->result.has_value(); })) {
    return Error{Error::Kind::timeout, host + ": the name service did not answer in time"};
  }
  if (waiting->result->addresses.empty())
    return Error{Error::Kind::network, host + ": " + waiting->result->problem};
  return std::move(waiting->result->addresses);
}

Connector::Connector(Limits limits) : limits_(limits) {}

void Connector::run(const Next& next, const Done& done) const {
  const unsigned wanted = limits_.threads != 0 ? limits_.threads : std::thread::hardware_concurrency();
  const size_t in_flight = std::clamp<size_t>(limits_.in_flight, 1, sockets_allowed());
  Slots slots(in_flight);
  std::vector<std::unique_ptr<Worker>> workers;
  for (size_t i = 0; i < std::clamp<size_t>(wanted, 1, in_flight); ++i)
    workers.push_back(std::make_unique<Worker>(slots, done));
  // `next` may take its time, as when somebody types the targets: no handshake waits for it.
  size_t given = 0;
  for (;;) {
    slots.take();
    std::optional<Job> job = next();
    if (!job) break;
    const auto idlest = std::min_element(workers.begin(), workers.end(), [](const auto& a, const auto& b) {
      return a->active() < b->active();
    });
    (*idlest)->start(given++, *std::move(job));
  }
  for (const auto& worker : workers) worker->finish();
}

}  // namespace certcheck
