#include "certlint/run.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/strings.h"

#include "certlint/checks.h"
#include "certlint/describe.h"
#include "certlint/input.h"
#include "certlint/zlint_format.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace certcheck::certlint {
namespace {

constexpr size_t batch_items = 64;
constexpr size_t batch_octets = size_t{1} << 20;  ///< a large CRL makes a batch of its own

struct Tally {
  size_t items = 0;
  std::array<size_t, 3> findings{};  ///< by Severity
  std::map<const Check*, size_t> by_check;

  void add(const Findings& found) {
    ++items;
    for (const Finding& finding : found) {
      ++findings[static_cast<size_t>(finding.severity())];
      ++by_check[finding.check];
    }
  }
  void add(const Tally& other) {
    items += other.items;
    for (size_t i = 0; i < findings.size(); ++i) {
      findings[i] += other.findings[i];
    }
    for (const auto& [check, count] : other.by_check) {
      by_check[check] += count;
    }
  }
};

/// A line on a terminal that says how far the work is. Nothing if standard error is no terminal.
class Progress {
 public:
  explicit Progress(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) != 0) {}
  void update(size_t octets, size_t items, size_t findings) {
    const auto now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(200)) {
      return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r%zu linted, %zu findings, %.1f MB read, %.0f/s\x1b[K", items, findings,
                 static_cast<double>(octets) / 1e6, static_cast<double>(items) / std::max(seconds, 1e-3));
    std::fflush(stderr);
    drawn_ = true;
  }
  void clear() {
    if (drawn_) {
      std::fputs("\r\x1b[K", stderr);
      drawn_ = false;
    }
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

/// Threads that lint batches of items and write what comes of them in the order in which the batches were
/// given.
class Pipeline {
 public:
  Pipeline(const Options& options, const lint::Selection& selection)
      : format_(options.format), selection_(selection), zlint_(selection) {
    const unsigned count =
        options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    batches_max_ = 4 * size_t{count};
    for (unsigned i = 0; i < count; ++i) {
      threads_.emplace_back([this] { work(); });
    }
  }
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void take(Item item) {
    batch_size_ += item.der.size();
    batch_.push_back(std::move(item));
    if (batch_.size() >= batch_items || batch_size_ >= batch_octets) {
      submit();
    }
  }

  /// Waits until everything taken is written. Nothing may be taken afterwards.
  void finish() {
    if (threads_.empty()) {
      return;
    }
    submit();
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
    }
    work_ready_.notify_all();
    for (std::thread& thread : threads_) {
      thread.join();
    }
    threads_.clear();
  }

  Tally tally() {
    const std::scoped_lock lock(mutex_);
    return tally_;
  }
  std::pair<size_t, size_t> counts() {
    const std::scoped_lock lock(mutex_);
    return {tally_.items, tally_.findings[0] + tally_.findings[1] + tally_.findings[2]};
  }
  /// False once standard output can no longer be written to.
  bool output_open() {
    const std::scoped_lock lock(mutex_);
    return output_open_;
  }

 private:
  struct Done {
    std::string text;
    Tally tally;
  };

  void submit() {
    if (batch_.empty()) {
      return;
    }
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return given_ - written_ < batches_max_; });
    waiting_.emplace_back(given_++, std::move(batch_));
    batch_.clear();
    batch_size_ = 0;
    lock.unlock();
    work_ready_.notify_one();
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      work_ready_.wait(lock, [this] { return !waiting_.empty() || ended_; });
      if (waiting_.empty()) {
        return;
      }
      auto [number, items] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      Done done = process(std::move(items));
      lock.lock();
      done_.emplace(number, std::move(done));
      write_ready();
    }
  }

  Done process(std::vector<Item> items) {
    Done done;
    for (Item& item : items) {
      const Linted linted = lint_item(std::move(item), selection_, verifier_, format_ == Format::zlint);
      done.tally.add(linted.findings);
      switch (format_) {
        case Format::zlint:
          done.text += zlint_.line(linted) + "\n";
          break;
        case Format::json:
          done.text += ",\n" + to_json(linted);
          break;
        case Format::ndjson:
          done.text += to_json(linted) + "\n";
          break;
        case Format::text:
          done.text += to_text(linted);
          break;
        case Format::summary:
        case Format::markdown:
          break;
      }
    }
    return done;
  }

  /// Under the lock: writes what is next in order.
  void write_ready() {
    for (auto next = done_.find(written_); next != done_.end(); next = done_.find(written_)) {
      std::string_view text = next->second.text;
      if (written_ == 0 && format_ == Format::json) {
        text.remove_prefix(1);  // The comma that stands before every item but the first.
      }
      output_open_ = output_open_ && std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
      tally_.add(next->second.tally);
      done_.erase(next);
      ++written_;
    }
    room_.notify_one();
  }

  Format format_;
  const lint::Selection& selection_;
  ZlintFormat zlint_;
  crypto::Verifier verifier_;

  std::vector<Item> batch_;
  size_t batch_size_ = 0;

  std::mutex mutex_;
  std::condition_variable work_ready_, room_;
  std::deque<std::pair<size_t, std::vector<Item>>> waiting_;
  std::map<size_t, Done> done_;
  size_t given_ = 0, written_ = 0, batches_max_ = 0;
  bool ended_ = false, output_open_ = true;
  Tally tally_;
  std::vector<std::thread> threads_;
};

