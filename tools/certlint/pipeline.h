#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/selection.h"

#include "certlint/input.h"
#include "certlint/options.h"
#include "certlint/tally.h"
#include "certlint/zlint_format.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace certcheck::certlint {

/// Threads that lint batches of items and write what comes of them to standard output in the order in which
/// the items were given. Some batches are in memory at a time, no more: take() waits for room.
class Pipeline {
 public:
  /// Both must outlive the pipeline.
  Pipeline(const Options& options, const lint::Selection& selection);
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void take(Item item);
  /// Waits until everything taken is written. Nothing may be taken afterwards.
  void finish();

  /// Of what is written so far.
  Tally tally();
  /// False once standard output can no longer be written to.
  bool output_open();

 private:
  struct Done {
    std::string text;
    Tally tally;
  };

  void submit();
  void work();
  Done process(std::vector<Item> items);
  /// Under the lock: writes what is next in order.
  void write_ready();

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

}  // namespace certcheck::certlint
