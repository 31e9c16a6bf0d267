#pragma once

#include "certcheck/report/detail/fleet_facts.h"
#include "certcheck/report/tally.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace certcheck::report::html {

/// What the table has of an item.
struct FleetRow {
  size_t number = 0;  ///< of the item, from 1, as they came; in the end of the report on the page
  uint64_t rank = 0;  ///< the worst have the least, see rank_of()
  std::string label, verdict, ends, version, issuer, findings;
  std::optional<int64_t> days;
  size_t errors = 0, warnings = 0;
  bool in_full = false;  ///< its report is on the page

  bool operator<(const FleetRow& other) const {
    return std::tie(rank, label, number) < std::tie(other.rank, other.label, other.number);
  }
};

/// Untrusted before unchecked before the others, then by errors and warnings.
uint64_t rank_of(std::string_view verdict, size_t errors, size_t warnings);

/// Everything of many items but their own reports: how they are, the table, when they end, what they share.
struct Fleet {
  const std::vector<FleetRow>& rows;  ///< the worst first
  size_t left_out = 0;                ///< rows that are not there
  const FleetFacts& facts;
  const Tally& total;
  Content content = Content::reports;
  Time checked_at{};
};
std::string fleet_sections(const Fleet& fleet);

/// Months with how many end on each day, and the days to come with what ends.
std::string expiry_calendar(const FleetFacts& facts, Time checked_at);

/// The id of a report on the page.
std::string report_id(size_t number);

}  // namespace certcheck::report::html
