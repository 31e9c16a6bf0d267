#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/selection.h"

#include "certlint/describe.h"
#include "certlint/input.h"
#include "certlint/options.h"
#include "certlint/repeated_keys.h"
#include "certlint/tally.h"
#include "certlint/zlint_format.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
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
  /// All must outlive the pipeline.
  Pipeline(const Options& options, const lint::Selection& selection, const lint::WeakKeys& weak_keys);
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void take(Item item);
  /// Waits until everything taken is written. Nothing may be taken afterwards.
  void finish();

  /// Of what is written so far.
  Tally tally();

 private:
  struct Done {
    std::string text;
    std::vector<report::Rendered> rendered;  ///< of a document
    Tally tally;
  };

  void submit();
  void work();
  Done process(size_t number, std::vector<Item> items);
  /// What depends on the batches before, so that batches do it in their order: looks for keys that the
  /// batch's certificates share with earlier ones, and says how many bytes of each thing's findings may be
  /// shown.
  std::vector<size_t> compare_with_earlier(size_t number, std::vector<Linted>& batch);
  /// Under the lock: writes what is next in order.
  void write_ready();

  Format format_;
  std::unique_ptr<report::Format> document_;  ///< null: format_ says how to write
  const lint::Selection& selection_;
  const lint::WeakKeys* weak_keys_;  ///< null if there are none
  ZlintFormat zlint_;
  crypto::Verifier verifier_;

  std::vector<Item> batch_;
  size_t batch_size_ = 0;

  std::mutex order_mutex_;  ///< of the five that follow
  std::condition_variable turn_;
  size_t next_batch_ = 0, certificates_ = 0;
  RepeatedKeys repeated_keys_;
  lint::RunAllowance allowance_;

  std::mutex mutex_;  ///< of all that follows but the threads
  std::condition_variable work_ready_, room_;
  std::deque<std::pair<size_t, std::vector<Item>>> waiting_;
  std::map<size_t, Done> done_;
  size_t given_ = 0, written_ = 0, batches_max_ = 0;
  bool ended_ = false;
  Tally tally_;
  std::vector<std::thread> threads_;
};

}  // namespace certcheck::certlint
