#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/tls/protocol_support.h"

namespace certcheck::engine {

/// What is wrong with all that a server accepts, as findings (subject: handshake). What is wrong with a
/// single suite or group the lints of the handshakes say that showed it.
Findings protocol_support_findings(const tls::ProtocolSupport& support);

}  // namespace certcheck::engine
