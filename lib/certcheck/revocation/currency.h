#pragma once

#include "certcheck/base/time.h"
#include "certcheck/x509/encoded_time.h"

#include <chrono>
#include <optional>

namespace certcheck::revocation {

/// Whether a statement of status holds at a moment: issued before, not yet superseded, not too old.
bool is_current(const x509::EncodedTime& this_update, const std::optional<x509::EncodedTime>& next_update,
                Time time, const std::optional<std::chrono::days>& max_age);

}  // namespace certcheck::revocation
