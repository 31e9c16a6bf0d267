#pragma once

#include "certcheck/engine/report.h"

#include <optional>

namespace certcheck::engine {

/// Judges how a chain was presented (order, gaps, needless certificates) from what was sent and the paths
/// that were found. Fills order_ok, missing_intermediates and unused, and appends findings with indices into
/// `presented`. At `now`, if given, certificates beside the best path are held to their dates; those on it are
/// the path's business.
void judge_presentation(ChainReport& chain, std::optional<Time> now, Findings& findings);

}  // namespace certcheck::engine
