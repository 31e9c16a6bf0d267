#include "certcheck/serve/detail/allowance.h"

#include "certcheck/base/bytes.h"
#include "certcheck/base/ip_address.h"

#include <algorithm>
#include <utility>

namespace certcheck::serve {

Bucket::Bucket(double rate, Clock::time_point now) : rate_(rate), level_(std::max(rate, 1.0)), at_(now) {}

double Bucket::level(Clock::time_point now) const {
  const std::chrono::duration<double> since = now - at_;
  return std::min(level_ + since.count() * rate_, std::max(rate_, 1.0));
}

std::optional<std::chrono::duration<double>> Bucket::take(Clock::time_point now) {
  level_ = level(now);
  at_ = now;
  if (level_ < 1) return std::chrono::duration<double>((1 - level_) / rate_);
  level_ -= 1;
  return std::nullopt;
}

bool Bucket::full(Clock::time_point now) const { return level(now) >= std::max(rate_, 1.0); }

Allowance::Allowance(std::optional<double> rate, std::optional<double> client_rate)
    : rate_(rate), client_rate_(client_rate) {}

std::optional<std::chrono::duration<double>> Allowance::take(const std::string& client,
                                                             Bucket::Clock::time_point now) {
  if (client_rate_)
    if (const auto wait = of_client(allowance_key(client), now).take(now)) return wait;
  if (!rate_) return std::nullopt;
  if (!all_) all_.emplace(*rate_, now);
  return all_->take(now);
}

Bucket& Allowance::of_client(const std::string& client, Bucket::Clock::time_point now) {
  if (const auto known = clients_.find(client); known != clients_.end()) return known->second;
  // Who has all that may come in a second is as one who never came.
  if (clients_.size() >= clients_max)
    std::erase_if(clients_, [&](const auto& each) { return each.second.full(now); });
  const std::string key = clients_.size() >= clients_max ? std::string() : client;
  return clients_.try_emplace(key, *client_rate_, now).first->second;
}

std::string allowance_key(const std::string& address) {
  const auto bytes = parse_ip_address(address.substr(0, address.find('%')));
  if (!bytes || bytes->size() != ipv6_size) return address;
  Bytes prefix = *bytes;
  std::fill(prefix.begin() + 8, prefix.end(), uint8_t{0});
  return format_ip_address(prefix) + "/64";
}

}  // namespace certcheck::serve
