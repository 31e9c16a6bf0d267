#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace certcheck::report {

/// The findings of an earlier run, to tell what is new since. A finding is known if the earlier report of the
/// same host and port has one of the same check, at the same place of the same kind of thing: a certificate
/// that was renewed with its fault brings nothing new.
class Baseline {
 public:
  /// Reports as certcheck writes them: NDJSON, or JSON of one report. The error names the line.
  static Result<Baseline> parse(std::string_view text);

  /// Says of each finding of the report whether it is known.
  void mark(engine::Report& report) const;

 private:
  std::unordered_set<std::string> known_;
};

}  // namespace certcheck::report
