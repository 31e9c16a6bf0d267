#include "certcheck/scan/detail/lines.h"

#include "certcheck/base/ip_address.h"

#include <utility>

namespace certcheck::scan {

std::optional<std::string> Lines::next() {
  for (;;) {
    auto line = range_ ? range_->next() : std::nullopt;
    if (!line) line = next_line();
    if (!line || !is_left_out(*line)) return line;
  }
}

bool Lines::is_left_out(const std::string& line) const { return limits_.left_out && limits_.left_out(line); }

std::optional<std::string> Lines::next_line() {
  while (auto line = next_()) {
    auto range = net::read_address_range(*line, limits_.allow_public_ranges);
    if (!range) return line;
    if (!*range) {
      if (!is_left_out(*line)) done_(net::without_credentials(*line), range->error());
      continue;
    }
    range_ = **std::move(range);
    if (auto first = range_->next()) return first;
  }
  return std::nullopt;
}

Line read_line(const std::string& text) {
  const size_t comma = text.rfind(',');
  if (comma == std::string::npos) return {text, text, {}};
  const size_t begin = text.find_first_not_of(" \t", comma + 1);
  if (begin == std::string::npos) return {text, text, {}};
  std::string address = text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  const auto bytes = parse_ip_address(address);
  if (!bytes) return {text, text, {}};
  return {text, text.substr(0, comma), format_ip_address(*bytes)};
}

Result<Target> read_target(const Line& line, const net::TargetDefaults& defaults) {
  auto target = scan::read_target(line.target, defaults);
  if (target && !line.address.empty()) target->input = net::without_credentials(line.text);
  return target;
}

}  // namespace certcheck::scan
