#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/tls/handshake_record.h"

namespace certcheck::engine {

/// What a handshake's record says is wrong, as findings (subject: handshake).
Findings handshake_findings(const tls::HandshakeRecord& record);

}  // namespace certcheck::engine
