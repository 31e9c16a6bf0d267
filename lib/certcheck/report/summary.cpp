#include "certcheck/report/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

class Summary final : public Format {
 public:
  explicit Summary(Content content) : content_(content) {}

  std::string render(const Item& /*item*/) const override { return {}; }

  std::string end(const Tally& total) override {
    std::vector<std::pair<size_t, const Check*>> rows;
    for (const auto& [check, count] : total.by_check) rows.emplace_back(count, check);
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
    });
    std::string out = in_words(total, content_) + '\n';
    for (const auto& [count, check] : rows)
      out +=
          fmt::format("  {} x {} {}: {}\n", count, to_string(check->severity), check->id, check->requirement);
    return out;
  }

 private:
  Content content_;
};

}  // namespace

/// How much there was, and how often each check fired, the most frequent first.
std::unique_ptr<Format> make_summary(const FormatOptions& options) {
  return std::make_unique<Summary>(options.content);
}

}  // namespace certcheck::report
