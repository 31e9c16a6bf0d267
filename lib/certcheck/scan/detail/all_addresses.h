#pragma once

#include "certcheck/engine/report.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace certcheck::scan {

/// The reports of all addresses of a name, kept until the last one is there and they can be compared. Used by
/// several threads.
class AddressReports {
 public:
  /// The report of one address of a job; nullopt: it has none. All reports of the job, compared, in the order
  /// of the addresses, with the last of `addresses`; before, none.
  std::vector<engine::Report> add(size_t job, size_t addresses, std::optional<engine::Report> report);

 private:
  struct Known {
    size_t answered = 0;
    std::vector<engine::Report> reports;
  };
  std::mutex mutex_;
  std::map<size_t, Known> jobs_;
};

}  // namespace certcheck::scan
