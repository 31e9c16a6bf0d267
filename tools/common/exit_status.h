#pragma once

#include "certcheck/base/check.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/state.h"

#include <cstdint>
#include <optional>

namespace certcheck::tools {

/// Exit statuses of every tool. With several targets the highest of problem > not_checked > fine wins.
enum class ExitStatus : uint8_t {
  fine = 0,
  problem = 1,      ///< untrusted, or an expectation of the user's is not met
  usage = 2,        ///< wrong usage or unreadable input
  not_checked = 3,  ///< name, connection or handshake failed
};

/// The status that stands for both.
ExitStatus worse(ExitStatus a, ExitStatus b);

/// By the verdict, unless it is accepted, and by the findings: a problem if an expectation is not met, or if
/// there is one of the severity `fail_on` or worse, which is neither waived nor known.
ExitStatus status_of(const engine::Report& report, std::optional<Severity> fail_on);

/// How a run ends.
struct Ending {
  ExitStatus status = ExitStatus::fine;
  /// What the format on standard output says of all (report::Format::state()): whoever reads that takes the
  /// exit status to be the same.
  std::optional<report::State> said = {};

  Ending(ExitStatus of_run, std::optional<report::State> of_format = {})  // NOLINT: mostly the status is all
      : status(of_run), said(of_format) {}
};

/// For main(): the status, or where the format on standard output has statuses of its own, that one; what
/// went wrong with the run itself is unknown to its reader.
int to_int(const Ending& ending);

}  // namespace certcheck::tools