std::string in_words(const Tally& tally) {
  const auto amount = [](size_t count, std::string_view thing) {
    return lint::words(count, " ", thing, count == 1 ? "" : "s");
  };
  return lint::words(tally.items,
                     " linted: ", amount(tally.findings[static_cast<size_t>(Severity::error)], "error"), ", ",
                     amount(tally.findings[static_cast<size_t>(Severity::warning)], "warning"), ", ",
                     amount(tally.findings[static_cast<size_t>(Severity::notice)], "notice"));
}

std::string summary(const Tally& tally) {
  std::vector<std::pair<size_t, const Check*>> rows;
  for (const auto& [check, count] : tally.by_check) {
    rows.emplace_back(count, check);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
  });
  std::string out = in_words(tally) + "\n";
  for (const auto& [count, check] : rows) {
    out += lint::words("  ", count, " x ", to_string(check->severity), " ", check->id, ": ",
                       check->requirement, "\n");
  }
  return out;
}

void say(const std::string& text) {
  std::string printable;
  x509::append_printable(printable, text, {});
  std::fprintf(stderr, "certlint: %s\n", printable.c_str());
}

}  // namespace

int run(const Options& options) {
  for (const std::string& pattern : lint::Selection::unmatched(options.rules, every_check())) {
    say("no check matches \"" + pattern + "\" (see --list-checks)");
    return 2;
  }
  const lint::Selection selection(options.rules);
  Progress progress(!options.quiet && options.format != Format::text);
  size_t octets = 0;
  if (options.format == Format::json) {
    std::fputs("{\"schema_version\":1,\"tool\":{\"name\":\"certlint\",\"version\":\"" CERTCHECK_VERSION
               "\"},\"items\":[",
               stdout);
  }
  std::vector<Error> errors;
  Tally tally;
  {
    Pipeline pipeline(options, selection);
    const Sink sink{.take = [&](Item item) { pipeline.take(std::move(item)); },
                    .note =
                        [&](const std::string& text) {
                          if (!options.quiet) {
                            progress.clear();
                            say(text);
                          }
                        },
                    .progress =
                        [&](size_t read) {
                          octets += read;
                          const auto [items, findings] = pipeline.counts();
                          progress.update(octets, items, findings);
                        }};
    errors = read_inputs(options.inputs, sink);
    pipeline.finish();
    tally = pipeline.tally();
    if (!pipeline.output_open()) {
      errors.push_back({Error::Kind::io, "standard output cannot be written to"});
    }
  }
  progress.clear();
  if (options.format == Format::json) {
    std::fprintf(stdout, "\n],\"summary\":{\"items\":%zu,\"error\":%zu,\"warning\":%zu,\"notice\":%zu}}\n",
                 tally.items, tally.findings[static_cast<size_t>(Severity::error)],
                 tally.findings[static_cast<size_t>(Severity::warning)],
                 tally.findings[static_cast<size_t>(Severity::notice)]);
  } else if (options.format == Format::summary) {
    std::fputs(summary(tally).c_str(), stdout);
  } else if (options.format == Format::text && !options.quiet) {
    std::fputs((in_words(tally) + "\n").c_str(), stdout);
  }
  std::fflush(stdout);
  for (const Error& error : errors) {
    say(error.message);
  }
  if (!errors.empty()) {
    return 2;
  }
  for (const Severity severity : {Severity::error, Severity::warning, Severity::notice}) {
    if (options.fail_on && severity >= *options.fail_on &&
        tally.findings[static_cast<size_t>(severity)] != 0) {
      return 1;
    }
  }
  return 0;
}

}  // namespace certcheck::certlint
