#include "certcheck/serve/detail/metrics.h"

#include "certcheck/report/exposition.h"

namespace certcheck::serve {

using report::number_text;
using report::sample_line;

void Metrics::count(std::string_view endpoint, unsigned status, std::chrono::steady_clock::duration took) {
  ++requests_[{std::string(endpoint), status}];
  Histogram& histogram = durations_[std::string(endpoint)];
  const double seconds = std::chrono::duration<double>(took).count();
  for (size_t i = 0; i < bounds.size(); ++i)
    if (seconds <= bounds[i]) ++histogram.at_most[i];
  ++histogram.count;
  histogram.sum += seconds;
}

void Metrics::count_refusal(std::string_view why) { ++refusals_[std::string(why)]; }

void Metrics::count_verdict(std::string_view verdict) { ++verdicts_[std::string(verdict)]; }

std::string Metrics::text(const Gauges& now) const {
  using report::family_head;
  std::string out = family_head("certcheck_build_info", "gauge", "Version of certcheck; always 1.");
  out += sample_line("certcheck_build_info", {{"version", now.version}}, "1");
  const auto gauge = [&](std::string_view name, std::string_view help, double value) {
    out += family_head(name, "gauge", help) + sample_line(name, {}, number_text(value));
  };
  gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.",
        static_cast<double>(now.started));
  gauge("certcheck_serve_connections", "Connections of clients.", static_cast<double>(now.connections));
  gauge("certcheck_serve_work_active", "Checks, validations and lints under way.",
        static_cast<double>(now.active));
  gauge("certcheck_serve_work_waiting", "Those that wait for others to end.",
        static_cast<double>(now.waiting));
  gauge("certcheck_serve_stopping", "Whether the service is about to end (1) or not (0).",
        now.stopping ? 1 : 0);
  std::string_view name = "certcheck_serve_requests_total";
  out += family_head(name, "counter", "Answers by endpoint and status.");
  for (const auto& [key, count] : requests_)
    out += sample_line(name, {{"endpoint", key.first}, {"code", std::to_string(key.second)}},
                       std::to_string(count));
  name = "certcheck_serve_refusals_total";
  out += family_head(name, "counter", "Requests that were refused, by the reason.");
  for (const auto& [why, count] : refusals_)
    out += sample_line(name, {{"reason", why}}, std::to_string(count));
  name = "certcheck_serve_checks_total";
  out += family_head(name, "counter", "Targets checked, by the verdict.");
  for (const auto& [verdict, count] : verdicts_)
    out += sample_line(name, {{"verdict", verdict}}, std::to_string(count));
  name = "certcheck_serve_request_duration_seconds";
  out += family_head(name, "histogram", "From the head of a request to its answer.");
  for (const auto& [endpoint, histogram] : durations_) {
    const std::string series(name);
    for (size_t i = 0; i < bounds.size(); ++i)
      out += sample_line(series + "_bucket", {{"endpoint", endpoint}, {"le", number_text(bounds[i])}},
                         std::to_string(histogram.at_most[i]));
    out += sample_line(series + "_bucket", {{"endpoint", endpoint}, {"le", "+Inf"}},
                       std::to_string(histogram.count));
    out += sample_line(series + "_sum", {{"endpoint", endpoint}}, number_text(histogram.sum));
    out += sample_line(series + "_count", {{"endpoint", endpoint}}, std::to_string(histogram.count));
  }
  return out;
}

}  // namespace certcheck::serve
