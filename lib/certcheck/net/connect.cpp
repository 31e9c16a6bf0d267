#include "certcheck/net/connect.h"

#include "certcheck/net/detail/session.h"
#include "certcheck/net/lookup.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <sys/resource.h>
#include <sys/socket.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>  // Boost 1.74 forgets it before its coroutines

namespace certcheck::net {

namespace {

// A thread's context has an epoll, an event and a timer. A lookup opens a socket for each of two servers, and
// the files that name them one at a time.
constexpr size_t descriptors_of_thread = 3, descriptors_of_lookup = 3;
// Lookups that block hold a thread each; beyond this many, names wait for each other.
constexpr size_t lookups_max = 1'000;

// How many descriptors this process may still open.
size_t descriptors_left() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  size_t open = 0;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", problem), end; !problem && entry != end;
       entry.increment(problem))
    ++open;
  constexpr size_t without_proc = 16;
  open = open != 0 ? open : without_proc;
  return limit.rlim_cur > open ? limit.rlim_cur - open : 0;
}

size_t lookups_in(size_t descriptors) {
  constexpr size_t share = 8;  // of the descriptors, a lookup of three to five sockets
  return std::clamp<size_t>(descriptors / share, 1, lookups_max);
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

// Threads that hand finished handshakes on. They are apart from those of the network, and give way to them:
// what takes long to judge or to print makes no server look slow.
class Judges {
 public:
  explicit Judges(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Judges() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Judges(const Judges&) = delete;
  Judges& operator=(const Judges&) = delete;

  // What waits is bounded by the slots, of which each keeps its own until it is done.
  void add(std::function<void()> job) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
  }

 private:
  void work() {
    give_way();
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::function<void()> job = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      job();
      job = nullptr;
      lock.lock();
    }
  }

  static void give_way() {
#ifdef __linux__
    // Linux counts niceness by thread.
    constexpr int nicer = 5;
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    errno = 0;
    const int now = getpriority(PRIO_PROCESS, thread);
    if (errno == 0) (void)setpriority(PRIO_PROCESS, thread, now + nicer);
#endif
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

// A thread with the handshakes that it was given. All but start() and finish() happens on that thread.
class Worker {
 public:
  Worker(Slots& slots, Judges& judges, const Connector::Done& done)
      : slots_(slots), judges_(judges), done_(done), thread_([this] { io_->run(); }) {}
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
  using Guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

  void begin(size_t index, const Connector::Job& job) {
    const auto options = job.options;
    const Target target = job.target;
    if (!job.each_address) {
      start_session(io_, target, options, [this, index, target](tls::HandshakeRecord record) {
        hand_on(index, target, std::move(record));
      });
      return;
    }
    find_addresses(io_, target, options,
                   [this, index, target, options](const std::vector<std::string>& addresses,
                                                  tls::HandshakeRecord record) {
                     for (const std::string& address : addresses) {
                       auto own = std::make_shared<ConnectOptions>(*options);
                       own->connect_host = address;
                       addresses_.emplace_back(index,
                                               Connector::Job{.target = target, .options = std::move(own)});
                     }
                     if (addresses.empty())
                       hand_on(index, target, std::move(record));
                     else
                       end();
                   });
  }

  // The job ends once a judge is through with the record.
  void hand_on(size_t index, const Target& target, tls::HandshakeRecord record) {
    auto kept = std::make_shared<tls::HandshakeRecord>(std::move(record));
    // This thread has work to come as long as the judges have.
    const auto guard = std::make_shared<Guard>(io_->get_executor());
    judges_.add([this, index, target, kept = std::move(kept), guard] {
      done_(index, target, std::move(*kept));
      boost::asio::post(*io_, [this, guard] { end(); });
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
  Judges& judges_;
  const Connector::Done& done_;
  std::atomic<size_t> active_ = 0;
  std::deque<Numbered> addresses_;  // of jobs that want each
  std::shared_ptr<boost::asio::io_context> io_ = std::make_shared<boost::asio::io_context>(1);
  Guard more_to_come_{io_->get_executor()};
  std::thread thread_;  // last, because it uses the others
};

}  // namespace

tls::HandshakeRecord handshake(const Target& target, const ConnectOptions& options) {
  tls::HandshakeRecord result;
  const auto io = std::make_shared<boost::asio::io_context>(1);
  start_session(io, target, std::make_shared<const ConnectOptions>(options),
                [&result](tls::HandshakeRecord record) { result = std::move(record); });
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
  const auto abandoned = start_lookup(
      host, code, [] {},
      [waiting](Lookup lookup) {
        const std::lock_guard lock(waiting->mutex);
        waiting->result = std::move(lookup);
        waiting->answered.notify_one();
      });
  std::unique_lock lock(waiting->mutex);
  if (!waiting->answered.wait_for(lock, timeout, [&] { return waiting->result.has_value(); })) {
    *abandoned = true;
    return Error{Error::Kind::timeout, host + ": the name service did not answer in time"};
  }
  if (waiting->result->addresses.empty())
    return Error{Error::Kind::network, host + ": " + waiting->result->problem};
  return std::move(waiting->result->addresses);
}

Connector::Connector(Limits limits) : limits_(limits) {}

Connector::Limits Connector::fitting(Limits wanted) {
  const unsigned threads = wanted.threads != 0 ? wanted.threads : std::thread::hardware_concurrency();
  size_t left = descriptors_left();
  Limits limits;
  // One thread serves sixteen connections at least, where descriptors are few.
  constexpr size_t worth_a_thread = 16;
  limits.threads = static_cast<unsigned>(
      std::clamp<size_t>(threads, 1, std::max<size_t>(std::min(left / worth_a_thread, wanted.in_flight), 1)));
  const auto take = [&left](size_t count) { left -= std::min(left, count); };
  take(limits.threads * descriptors_of_thread);
  take(lookups_in(left) * descriptors_of_lookup);
  constexpr size_t spare_share = 16;  // for whoever else opens files meanwhile
  take(left / spare_share);
  limits.in_flight = std::clamp<size_t>(wanted.in_flight, 1, std::max<size_t>(left, 1));
  return limits;
}

void Connector::run(const Next& next, const Done& done) const {
  const Limits limits = fitting(limits_);
  // As many as handshakes, and as many again that nobody waits for any more, twice over.
  allow_lookups(std::min(3 * limits.in_flight, lookups_in(descriptors_left())));
  Slots slots(limits.in_flight);
  Judges judges(std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::unique_ptr<Worker>> workers;  // end before the judges do
  for (size_t i = 0; i < limits.threads; ++i)
    workers.push_back(std::make_unique<Worker>(slots, judges, done));
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

}  // namespace certcheck::net
