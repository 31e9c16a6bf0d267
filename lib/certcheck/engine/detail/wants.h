#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
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

/// Where no path is trusted: the issuers of the certificates of those that other issuers might help, also of
/// one that has an anchor (an expired intermediate, a namesake, a twin with other constraints) or ends in a
/// self-signed certificate (which another CA may have certified), where they name an address (RFC 5280
/// 4.2.2.1). Those after the ends of paths that reach no anchor come first.
std::vector<Want> missing_issuers(std::span<const path::Path> paths, Profile profile, bool strict);

/// For each certificate of the path of which nothing says good or revoked: its OCSP response, or its CRLs,
/// which may be long, where it names no responder, and in addition to it where that one `was_asked` already;
/// and the delta CRLs of those of the `crls` that say too little without them. `nonce` makes those of
/// requests; null: they have none.
std::vector<Want> missing_statuses(const path::Path& path,
                                   std::span<const revocation::CertificateStatus> statuses,
                                   std::span<const x509::CrlPtr> crls,
                                   const std::function<bool(const Want&)>& was_asked,
                                   const std::function<Bytes()>& nonce);

/// The signers of CRLs about certificates whose status is unknown, where a CRL that the path's own key did
/// not sign says where they are (RFC 5280 5.2.7).
std::vector<Want> missing_crl_signers(const path::Path& path,
                                      std::span<const revocation::CertificateStatus> statuses,
                                      std::span<const x509::CrlPtr> crls, crypto::Verifier& verifier);

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
