#include "certcheck/net/lookup.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace certcheck {

namespace {

// A slow name server holds a thread for many seconds; this many may be slow before others wait.
constexpr size_t threads_max = 64;

struct Request {
  std::string host;
  int family;
  std::function<void(Lookup)> done;
};

// Threads come when there is work and go when there is none. They are detached, because getaddrinfo cannot be
// interrupted and nobody should wait for it; each holds the pool, so none outlives it.
struct Pool {
  std::mutex mutex;
  std::deque<Request> waiting;
  size_t threads = 0;
};

Lookup look_up(const Request& request) {
  Lookup result;
  addrinfo hints{};
  hints.ai_family = request.family;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(request.host.c_str(), nullptr, &hints, &list);
  if (code != 0) {
    result.problem = gai_strerror(code);
    return result;
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, &freeaddrinfo);
  for (const addrinfo* entry = list; entry; entry = entry->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr, 0,
                    NI_NUMERICHOST) != 0) {
      continue;
    }
    std::string address(text.data());
    if (std::find(result.addresses.begin(), result.addresses.end(), address) == result.addresses.end()) {
      result.addresses.push_back(std::move(address));
    }
  }
  if (result.addresses.empty()) result.problem = "the name has no address";
  return result;
}

void work(const std::shared_ptr<Pool>& pool) {
  std::unique_lock lock(pool->mutex);
  while (!pool->waiting.empty()) {
    std::optional<Request> request(std::move(pool->waiting.front()));
    pool->waiting.pop_front();
    lock.unlock();
    request->done(look_up(*request));
    request.reset();  // what it holds may take long to end: not under the lock
    lock.lock();
  }
  --pool->threads;
}

}  // namespace

void start_lookup(std::string host, int family, std::function<void(Lookup)> done) {
  static const auto pool = std::make_shared<Pool>();
  const std::lock_guard lock(pool->mutex);
  pool->waiting.push_back({std::move(host), family, std::move(done)});
  if (pool->threads < threads_max) {
    std::thread(work, pool).detach();
    ++pool->threads;
  }
}

}  // namespace certcheck
