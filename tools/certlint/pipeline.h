#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/lint_run.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/selection.h"
#include "certcheck/lint/weak_keys.h"
#include "certcheck/report/item.h"
#include "certcheck/request/lint_input.h"

#include "common/ordered_pool.h"
#include "common/output.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::certlint {

/// Threads that lint batches of items and write what comes of them in the order in which the items were
/// given. Some batches are in memory at a time, no more: take() waits for room.
class Pipeline {
 public:
  struct Settings {
    unsigned threads = 0;                  ///< 0 is one per core
    std::optional<Severity> fail_on = {};  ///< what things are held to
    lint::Assumptions assumed = {};
  };
  /// All must outlive the pipeline.
  Pipeline(const Settings& settings, const lint::Selection& selection, const lint::WeakKeys& weak_keys,
           tools::Output& output);

  void take(request::LintItem item);
  /// Waits until everything taken is written. Nothing may be taken afterwards.
  void finish();
  /// How many things are counted and not listed. After finish().
  size_t left_out() const { return run_.left_out().things(); }

 private:
  void submit();
  tools::Output::Rendered process(size_t number, std::vector<request::LintItem> items);
  /// What depends on the batches before, so that batches do it in their order: looks for keys that the
  /// batch's certificates share with earlier ones, and says what of each thing may be shown.
  std::vector<lint::Share> compare_with_earlier(size_t number, std::vector<report::LintedThing>& batch);
  /// What was found in things that are not listed.
  void write_left_out();

  const std::optional<Severity> fail_on_;
  tools::Output& output_;
  const lint::Selection& selection_;
  const lint::WeakKeys* weak_keys_;  ///< null if there are none
  lint::Assumptions assumed_;
  crypto::Verifier verifier_;

  std::vector<request::LintItem> batch_;
  size_t batch_size_ = 0;

  std::mutex order_mutex_;  ///< of the four that follow
  std::condition_variable turn_;
  size_t next_batch_ = 0;
  engine::LintRun run_;
  std::string left_out_from_;  ///< the file of the first of them

  tools::OrderedPool<std::vector<request::LintItem>, tools::Output::Rendered>
      pool_;  ///< last, because it uses the others
};

}  // namespace certcheck::certlint
