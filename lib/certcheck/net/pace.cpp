#include "certcheck/net/pace.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace certcheck::net {
namespace {

constexpr double rate_min = 0.0001, rate_max = 1'000'000;
// So many addresses are remembered before those are forgotten whose next turn has come anyway.
constexpr size_t addresses_kept = 10'000;

Pace::Clock::duration interval_of(double rate) {
  return std::chrono::duration_cast<Pace::Clock::duration>(std::chrono::duration<double>(1 / rate));
}

}  // namespace

Result<double> parse_rate(std::string_view text) {
  const std::string_view number = text.substr(0, text.find('/'));
  const std::string_view unit = text.substr(number.size());
  double rate = 0;
  const auto [end, problem] =
      std::from_chars(number.data(), number.data() + number.size(), rate, std::chars_format::fixed);
  const bool read = problem == std::errc() && end == number.data() + number.size();
  const double seconds = unit.empty() || unit == "/s" ? 1 : unit == "/m" ? 60 : unit == "/h" ? 3600 : 0;
  // Written so that "nan" does not pass either.
  if (!read || seconds == 0 || !(rate / seconds >= rate_min && rate / seconds <= rate_max))
    return Error{Error::Kind::usage,
                 "\"" + std::string(text) +
                     "\" is not a number of connections, with /s, /m or /h, from 0.0001/s to "
                     "1000000/s"};
  return rate / seconds;
}

struct Pace::State {
  std::mutex mutex;
  std::optional<Clock::duration> overall, per_address;  // between two
  Clock::time_point next{};
  std::unordered_map<std::string, Clock::time_point> next_of;
  size_t forget_at = addresses_kept;
};

Pace::Pace(const Rates& rates) : state_(std::make_unique<State>()) {
  if (rates.overall) state_->overall = interval_of(*rates.overall);
  if (rates.per_address) state_->per_address = interval_of(*rates.per_address);
}

Pace::~Pace() = default;

Pace::Clock::time_point Pace::take_turn_of(const std::string& address, Clock::time_point now) {
  if (!state_->per_address) return now;
  const std::lock_guard lock(state_->mutex);
  auto& addresses = state_->next_of;
  if (addresses.size() >= state_->forget_at) {
    std::erase_if(addresses, [&](const auto& each) { return each.second <= now; });
    state_->forget_at = std::max(addresses_kept, 2 * addresses.size());
  }
  Clock::time_point& next = addresses[address];
  const Clock::time_point turn = std::max(now, next);
  next = turn + *state_->per_address;
  return turn;
}

Pace::Clock::time_point Pace::take_turn(Clock::time_point now) {
  if (!state_->overall) return now;
  const std::lock_guard lock(state_->mutex);
  const Clock::time_point turn = std::max(now, state_->next);
  state_->next = turn + *state_->overall;
  return turn;
}

}  // namespace certcheck::net
