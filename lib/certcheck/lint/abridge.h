#pragma once

#include "certcheck/base/finding.h"

#include <cstddef>

/// How much is said of each of many things, so that a run says no more than RunBudget allows.
namespace certcheck::lint {

/// About how many bytes the findings take as JSON, the most verbose of the formats.
size_t bytes_of(const Findings& findings);

/// What is left of RunBudget while things are taken in the order of the input. Not thread-safe.
class RunAllowance {
 public:
  /// Of a thing of so many bytes of DER: how many bytes of the `wanted` ones of findings may be shown.
  size_t take(size_t der_bytes, size_t wanted);

 private:
  size_t left_ = RunBudget::bytes;
};

/// Keeps findings of about so many bytes, in their order: the worst before others, and of each check one
/// before further ones; one at least. A last finding stands for the rest: it is of the worst check among
/// them, and says how many there are (Finding::more) and names their checks, the first dozen of them.
void abridge(Findings& findings, size_t bytes);

}  // namespace certcheck::lint
