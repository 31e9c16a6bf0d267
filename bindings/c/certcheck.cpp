#include "certcheck/c/certcheck.h"

#include "common/version.h"
#include "work.h"

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

using namespace certcheck;

struct certcheck_context {
  std::shared_ptr<bindings::Context> shared = std::make_shared<bindings::Context>();
};

struct certcheck_text {
  std::string value;
};

namespace {

/// Reports that nobody has taken yet; then no further handshakes begin.
constexpr size_t reports_ahead_max = 1'000;

certcheck_status status_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::usage:
      return CERTCHECK_USAGE;
    case Error::Kind::unreadable:
      return CERTCHECK_UNREADABLE;
    case Error::Kind::io:
    case Error::Kind::network:
    case Error::Kind::timeout:
    case Error::Kind::protocol:
      return CERTCHECK_IO;
    case Error::Kind::internal:
      break;
  }
  return CERTCHECK_INTERNAL;
}

std::string_view view_of(const char* text, size_t size) {
  if (text == nullptr) return {};
  return {text, size == CERTCHECK_TERMINATED ? std::strlen(text) : size};
}

certcheck_status give(certcheck_text** answer, certcheck_status status, std::string text) {
  if (answer != nullptr) *answer = new certcheck_text{std::move(text)};
  return status;
}

certcheck_status give(certcheck_text** answer, Result<std::string> result) {
  return result ? give(answer, CERTCHECK_OK, *std::move(result))
                : give(answer, status_of(result.error().kind), result.error().message);
}

/// The border that no exception crosses. The library reports by values; what the standard library and its
/// allocator throw ends here. Anything else is a fault that ends the process.
template <typename Work>
certcheck_status at_border(certcheck_text** answer, Work work) noexcept {
  if (answer != nullptr) *answer = nullptr;
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return CERTCHECK_OUT_OF_MEMORY;
  } catch (const std::exception& error) {
    if (answer == nullptr) return CERTCHECK_INTERNAL;
    try {
      return give(answer, CERTCHECK_INTERNAL, error.what());
    } catch (const std::bad_alloc&) {
      return CERTCHECK_OUT_OF_MEMORY;
    }
  }
}

certcheck_status missing(certcheck_text** answer, const char* what) {
  return give(answer, CERTCHECK_USAGE, std::string(what) + " is NULL");
}

}  // namespace

struct certcheck_scan {
 public:
  explicit certcheck_scan(bindings::Job job) : job_(std::move(job)) {
    worker_ = std::thread([this] { work(); });
  }
  ~certcheck_scan() {
    stop();
    worker_.join();
  }
  certcheck_scan(const certcheck_scan&) = delete;
  certcheck_scan& operator=(const certcheck_scan&) = delete;

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      reports_.clear();
    }
    changed_.notify_all();
  }

  certcheck_status next(int32_t milliseconds, certcheck_text** answer) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return stopped_ || ended_ || !reports_.empty(); };
    if (milliseconds < 0)
      changed_.wait(lock, ready);
    else if (!changed_.wait_for(lock, std::chrono::milliseconds(milliseconds), ready))
      return CERTCHECK_NOT_YET;
    if (reports_.empty()) {
      if (failure_ == CERTCHECK_OK) return CERTCHECK_END;
      return give(answer, std::exchange(failure_, CERTCHECK_OK), std::move(why_));
    }
    // Nothing is lost if there is no memory for handing it over.
    const certcheck_status status = give(answer, CERTCHECK_OK, reports_.front());
    reports_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return status;
  }

 private:
  void work() noexcept {
    certcheck_text* why = nullptr;
    const certcheck_status status = at_border(&why, [this] {
      bindings::run_job(
          job_, [this] { return is_stopped(); }, [this](std::string report) { take(std::move(report)); });
      return CERTCHECK_OK;
    });
    {
      const std::lock_guard lock(mutex_);
      failure_ = status;
      if (why != nullptr) why_ = std::move(why->value);
      ended_ = true;
    }
    delete why;
    changed_.notify_all();
  }

  bool is_stopped() {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

  void take(std::string report) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || reports_.size() < reports_ahead_max; });
      if (!stopped_) reports_.push_back(std::move(report));
    }
    changed_.notify_all();
  }

  const bindings::Job job_;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::deque<std::string> reports_;
  bool stopped_ = false, ended_ = false;
  certcheck_status failure_ = CERTCHECK_OK;
  std::string why_;
  std::thread worker_;
};

