#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <span>

namespace certcheck::path {

/// Finds and validates every path from `leaf` through `pool` to the stores' anchors, within
/// options.budget. `pool` holds intermediates in any order, duplicates and strangers included. Finds a
/// trusted path if one exists within the budget; if there is none, the paths that come closest say what
/// is wrong. The rules are those of RFC 5280 section 6 with RFC 9618's policy graph, and what the
/// profile adds to it. Beyond the standard, in every profile: extended key usages of CAs bind what they
/// issue; keys and digests that are easily broken are refused. Revocation and certificate transparency
/// are the caller's to check. Anchors. A name and a key in rfc5280, unless options.anchor_checks asks
/// for more of the certificate that carries them; webpki applies its constraints (RFC 5937),
/// basicConstraints, the store's distrust date and, unless it is a public root, its expiry; --strict
/// checks it like any other. A leaf that is an anchor itself is trusted in webpki as it is; in rfc5280
/// only if it is self-signed, for there the anchor has to be its issuer. Its own signature matters in
/// neither. Depth. options.max_depth counts the intermediates that are not self-issued, as
/// pathLenConstraint does; budget.depth bounds all of them.
Validation validate(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
                    std::span<const trust::Store* const> stores, const Options& options,
                    crypto::Verifier& verifier);

/// How many of the paths, from the first, are equally good by what validation found, whatever their length:
/// those of a Validation are in order, the best first. At least 1 unless there is none.
size_t equally_good(std::span<const Path> paths, const Options& options);

}  // namespace certcheck::path
