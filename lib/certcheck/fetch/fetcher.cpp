#include "certcheck/fetch/fetcher.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/fetch/detail/cache.h"
#include "certcheck/fetch/detail/exchange.h"
#include "certcheck/fetch/detail/freshness.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <optional>
#include <thread>
#include <utility>

namespace certcheck::fetch {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// What identical requests have in common.
std::string key_of(const Request& request) {
  std::string key = std::to_string(static_cast<int>(request.kind));
  for (const std::string& address : request.addresses)
    key += ' ' + std::to_string(address.size()) + ' ' + address;
  return key + ' ' + hex_encode(crypto::sha256(request.body));
}

/// Whom the connections are counted for; what cannot be read opens none.
std::string host_of(const Request& request, size_t bytes_max) {
  for (const std::string& address : request.addresses)
    if (const auto url = parse_url(address, bytes_max)) return url->authority();
  return {};
}

Answer failure(const Request& request, std::string problem, milliseconds took) {
  Attempt attempt{.address = request.addresses.empty() ? std::string() : request.addresses.front()};
  attempt.problem = std::move(problem);
  attempt.took = took;
  Answer answer;
  answer.attempts.push_back(std::move(attempt));
  return answer;
}

struct Waiter {
  Waiter(asio::io_context& io, Fetcher::Done given) : done(std::move(given)), patience(io) {}

  /// The first answer counts.
  void give(Answer answer) {
    patience.cancel();
    if (const Fetcher::Done call = std::exchange(done, nullptr)) call(std::move(answer));
  }

  Fetcher::Done done;
  asio::steady_timer patience;
};

/// One thing that somebody asked for.
struct Job {
  Request request;
  std::string key, host;
  std::vector<std::shared_ptr<Waiter>> waiters = {};
  bool done = false;
  Answer answer = {};
  std::chrono::steady_clock::time_point kept_until = {};

  size_t bytes() const { return key.size() + (answer.content ? answer.content->size() : 0); }
};

}  // namespace

/// Everything but fetch() happens on its thread.
class Fetcher::Service {
 public:
  explicit Service(Options options)
      : options_(std::make_shared<const Options>(std::move(options))),
        cache_(options_->cache_folder.empty() ? nullptr : std::make_unique<Cache>(options_->cache_folder)),
        thread_([this] { io_.run(); }) {}
  ~Service() {
    io_.stop();
    thread_.join();
    // Those who wait have timers, which have to go before the loop does.
    for (const auto& [key, job] : jobs_) job->waiters.clear();
  }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  void fetch(Request request, milliseconds patience, Done done) {
    asio::post(io_, [this, request = std::move(request), patience, done = std::move(done)]() mutable {
      take(std::move(request), patience, std::move(done));
    });
  }

 private:
  using JobPtr = std::shared_ptr<Job>;
  using Guard = asio::executor_work_guard<asio::io_context::executor_type>;

  const Limits& limits() const { return options_->limits; }
  /// For coroutines, which end with it: one that owned it would keep it for ever.
  std::shared_ptr<asio::io_context> loop() { return {std::shared_ptr<void>(), &io_}; }

  void take(Request request, milliseconds patience, Done done) {
    const std::string key = key_of(request);
    const auto known = jobs_.find(key);
    if (known != jobs_.end() && known->second->done) {
      if (!request.anew && std::chrono::steady_clock::now() < known->second->kept_until)
        return done(remembered(*known->second));
      forget(known->second);
    }
    JobPtr& job = jobs_[key];
    const bool is_new = job == nullptr;
    if (is_new) {
      if (waiting_.size() >= limits().waiting) {
        jobs_.erase(key);
        return done(failure(request, "too much is waiting to be fetched", {}));
      }
      job = std::make_shared<Job>();
      job->host = host_of(request, limits().address_bytes);
      job->key = key;
      job->request = std::move(request);
    }
    add_waiter(job, patience, std::move(done));
    if (!is_new || take_from_cache(JobPtr(job))) return;
    waiting_.push_back(job);
    start_some();
  }

