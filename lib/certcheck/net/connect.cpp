#include "certcheck/net/connect.h"

#include "certcheck/net/detail/loop_clock.h"
#include "certcheck/net/detail/resolver.h"
#include "certcheck/net/detail/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <sys/resource.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

namespace certcheck::net {

namespace {

// A thread's context has an epoll, an event and a timer; its resolver a socket for each of three name
// servers, one for an answer that is long, the files that name them, and one to sort addresses by. That of
// questions about other records has the sockets once more.
constexpr size_t descriptors_of_thread = 13;

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

// How many more handshakes may be under way. No std::counting_semaphore: libstdc++'s loses wake-ups when
// threads contend for it (GCC bug 98033).
class Slots {
 public:
  // Who waits is woken when `wake_at` of them are free again: to wake a thread takes longer than to begin
  // several handshakes.
  Slots(size_t free, size_t wake_at) : free_(free), wake_at_(wake_at) {}

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
    if (++free_ >= wake_at_) freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  size_t free_;
  const size_t wake_at_;
};

// Threads that hand finished handshakes on. They are apart from those of the network, and give way to them:
// what takes long to validate or to print makes no server look slow.
class Consumers {
 public:
  explicit Consumers(size_t threads) {
    for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Consumers() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Consumers(const Consumers&) = delete;
  Consumers& operator=(const Consumers&) = delete;

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

// Newcomers that a loop is given before it has come to them. It comes to them after everything else that was
// there, so a thread that has much to do takes few, and one that waits for servers as many as there are.
constexpr size_t newcomers_max = 16;

// A thread with the handshakes that it was given. All but start() and finish() happens on that thread.
class Worker {
 public:
  Worker(Slots& slots, Consumers& consumers, const Connector::Done& done)
      : slots_(slots), consumers_(consumers), done_(done), thread_([this] {
          watch_.start();
          io_->run();
        }) {}
  ~Worker() {
    if (thread_.joinable()) finish();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Begins a job, whose slot was taken, as soon as there is time for it.
  void start(size_t index, Connector::Job job) {
    newcomers_.take();
    ++active_;
    boost::asio::post(*io_, [this, work = Work{index, std::move(job)}] {
      newcomers_.give_back();
      begin(work, 1);
    });
  }

  /// Waits for all that was started.
  void finish() {
    boost::asio::post(*io_, [this] {
      more_to_come_.reset();
      end_watch();
    });
    thread_.join();
  }

  size_t active() const { return active_; }

 private:
  using Guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

  // A job, or a part of one: the handshake with one address of its target.
  struct Work {
    size_t index;
    Connector::Job job;
    std::shared_ptr<const tls::HandshakeRecord> lookup = nullptr;  // of all addresses, if it is for one
  };

  void begin(const Work& work, unsigned number) {
    const auto come_back_to = [this, work, number](tls::HandshakeRecord record, bool for_now) {
      come_back(work, number, std::move(record), for_now);
    };
    const Connector::Job& job = work.job;
    if (job.exchangers) return find_exchangers(io_, job.target, job.options, come_back_to);
    if (!job.each_address) return start_session(io_, job.target, job.options, come_back_to);
    find_addresses(io_, job.target, job.options,
                   [this, work, number](const std::vector<std::string>& addresses,
                                        tls::HandshakeRecord record, bool for_now) {
                     if (addresses.empty() && record.failure == tls::HandshakeFailure::none) {
                       // A proxy knows them.
                       Work whole = work;
                       whole.job.each_address = false;
                       return begin(whole, number);
                     }
                     if (addresses.empty()) return come_back(work, number, std::move(record), for_now);
                     add_each(work, addresses, std::move(record));
                     end();
                   });
  }

  void add_each(const Work& work, const std::vector<std::string>& addresses, tls::HandshakeRecord record) {
    const Connector::Job& job = work.job;
    const auto lookup = std::make_shared<const tls::HandshakeRecord>(std::move(record));
    for (const std::string& address : addresses) {
      auto own = std::make_shared<ConnectOptions>(*job.options);
      // What holds for the name holds for each address of it.
      own->proxies =
          job.options->proxies.decided_for(own->connect_host.empty() ? job.target.host : own->connect_host,
                                           own->connect_port != 0 ? own->connect_port : job.target.port);
      own->connect_host = address;
      addresses_.push_back({work.index, {.target = job.target, .options = std::move(own)}, lookup});
    }
  }

  // From a try of a job: to the next one, or to a consumer.
  void come_back(const Work& work, unsigned number, tls::HandshakeRecord record, bool for_now) {
    const ConnectOptions& options = *work.job.options;
    const bool over = options.end && std::chrono::steady_clock::now() >= *options.end;
    if (!for_now || number > options.retries || over) {
      if (for_now && number > 1) record.error += " (try " + std::to_string(number) + ")";
      if (work.lookup) {
        record.addresses = work.lookup->addresses;
        record.canonical_names = work.lookup->canonical_names;
      }
      return hand_on(work.index, work.job.target, std::move(record));
    }
    constexpr unsigned doubled_max = 5;
    const std::chrono::milliseconds longest =
        options.first_retry_after * (1U << std::min(number - 1, doubled_max));
    // What failed together does not come back together.
    std::uniform_int_distribution<int64_t> part(longest.count() / 2, longest.count());
    const auto timer = std::make_shared<boost::asio::steady_timer>(*io_);
    const auto again = std::chrono::steady_clock::now() + std::chrono::milliseconds(part(random_));
    timer->expires_at(options.end ? std::min(again, *options.end) : again);
    timer->async_wait(
        [this, work, number, timer](const boost::system::error_code& /*ec*/) { begin(work, number + 1); });
  }

  // The job ends once a consumer is through with the record.
  void hand_on(size_t index, const Target& target, tls::HandshakeRecord record) {
    auto kept = std::make_shared<tls::HandshakeRecord>(std::move(record));
    // This thread has work to come as long as the consumers have.
    const auto guard = std::make_shared<Guard>(io_->get_executor());
    // Its end is posted: whoever gives it up last may do so on any thread.
    std::shared_ptr<void> slot(nullptr,
                               [this, guard](void*) { boost::asio::post(*io_, [this, guard] { end(); }); });
    const Connector::Hold hold(std::move(slot),
                               [this](std::function<void()> work) { consumers_.add(std::move(work)); });
    consumers_.add([this, index, target, kept = std::move(kept), hold] {
      done_(index, target, std::move(*kept), hold);
    });
  }

  // One is done; its slot goes to the addresses that wait, and so do others that are free.
  void end() {
    bool have_slot = true;
    while (!addresses_.empty() && (have_slot || slots_.try_take())) {
      if (!have_slot) ++active_;
      have_slot = false;
      const Work next = std::move(addresses_.front());
      addresses_.pop_front();
      begin(next, 1);
    }
    if (have_slot) {
      --active_;
      slots_.give_back();
      end_watch();
    }
  }

  void end_watch() {
    if (active_ == 0 && !more_to_come_.owns_work()) watch_.stop();
  }

  Slots& slots_;
  Consumers& consumers_;
  const Connector::Done& done_;
  std::atomic<size_t> active_ = 0;
  Slots newcomers_{newcomers_max, newcomers_max / 2};
  std::deque<Work> addresses_;  // of jobs that want each
  std::minstd_rand random_{std::random_device{}()};
  std::shared_ptr<boost::asio::io_context> io_ = std::make_shared<boost::asio::io_context>(1);
  Guard more_to_come_{io_->get_executor()};
  LoopWatch watch_{*io_};
  std::thread thread_;  // last, because it uses the others
};

}  // namespace

tls::HandshakeRecord handshake(const Target& target, const ConnectOptions& options) {
  tls::HandshakeRecord result;
  const auto io = std::make_shared<boost::asio::io_context>(1);
  start_session(io, target, std::make_shared<const ConnectOptions>(options),
                [&result](tls::HandshakeRecord record, bool /*for_now*/) { result = std::move(record); });
  io->run();
  return result;
}

Result<std::vector<std::string>> resolve(const std::string& host, ConnectOptions::Family family,
                                         std::chrono::milliseconds timeout, const std::string& name_server) {
  boost::asio::io_context io(1);
  Lookup lookup;
  boost::asio::co_spawn(io, look_up(io, host, family, name_server, LoopClock::now() + timeout),
                        [&lookup](const std::exception_ptr& thrown, Lookup found) {
                          lookup = std::move(found);
                          if (thrown) lookup.problem = "the lookup failed";
                        });
  io.run();
  if (lookup.addresses.empty())
    return Error{lookup.timed_out ? Error::Kind::timeout : Error::Kind::network,
                 host + ": " + lookup.problem};
  std::vector<std::string> addresses;
  for (const auto& address : lookup.addresses) addresses.push_back(address.to_string());
  return addresses;
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
  constexpr size_t spare_share = 16;  // for whoever else opens files meanwhile
  take(left / spare_share);
  limits.in_flight = std::clamp<size_t>(wanted.in_flight, 1, std::max<size_t>(left, 1));
  return limits;
}

void Connector::run(const Next& next, const Done& done) const {
  const Limits limits = fitting(limits_);
  constexpr size_t worth_a_wakening = 32;  // of so many one part
  Slots slots(limits.in_flight, std::max<size_t>(limits.in_flight / worth_a_wakening, 1));
  const size_t processors = std::max(1U, std::thread::hardware_concurrency());
  Consumers consumers(std::min(processors, limits.in_flight));
  std::vector<std::unique_ptr<Worker>> workers;  // end before the consumers do
  for (size_t i = 0; i < limits.threads; ++i)
    workers.push_back(std::make_unique<Worker>(slots, consumers, done));
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
