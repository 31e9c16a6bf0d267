#pragma once

#include "certcheck/crypto/algorithms.h"
#include "certcheck/lint/lint.h"
#include "certcheck/x509/algorithm.h"

#include <string_view>

namespace certcheck::lint {

/// Collisions of MD2, MD4 and MD5 are found in seconds (RFC 6149, 6150, 6151).
bool is_broken(crypto::Digest digest);

/// For rules on how CRLs and OCSP responses are signed: fires on MD2, MD4, MD5 and SHA-1; not applicable to
/// schemes that are unknown. `place` is the node path of the algorithm.
Outcome require_strong_digest(const x509::AlgorithmIdentifier& algorithm, const Reporter& report,
                              std::string_view place);

}  // namespace certcheck::lint