  bool take_from_cache(const JobPtr& job) {
    if (!cache_ || !job->request.keep || job->request.anew || job->request.addresses.empty()) return false;
    auto entry = cache_->find(job->key, limits().bytes_of(job->request.kind), now());
    if (!entry) return false;
    Attempt attempt{.address = std::move(entry->address)};
    attempt.bytes = entry->content.size();
    attempt.from_cache = true;
    attempt.note = "fetched at " + format_rfc3339(entry->fetched);
    Answer answer{.content = std::make_shared<const Bytes>(std::move(entry->content)), .attempts = {}};
    answer.attempts.push_back(std::move(attempt));
    finish(job, std::move(answer), entry->fresh_until);
    return true;
  }

  void add_waiter(const JobPtr& job, milliseconds patience, Done done) {
    const auto waiter = std::make_shared<Waiter>(io_, std::move(done));
    job->waiters.push_back(waiter);
    waiter->patience.expires_after(patience);
    waiter->patience.async_wait([waiter, job, patience](const boost::system::error_code& ec) {
      if (ec) return;
      Answer answer = failure(job->request, "no answer in the time that is left for it", patience);
      answer.attempts.back().late = true;
      waiter->give(std::move(answer));
    });
  }

  static Answer remembered(const Job& job) {
    Answer answer = job.answer;
    for (Attempt& attempt : answer.attempts) {
      attempt.from_cache = true;
      attempt.took = {};
    }
    return answer;
  }

  /// Starts what has been waiting longest, as far as there are connections for it.
  void start_some() {
    for (auto place = waiting_.begin(); place != waiting_.end() && under_way_ < limits().connections;) {
      const JobPtr job = *place;
      size_t& of_host = of_hosts_[job->host];
      if (of_host >= limits().connections_of_host) {
        ++place;
        continue;
      }
      ++of_host;
      ++under_way_;
      place = waiting_.erase(place);
      asio::co_spawn(io_, fetch_from_network(loop(), job->request, options_),
                     [this, job](const std::exception_ptr& thrown, Answer answer) {
                       end(job, thrown ? failure(job->request, "the fetch failed: out of memory", {})
                                       : std::move(answer));
                     });
    }
  }

  void end(const JobPtr& job, Answer answer) {
    --under_way_;
    if (--of_hosts_[job->host] == 0) of_hosts_.erase(job->host);
    const Time fetched = now();
    std::optional<Time> until;
    if (answer.content && job->request.keep) {
      until = fresh_until(job->request.kind, *answer.content, fetched);
      if (cache_) cache_->store(job->key, *answer.content, fetched, *until, answer.attempts.back().address);
    }
    finish(job, std::move(answer), until);
    start_some();
  }

  /// `until`: the answer is fresh; unset if there is none, or one that nobody else has a use for.
  void finish(const JobPtr& job, Answer answer, std::optional<Time> until) {
    job->answer = std::move(answer);
    job->done = true;
    const std::chrono::seconds kept =
        until ? std::clamp(*until - now(), limits().failure_kept, limits().success_kept)
              : limits().failure_kept;
    job->kept_until = std::chrono::steady_clock::now() + kept;
    for (const auto& waiter : std::exchange(job->waiters, {})) waiter->give(job->answer);
    if (!job->request.keep) {
      jobs_.erase(job->key);
      return;
    }
    kept_bytes_ += job->bytes();
    finished_.push_back(job);
    while (kept_bytes_ > limits().kept_bytes) forget(finished_.front());
  }

  void forget(const JobPtr& given) {
    const JobPtr job = given;
    const auto place = std::find(finished_.begin(), finished_.end(), job);
    if (place == finished_.end()) return;
    finished_.erase(place);
    kept_bytes_ -= job->bytes();
    jobs_.erase(job->key);
  }

  const std::shared_ptr<const Options> options_;
  const std::unique_ptr<Cache> cache_;  ///< null: there is none
  std::map<std::string, JobPtr> jobs_;
  std::deque<JobPtr> waiting_;   ///< for a connection
  std::deque<JobPtr> finished_;  ///< kept, the oldest first
  size_t kept_bytes_ = 0, under_way_ = 0;
  std::map<std::string, size_t> of_hosts_;  ///< connections
  asio::io_context io_{1};                  ///< goes before the others, and what is under way with it
  Guard guard_{io_.get_executor()};
  std::thread thread_;
};

Fetcher::Fetcher(Options options) : service_(std::make_unique<Service>(std::move(options))) {}
Fetcher::~Fetcher() = default;

void Fetcher::fetch(Request request, milliseconds patience, Done done) {
  service_->fetch(std::move(request), patience, std::move(done));
}

}  // namespace certcheck::fetch
