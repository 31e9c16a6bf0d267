#pragma once

#include "certcheck/engine/report.h"

namespace certcheck::engine {

/// The verdict that follows from a report's paths, findings and handshake.
Verdict verdict_of(const Report& report);

/// Whether one of the report's findings is what its verdict rests on: counts against trust or, where the
/// server was not checked, says why.
bool decides(const Finding& finding, const Report& report);

}  // namespace certcheck::engine
