#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"
#include "certcheck/fetch/limits.h"

#include <chrono>

namespace certcheck::fetch {

/// Of everything that is kept: so soon has a CA that revokes a certificate to say so (BR 4.9.1.1), and nobody
/// should hear of it later.
inline constexpr std::chrono::days fresh_at_most{1};

/// Until when an answer that was fetched at `fetched` may be given to others without asking again: the
/// nextUpdate of a CRL (RFC 5280 5.1.2.5), the first one of an OCSP response (RFC 6960 4.2.2.1), and
/// fresh_at_most. What looks like issuers' certificates as long as that. `fetched` where there is nothing to
/// go by.
Time fresh_until(Kind kind, ByteView content, Time fetched);

}  // namespace certcheck::fetch
