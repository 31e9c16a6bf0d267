#include "certcheck/ct/detail/standing.h"

namespace certcheck::ct {

Standing standing_of(const Log& log, Time time) {
  if (!log.state) return Standing::none;
  switch (*log.state) {
    case LogState::qualified:
    case LogState::usable:
    case LogState::read_only:
      return Standing::current;
    case LogState::retired:
      return log.state_since && time < *log.state_since ? Standing::current : Standing::formerly;
    case LogState::pending:
    case LogState::rejected:
      break;
  }
  return Standing::none;
}

}  // namespace certcheck::ct
