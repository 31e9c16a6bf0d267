#include "certcheck/scan/detail/all_addresses.h"

#include "certcheck/engine/comparison.h"

#include <algorithm>
#include <string>
#include <utility>

namespace certcheck::scan {
namespace {

/// Its place among all of the name.
size_t place_of(const engine::Report& report) {
  if (!report.handshake) return 0;
  const auto& all = report.handshake->addresses;
  return static_cast<size_t>(std::find(all.begin(), all.end(), report.handshake->address) - all.begin());
}

}  // namespace

std::vector<engine::Report> AddressReports::add(size_t job, size_t addresses,
                                                std::optional<engine::Report> report) {
  std::vector<engine::Report> reports;
  {
    const std::lock_guard lock(mutex_);
    Known& known = jobs_[job];
    if (report) known.reports.push_back(*std::move(report));
    if (++known.answered < addresses) return {};
    reports = std::move(known.reports);
    jobs_.erase(job);
  }
  std::sort(reports.begin(), reports.end(),
            [](const engine::Report& a, const engine::Report& b) { return place_of(a) < place_of(b); });
  std::vector<engine::Compared> compared;
  for (engine::Report& each : reports)
    compared.push_back(
        {.place = "at " + (each.handshake ? each.handshake->address : std::string()), .report = &each});
  engine::compare_addresses(compared);
  return reports;
}

}  // namespace certcheck::scan
