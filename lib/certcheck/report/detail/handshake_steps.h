#pragma once

#include "certcheck/tls/handshake_step.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace certcheck::report {

using StepValue = std::variant<std::string, std::vector<std::string>, int64_t, bool>;
/// Values by their keys, in the order in which they are shown.
using StepDetails = std::vector<std::pair<std::string, StepValue>>;

/// What a step says, in words: first "meaning", one sentence for a newcomer on what it does here, then values
/// for an expert. Keys are snake_case, code points have their registered names, and an unknown one reads
/// "0x1a2b (unknown)".
StepDetails step_details(const tls::HandshakeStep& step);

}  // namespace certcheck::report
