#pragma once

#include "certcheck/engine/linted.h"
#include "certcheck/engine/repeated_keys.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/selection.h"

#include <cstddef>

namespace certcheck::engine {

/// What the things that are linted in one run have to do with each other: keys that certificates of several
/// holders share, and how much may be said of each thing (RunBudget). Not thread-safe.
class LintRun {
 public:
  /// The selection is borrowed.
  explicit LintRun(const lint::Selection& selection) : selection_(selection) {}

  /// What the run has to know of a thing, and what of that costs time.
  struct Measure {
    RepeatedKeys::Trace key = {};
    size_t findings_bytes = 0;
  };
  /// In any thread.
  static Measure measure(const Linted& linted);

  /// For each thing in the order of the input: adds what it has in common with earlier ones to its findings,
  /// and says what of it is to be shown. One that is not to be listed is counted in left_out().
  lint::Share take(Linted& linted, const Measure& measure);
  const lint::LeftOut& left_out() const { return left_out_; }

 private:
  const lint::Selection& selection_;
  RepeatedKeys repeated_keys_;
  size_t certificates_ = 0;
  lint::RunAllowance allowance_;
  lint::LeftOut left_out_;
};

}  // namespace certcheck::engine
