#pragma once

#include "certcheck/lint/facts.h"

#include <chrono>
#include <optional>

namespace certcheck::lint::cabf_br {

/// BR 1.6.1: "The period of time from notBefore through notAfter, inclusive", so that both of its ends count
/// (RFC 5280 4.1.2.5). nullopt if a date cannot be read.
std::optional<std::chrono::seconds> validity_period(const x509::Certificate& certificate);

/// BR 1.6.1, "Short-lived Subscriber Certificate": 10 days at most, 7 if issued on or after 2026-03-15. The
/// term is of ballot SC-63, in effect from 2024-03-15 on.
bool is_short_lived(const CertificateFacts& facts);

}  // namespace certcheck::lint::cabf_br
