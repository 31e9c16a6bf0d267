#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// Prometheus' text exposition format 0.0.4, for node_exporter's textfile collector: one sample a series,
/// written at the end, since the samples of one metric stand together. What is invalid or expired keeps its
/// series.
std::unique_ptr<Format> make_prometheus(const FormatOptions& options);

}  // namespace certcheck::report
