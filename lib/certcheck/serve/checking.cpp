#include "certcheck/serve/detail/checking.h"

#include "certcheck/base/ascii.h"
#include "certcheck/net/address_range.h"
#include "certcheck/net/target.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace certcheck::serve {
namespace {

/// What the guards of a check said.
class Refusals {
 public:
  void add(std::string why) {
    const std::lock_guard lock(mutex_);
    if (why_.empty()) why_ = std::move(why);
  }
  std::string why() const {
    const std::lock_guard lock(mutex_);
    return why_;
  }

 private:
  mutable std::mutex mutex_;
  std::string why_;
};

std::string words_for(fetch::Standing standing, ByteView address) {
  switch (standing) {
    case fetch::Standing::denied:
      return "its address is denied (--deny-target)";
    case fetch::Standing::special:
      return "it has " + fetch::special_kind(address) + ", which --allow-target can allow";
    case fetch::Standing::ordinary:
    case fetch::Standing::allowed:
      break;
  }
  return {};
}

/// The options of a target, bound by the rules.
struct Bound {
  std::shared_ptr<const scan::Options> given;  ///< whose stores are borrowed
  scan::Options options;
};

std::shared_ptr<const scan::Options> bound_options(std::shared_ptr<const scan::Options> given,
                                                   const Target& target,
                                                   const std::shared_ptr<const fetch::Rules>& rules,
                                                   const std::shared_ptr<Refusals>& refusals,
                                                   const CheckTime& time,
                                                   const std::shared_ptr<net::Pace>& pace) {
  auto bound = std::make_shared<Bound>(Bound{given, *given});
  net::ConnectOptions& connect = bound->options.connect;
  std::string name = target.is_address() ? std::string() : to_lower(without_final_dot(target.host));
  if (rules->denies_name(name)) refusals->add("the name is denied (--deny-target)");
  connect.address_guard = [rules, refusals, name = std::move(name)](ByteView address) -> std::string {
    if (rules->denies_name(name)) return "the name is denied";
    std::string why = words_for(rules->standing_of(name, address), address);
    if (!why.empty()) refusals->add(why);
    return why;
  };
  connect.pace = pace;
  connect.end = time.end;
  if (time.of_server && *time.of_server < connect.timeout) {
    connect.timeout = *time.of_server;
    connect.step_timeout = std::min(connect.step_timeout, connect.timeout);
    connect.retries = 0;
  }
  return {bound, &bound->options};
}

/// Nothing was connected to because of a guard.
bool was_kept_out(const engine::Report& report) {
  return report.handshake && report.handshake->failure == tls::HandshakeFailure::usage &&
         report.handshake->stopped_at == tls::Stage::resolve;
}

/// "0x7f.1", "2130706433", "127.1", "0177.0.0.1": inet_aton(3) takes them for addresses, DNS for names that
/// there are none of (RFC 3696 2: a top-level domain is not all numeric).
bool looks_like_number(std::string_view host) {
  host = without_final_dot(host);
  const std::string last = to_lower(host.substr(host.rfind('.') + 1));
  if (last.empty()) return false;
  const bool is_hex = last.starts_with("0x");
  return std::all_of(last.begin() + (is_hex ? 2 : 0), last.end(),
                     [&](char c) { return is_digit(c) || (is_hex && c >= 'a' && c <= 'f'); });
}

}  // namespace

std::optional<Error> unfit_target(const std::string& text) {
  const std::string shown = net::without_credentials(text);
  const auto unfit = [&](const char* why) { return Error{Error::Kind::usage, "\"" + shown + "\": " + why}; };
  if (text.find(',') != std::string::npos) return unfit("one target is checked, at its own address");
  if (net::read_address_range(text, /*allow_public=*/true))
    return unfit("ranges of addresses are not checked");
  const auto target = scan::read_target(text);
  if (!target) return target.error();
  if (!target->is_address() && looks_like_number(target->host))
    return unfit("a number is not a host; write an IPv4 address as four decimal numbers");
  return std::nullopt;
}

Checked check(const std::string& target, const scan::OptionsFor& options_for, const fetch::Rules& rules,
              const CheckTime& time, const std::shared_ptr<net::Pace>& pace, crypto::Verifier& verifier) {
  const auto own_rules = std::make_shared<const fetch::Rules>(rules);
  const auto refusals = std::make_shared<Refusals>();
  std::mutex mutex;
  // A target is asked about several times, and has to be the same thing each time.
  std::map<std::string, std::shared_ptr<const scan::Options>> bound;
  const scan::OptionsFor bound_for =
      [&](const Target& asked) -> Result<std::shared_ptr<const scan::Options>> {
    const std::lock_guard lock(mutex);
    const std::string key = asked.input + '\n' + asked.host + '\n' + asked.starttls;
    if (const auto known = bound.find(key); known != bound.end()) return known->second;
    auto given = options_for(asked);
    if (!given) return given.error();
    return bound.emplace(key, bound_options(*std::move(given), asked, own_rules, refusals, time, pace))
        .first->second;
  };
  Checked checked;
  bool is_given = false;
  scan::run(
      {.in_flight = 1}, bound_for, verifier,
      [&]() -> std::optional<std::string> {
        if (std::exchange(is_given, true)) return std::nullopt;
        return target;
      },
      [&](const std::string& /*input*/, Result<engine::Report> report) {
        const std::lock_guard lock(mutex);
        if (report)
          checked.reports.push_back(*std::move(report));
        else if (!checked.error)
          checked.error = report.error();
      });
  if (!refusals->why().empty() && !checked.reports.empty() &&
      std::all_of(checked.reports.begin(), checked.reports.end(), was_kept_out))
    checked.forbidden =
        "\"" + net::without_credentials(target) + "\" is not checked here: " + refusals->why();
  return checked;
}

}  // namespace certcheck::serve
