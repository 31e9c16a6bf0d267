#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/engine/want.h"
#include "certcheck/path/result.h"
#include "certcheck/revocation/revocation.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What an inspection asks for, and how it uses the answers.
namespace certcheck::engine {

/// The issuers after the ends of paths that reach no anchor, where those name an address (RFC 5280 4.2.2.1).
std::vector<Want> missing_issuers(std::span<const path::Path> paths);

/// For each certificate of the path of which nothing says good or revoked: its OCSP response, or its CRLs,
/// which may be long, where it names no responder or that one was `asked` already; and the delta CRLs of
/// those of the `crls` that say too little without them. `nonce` makes those of requests; null: they have
/// none.
std::vector<Want> missing_statuses(const path::Path& path,
                                   std::span<const revocation::CertificateStatus> statuses,
                                   std::span<const x509::CrlPtr> crls, std::span<const Want> asked,
                                   const std::function<Bytes()>& nonce);

/// Adds what was received to what paths are built from, or to the evidence. Says what is wrong if it is not
/// what was wanted.
std::optional<std::string> take(const Want& want, Bytes received, std::vector<x509::CertificatePtr>& pool,
                                revocation::Evidence& evidence);

/// Those that could not be fetched.
Findings fetch_findings(std::span<const Fetched> fetched);

/// Says of issuers that were not found that something else was where the certificate says they can be
/// fetched.
void explain_fetched(std::span<path::Path> paths, std::span<const Fetched> fetched);

}  // namespace certcheck::engine
