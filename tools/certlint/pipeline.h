#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/repeated_keys.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/selection.h"
#include "certcheck/lint/weak_keys.h"
#include "certcheck/report/item.h"

#include "certlint/input.h"
#include "common/output.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace certcheck::certlint {

/// Threads that lint batches of items and write what comes of them in the order in which the items were
/// given. Some batches are in memory at a time, no more: take() waits for room.
class Pipeline {
 public:
  /// `threads`: 0 is one a core. All must outlive the pipeline.
  Pipeline(unsigned threads, const lint::Selection& selection, const lint::WeakKeys& weak_keys,
           tools::Output& output);
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void take(Item item);
  /// Waits until everything taken is written. Nothing may be taken afterwards.
  void finish();

 private:
  void submit();
  void work();
  tools::Output::Rendered process(size_t number, std::vector<Item> items);
  /// What depends on the batches before, so that batches do it in their order: looks for keys that the
  /// batch's certificates share with earlier ones, and says how many bytes of each thing's findings may be
  /// shown where that is not all.
  std::vector<std::optional<size_t>> compare_with_earlier(size_t number, std::vector<report::LintedThing>& batch);
  /// Under the lock: writes what is next in order.
  void write_ready();

  tools::Output& output_;
  const lint::Selection& selection_;
  const lint::WeakKeys* weak_keys_;  ///< null if there are none
  crypto::Verifier verifier_;

  std::vector<Item> batch_;
  size_t batch_size_ = 0;

  std::mutex order_mutex_;  ///< of the five that follow
  std::condition_variable turn_;
  size_t next_batch_ = 0, certificates_ = 0;
  engine::RepeatedKeys repeated_keys_;
  lint::RunAllowance allowance_;

  std::mutex mutex_;  ///< of all that follows but the threads
  std::condition_variable work_ready_, room_;
  std::deque<std::pair<size_t, std::vector<Item>>> waiting_;
  std::map<size_t, tools::Output::Rendered> done_;
  size_t given_ = 0, written_ = 0, batches_max_ = 0;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace certcheck::certlint
