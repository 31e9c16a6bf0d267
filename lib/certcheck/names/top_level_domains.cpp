#include "certcheck/names/top_level_domains.h"

#include "certcheck/base/ascii.h"
#include "certcheck/names/dns_name.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace certcheck::names {
namespace {

struct TopLevelDomain {
  char name[26];               ///< in the row itself: addresses would have to be relocated at every start
  int32_t delegated, removed;  ///< 20150828 for 2015-08-28; removed 0: it is there

  constexpr std::string_view label() const { return name; }
};

constexpr TopLevelDomain top_level_domains[] = {
#include "certcheck/names/top_level_domains.inc"
};
static_assert(std::is_sorted(std::begin(top_level_domains), std::end(top_level_domains),
                             [](const TopLevelDomain& a, const TopLevelDomain& b) {
                               return a.label() < b.label();
                             }));

int32_t day_number(Time time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return int{day.year()} * 10'000 + static_cast<int32_t>(unsigned{day.month()}) * 100 +
         static_cast<int32_t>(unsigned{day.day()});
}

}  // namespace

bool is_top_level_domain(std::string_view label, std::optional<Time> at) {
  std::array<char, max_label> folded{};
  if (label.empty() || label.size() > folded.size()) return false;
  std::transform(label.begin(), label.end(), folded.begin(), [](char c) { return to_lower(c); });
  const std::string_view key(folded.data(), label.size());
  const auto* const found = std::lower_bound(
      std::begin(top_level_domains), std::end(top_level_domains), key,
      [](const TopLevelDomain& domain, std::string_view wanted) { return domain.label() < wanted; });
  if (found == std::end(top_level_domains) || found->label() != key) return false;
  if (!at) return true;
  // A name of the day of its removal, the whole of it, was still good when the day began.
  const int32_t day = day_number(*at);
  return day >= found->delegated && (found->removed == 0 || day < found->removed);
}

}  // namespace certcheck::names
