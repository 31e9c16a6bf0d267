#pragma once

#include "certcheck/engine/report.h"

#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace certcheck::engine {

/// Where certificates were fetched that nobody sent or gave.
using CertificateSources = std::unordered_map<const x509::Certificate*, std::string>;

/// Checks how a chain was presented (order, gaps, unnecessary certificates) from what was sent and the paths
/// that were found. Fills order_ok, missing_intermediates and unused, and appends findings with indices into
/// `presented`. At `now`, if given, certificates alongside the best path are checked for their dates; those
/// on it are checked with the path. `fetched` is what was asked for, whatever came of it.
void check_presentation(ChainReport& chain, std::optional<Time> now, const CertificateSources& sources,
                        std::span<const Fetched> fetched, Findings& findings);

}  // namespace certcheck::engine
