#pragma once

#include "certcheck/engine/report.h"

namespace certcheck::engine {

/// The verdict that a report's paths, findings and handshake come to.
Verdict verdict_of(const Report& report);

}  // namespace certcheck::engine
