#pragma once

#include "certcheck/base/finding.h"

#include <cstddef>
#include <map>
#include <optional>

/// How much is said of each of many things, so that a run says no more than RunBudget allows.
namespace certcheck::lint {

/// About how many bytes the findings take as JSON, the most verbose of the formats.
size_t bytes_of(const Findings& findings);

/// What a run says of one thing.
struct Share {
  bool listed;            ///< else it is counted alone
  bool whole;             ///< all of its findings may be shown
  size_t findings_bytes;  ///< of them that may be shown
};

/// What is left of RunBudget while things are taken in the order of the input. Not thread-safe.
class RunAllowance {
 public:
  /// Of a thing of so many bytes of DER that has `wanted` bytes of findings.
  Share take(size_t der_bytes, size_t wanted);

 private:
  size_t left_ = RunBudget::bytes;
};

/// Keeps findings of about so many bytes, in their order: the worst before others, and of each check one
/// before further ones. A last finding stands for the rest, or for all of them: it is of the worst check
/// among them, and says how many there are (Finding::more) and names their checks, the first dozen of them.
void abridge(Findings& findings, size_t bytes);

/// Things that are counted alone, by what was found.
class LeftOut {
 public:
  void add(const Findings& findings);
  size_t things() const { return things_; }
  /// One finding for each check, that stands for all of its findings.
  Findings findings() const;

 private:
  struct Counted {
    size_t count = 0;
    std::optional<Severity> ranked = {};
  };
  size_t things_ = 0;
  std::map<const Check*, Counted> by_check_;
};

}  // namespace certcheck::lint
