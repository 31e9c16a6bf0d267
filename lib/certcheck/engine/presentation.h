#pragma once

#include "certcheck/engine/report.h"

namespace certcheck::engine {

/// Judges how a chain was presented (order, gaps, needless certificates) from what was sent and the paths
/// that were found. Fills order_ok, missing_intermediates and unused, and appends findings with indices into
/// `presented`.
void judge_presentation(ChainReport& chain, Findings& findings);

}  // namespace certcheck::engine
