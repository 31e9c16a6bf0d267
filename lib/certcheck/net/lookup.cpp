#include "certcheck/net/lookup.h"

#include <netdb.h>
#include <pthread.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

namespace certcheck::net {

namespace {

// At first; a slow name server holds a thread for many seconds.
constexpr size_t threads_at_first = 64;
// glibc's resolver keeps answers of up to 64 KiB on the stack.
constexpr size_t stack_bytes = size_t{1} << 18;

struct Request {
  std::string host;
  int family;
  std::function<void()> started;
  std::function<void(Lookup)> done;
  std::shared_ptr<std::atomic<bool>> abandoned;
};

// Threads come when there is work and go when there is none. They are detached, because getaddrinfo cannot be
// interrupted and nobody should wait for it; each holds the pool, so none outlives it.
struct Pool {
  std::mutex mutex;
  std::deque<Request> waiting;
  size_t threads = 0, threads_max = threads_at_first;
};

const std::shared_ptr<Pool>& the_pool() {
  static const auto pool = std::make_shared<Pool>();
  return pool;
}

Lookup look_up(const Request& request) {
  Lookup result;
  addrinfo hints{};
  hints.ai_family = request.family;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(request.host.c_str(), nullptr, &hints, &list);
  if (code != 0) {
    const int number = errno;
    result.problem = code == EAI_SYSTEM ? std::generic_category().message(number) : gai_strerror(code);
    result.local = code == EAI_MEMORY ||
                   (code == EAI_SYSTEM && (number == EMFILE || number == ENFILE || number == ENOMEM));
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
    if (!*request->abandoned) {
      request->started();
      request->done(look_up(*request));
    }
    request.reset();  // what it holds may take long to end: not under the lock
    lock.lock();
  }
  --pool->threads;
}

void* run_thread(void* pool) {
  work(*std::unique_ptr<std::shared_ptr<Pool>>(static_cast<std::shared_ptr<Pool>*>(pool)));
  return nullptr;
}

// False if the system has no more threads.
bool start_thread(const std::shared_ptr<Pool>& pool) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, std::max(stack_bytes, static_cast<size_t>(PTHREAD_STACK_MIN)));
  auto argument = std::make_unique<std::shared_ptr<Pool>>(pool);
  pthread_t thread{};
  const bool started = pthread_create(&thread, &attributes, run_thread, argument.get()) == 0;
  pthread_attr_destroy(&attributes);
  if (started) (void)argument.release();
  return started;
}

}  // namespace

void allow_lookups(size_t count) {
  const std::lock_guard lock(the_pool()->mutex);
  the_pool()->threads_max = std::max<size_t>(count, 1);
}

std::shared_ptr<std::atomic<bool>> start_lookup(std::string host, int family, std::function<void()> started,
                                                std::function<void(Lookup)> done) {
  const auto& pool = the_pool();
  auto abandoned = std::make_shared<std::atomic<bool>>(false);
  std::unique_lock lock(pool->mutex);
  pool->waiting.push_back({std::move(host), family, std::move(started), std::move(done), abandoned});
  if (pool->threads >= pool->threads_max) return abandoned;
  ++pool->threads;
  if (start_thread(pool)) return abandoned;
  // The threads there are will come to it.
  if (--pool->threads != 0) return abandoned;
  const Request request = std::move(pool->waiting.back());
  pool->waiting.pop_back();
  lock.unlock();
  request.started();
  request.done({.addresses = {}, .problem = "no thread can be started for the lookup", .local = true});
  return abandoned;
}

}  // namespace certcheck::net
