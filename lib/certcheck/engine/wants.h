#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/engine/want.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What an inspection asks for, and what it makes of the answers.
namespace certcheck::engine {

/// The issuers behind the ends of paths that reach no anchor, where those name an address (RFC 5280 4.2.2.1).
std::vector<Want> missing_issuers(std::span<const path::Path> paths);

/// For each certificate of the path of which nothing says good or revoked: its OCSP response, and its CRLs.
std::vector<Want> missing_statuses(const path::Path& path,
                                   std::span<const revocation::CertificateStatus> statuses);

/// Adds what was received to what paths are built from, or to the evidence. Says what is wrong if it is not
/// what was wanted.
std::optional<std::string> take(Want::Kind kind, Bytes received, std::vector<x509::CertificatePtr>& pool,
                                revocation::Evidence& evidence);

/// Those that could not be had.
Findings fetch_findings(std::span<const Fetched> fetched);

}  // namespace certcheck::engine
