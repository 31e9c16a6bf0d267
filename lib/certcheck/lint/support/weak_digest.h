#pragma once

#include "certcheck/crypto/digest.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/support/key_places.h"

namespace certcheck::lint {

/// Collisions of MD2, MD4 and MD5 are found in seconds (RFC 6149, 6150, 6151).
bool is_broken(crypto::Digest digest);

/// Fires on signatures of CRLs, OCSP responses and requests that rest on MD2, MD4 or MD5; not applicable to
/// schemes that are unknown. What is self-signed has an exception among certificates alone.
Outcome broken_signature_digest(const Signed& signature, const Reporter& report);
/// The same of SHA-1.
Outcome weak_signature_digest(const Signed& signature, const Reporter& report);

}  // namespace certcheck::lint
