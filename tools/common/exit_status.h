#pragma once

#include "certcheck/engine/report.h"

#include <cstdint>

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

ExitStatus status_of(engine::Verdict verdict);

/// For main().
constexpr int to_int(ExitStatus status) { return static_cast<int>(status); }

}  // namespace certcheck::tools
