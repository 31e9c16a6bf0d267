#include "common/exit_status.h"

#include <array>

namespace certcheck::tools {

ExitStatus worse(ExitStatus a, ExitStatus b) {
  // By how much the user must be told of it: usage > problem > not_checked > fine.
  constexpr std::array<int, 4> rank{0, 2, 3, 1};
  return rank[static_cast<size_t>(a)] >= rank[static_cast<size_t>(b)] ? a : b;
}

ExitStatus status_of(engine::Verdict verdict) {
  switch (verdict) {
    case engine::Verdict::trusted:
      return ExitStatus::fine;
    case engine::Verdict::untrusted:
      return ExitStatus::problem;
    case engine::Verdict::unchecked:
      return ExitStatus::not_checked;
  }
  return ExitStatus::not_checked;
}

}  // namespace certcheck::tools
