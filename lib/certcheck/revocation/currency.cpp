#include "certcheck/revocation/currency.h"

namespace certcheck::revocation {

bool is_current(const x509::EncodedTime& this_update, const std::optional<x509::EncodedTime>& next_update,
                Time time, const std::optional<std::chrono::days>& max_age) {
  if (!this_update.time || *this_update.time > time) return false;
  if (next_update && (!next_update->time || *next_update->time < time)) return false;
  return !max_age || *this_update.time + *max_age >= time;
}

}  // namespace certcheck::revocation
