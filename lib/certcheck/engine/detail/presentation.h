#pragma once

#include "certcheck/engine/report.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace certcheck::engine {

/// Where certificates were fetched that nobody sent or gave.
using CertificateSources = std::unordered_map<const x509::Certificate*, std::string>;

/// Who gave the certificates of a chain: a server in its handshake, or somebody in files, in any order.
enum class Given : uint8_t { by_server, in_files };

/// What the best path needs or lacks and `presented` does not have: fills missing_intermediates, and appends
/// a finding for each. `fetched` is what was asked for, whatever came of it.
void check_completeness(ChainReport& chain, Given given, const CertificateSources& sources,
                        std::span<const Fetched> fetched, Findings& findings);

/// Of the chain of a file, for which no path was looked for: where none of its certificates is the issuer of
/// the first, by name, and some are of CAs, that issuer is missing. Whether a CA further up is left out with
/// reason is unknown.
void check_gap(const std::vector<x509::CertificatePtr>& given, Findings& findings);

/// Checks how a chain was presented (order, gaps, unnecessary certificates) from what was sent and the paths
/// that were found. Fills order_ok, missing_intermediates and unused, and appends findings with indices into
/// `presented`. At `now`, if given, certificates alongside the best path are checked for their dates; those
/// on it are checked with the path. `fetched` is as above.
void check_presentation(ChainReport& chain, std::optional<Time> now, const CertificateSources& sources,
                        std::span<const Fetched> fetched, Findings& findings);

}  // namespace certcheck::engine
