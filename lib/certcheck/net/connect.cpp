#include "certcheck/net/connect.h"

#include "certcheck/net/detail/session.h"
#include "certcheck/net/lookup.h"

#include <boost/asio/io_context.hpp>

#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
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

// What the threads of one run share.
struct Queue {
  const Connector::Next& next;
  const Connector::Done& done;
  std::mutex mutex;
  size_t given = 0;
  bool exhausted = false;

  std::optional<std::pair<size_t, Connector::Job>> take() {
    const std::lock_guard lock(mutex);
    if (exhausted) return std::nullopt;
    auto job = next();
    if (!job) {
      exhausted = true;
      return std::nullopt;
    }
    return std::pair(given++, std::move(*job));
  }
};

// One thread's share: starts as many as it may, and another whenever one is done.
class Worker {
 public:
  Worker(Queue& queue, size_t in_flight) : queue_(queue), in_flight_(in_flight) {}

  void run() {
    refill();
    io_->run();
  }

 private:
  using Numbered = std::pair<size_t, Connector::Job>;

  std::optional<Numbered> take() {
    if (addresses_.empty()) return queue_.take();
    Numbered job = std::move(addresses_.front());
    addresses_.pop_front();
    return job;
  }

  void refill() {
    while (active_ < in_flight_) {
      auto job = take();
      if (!job) return;
      ++active_;
      if (job->second.each_address) {
        look_up(*std::move(job));
      } else {
        shake_hands(*std::move(job));
      }
    }
  }

  void shake_hands(Numbered job) {
    const Target& target = job.second.target;
    start_session(io_, target, job.second.options, [this, job](HandshakeRecord record) {
      --active_;
      queue_.done(job.first, job.second.target, std::move(record));
      refill();
    });
  }

  void look_up(Numbered job) {
    const Target& target = job.second.target;
    find_addresses(io_, target, job.second.options,
                   [this, job](std::vector<std::string> addresses, HandshakeRecord record) {
                     --active_;
                     for (std::string& address : addresses) {
                       auto options = std::make_shared<ConnectOptions>(*job.second.options);
                       options->connect_host = std::move(address);
                       addresses_.emplace_back(job.first, Connector::Job{.target = job.second.target,
                                                                         .options = std::move(options)});
                     }
                     if (addresses.empty()) queue_.done(job.first, job.second.target, std::move(record));
                     refill();
                   });
  }

  Queue& queue_;
  const size_t in_flight_;
  size_t active_ = 0;
  std::deque<Numbered> addresses_;  // of jobs that want each
  std::shared_ptr<boost::asio::io_context> io_ = std::make_shared<boost::asio::io_context>(1);
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
  const size_t threads = std::clamp<size_t>(wanted, 1, in_flight);
  Queue queue{next, done};
  const auto work = [&](size_t number) {
    // The remainder of an uneven division goes to the first.
    Worker(queue, in_flight / threads + (number < in_flight % threads ? 1 : 0)).run();
  };
  std::vector<std::thread> others;
  for (size_t number = 1; number < threads; ++number) others.emplace_back(work, number);
  work(0);
  for (std::thread& thread : others) thread.join();
}

}  // namespace certcheck
