#pragma once

#include "certcheck/engine/report.h"

#include <chrono>
#include <span>
#include <string>

namespace certcheck::serve {

/// What blackbox_exporter says of a target that it probes by TLS, under its names, from our reports of the
/// target: several where the target stands for several servers, of which the times are the earliest and the
/// rest is the first one's. In the text format of Prometheus.
std::string probe_text(std::span<const engine::Report* const> reports, bool success,
                       std::chrono::steady_clock::duration took);

}  // namespace certcheck::serve