const char* certcheck_version() noexcept { return tools::version.data(); }

const char* certcheck_status_name(certcheck_status status) noexcept {
  constexpr const char* names[] = {"ok",         "end", "not yet",       "usage",
                                   "unreadable", "io",  "out of memory", "internal"};
  constexpr auto count = static_cast<certcheck_status>(sizeof names / sizeof *names);
  return status >= 0 && status < count ? names[status] : "unknown";
}

certcheck_status certcheck_context_new(certcheck_context** context) noexcept {
  if (context == nullptr) return CERTCHECK_USAGE;
  *context = nullptr;
  return at_border(nullptr, [context] {
    *context = new certcheck_context;
    return CERTCHECK_OK;
  });
}

void certcheck_context_free(certcheck_context* context) noexcept { delete context; }

const char* certcheck_text_data(const certcheck_text* text) noexcept {
  return text == nullptr ? "" : text->value.c_str();
}

size_t certcheck_text_size(const certcheck_text* text) noexcept {
  return text == nullptr ? 0 : text->value.size();
}

void certcheck_text_free(certcheck_text* text) noexcept { delete text; }

certcheck_status certcheck_verify(certcheck_context* context, const char* request, size_t size,
                                  certcheck_text** answer) noexcept {
  return at_border(answer, [&] {
    if (context == nullptr) return missing(answer, "the context");
    return give(answer, bindings::verify(*context->shared, view_of(request, size)));
  });
}

certcheck_status certcheck_lint(certcheck_context* context, const void* bytes, size_t size,
                                const char* options, size_t options_size, certcheck_text** answer) noexcept {
  return at_border(answer, [&] {
    if (context == nullptr) return missing(answer, "the context");
    return give(answer, bindings::lint(*context->shared, view_of(static_cast<const char*>(bytes), size),
                                       view_of(options, options_size)));
  });
}

certcheck_status certcheck_check(certcheck_context* context, const char* request, size_t size,
                                 certcheck_text** answer) noexcept {
  return at_border(answer, [&] {
    if (context == nullptr) return missing(answer, "the context");
    return give(answer, bindings::check(context->shared, view_of(request, size)));
  });
}

certcheck_status certcheck_scan_new(certcheck_context* context, const char* request, size_t size,
                                    certcheck_scan** scan, certcheck_text** answer) noexcept {
  if (scan != nullptr) *scan = nullptr;
  return at_border(answer, [&] {
    if (context == nullptr) return missing(answer, "the context");
    if (scan == nullptr) return missing(answer, "the place for the scan");
    auto job = bindings::read_job(context->shared, view_of(request, size));
    if (!job) return give(answer, status_of(job.error().kind), job.error().message);
    *scan = new certcheck_scan(*std::move(job));
    return certcheck_status{CERTCHECK_OK};
  });
}

certcheck_status certcheck_scan_next(certcheck_scan* scan, int32_t milliseconds,
                                     certcheck_text** answer) noexcept {
  return at_border(answer, [&] {
    if (scan == nullptr) return missing(answer, "the scan");
    return scan->next(milliseconds, answer);
  });
}

void certcheck_scan_stop(certcheck_scan* scan) noexcept {
  if (scan != nullptr) scan->stop();
}

void certcheck_scan_free(certcheck_scan* scan) noexcept { delete scan; }
