#include "certcheck/serve.h"

#include "certcheck/base/ip_address.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/files/read_file.h"
#include "certcheck/net/pace.h"
#include "certcheck/plan.h"
#include "certcheck/run.h"
#include "certcheck/serve/service.h"

#include "common/clock.h"
#include "common/output.h"
#include "common/seconds.h"
#include "connection/connection.h"

#include <nlohmann/json.hpp>

#include <pthread.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

namespace certcheck::tools {
namespace {

using LogLine = nlohmann::ordered_json;

constexpr std::string_view usual_listen = "127.0.0.1:9219";
/// Of a token: 128 bits in base64 have 22. RFC 6750 5.2 wants them not to be guessed.
constexpr size_t token_bytes_least = 16;
constexpr size_t tokens_most = 1'000;

/// One object a line, whatever is in the texts.
void log_line(LogLine line) {
  LogLine whole = {{"time", format_rfc3339(now())}};
  whole.update(line);
  say_line(whole.dump(-1, ' ', false, LogLine::error_handler_t::replace));
}

void log_event(const serve::Event& event) {
  LogLine line = {{"event", "request"},
                  {"client", event.client},
                  {"method", event.method},
                  {"path", event.path},
                  {"status", event.status},
                  {"bytes", event.bytes},
                  {"ms", static_cast<double>(event.took.count()) / 1'000}};
  for (const auto& [key, text] : {std::pair{"target", &event.target},
                                  {"module", &event.module},
                                  {"verdict", &event.verdict},
                                  {"refused", &event.refusal}})
    if (!text->empty()) line[key] = *text;
  log_line(std::move(line));
}

struct ListenAddress {
  std::string address;
  uint16_t port = 0;
};

/// "127.0.0.1:9219" or "[::1]:9219".
Result<ListenAddress> read_listen_address(std::string_view text) {
  const Error wrong{Error::Kind::usage, "--listen: \"" + std::string(text) +
                                            "\" is not ADDR:PORT with an IP address, such as " +
                                            std::string(usual_listen) + " or [::1]:9219"};
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong;
  std::string_view address = text.substr(0, colon), port = text.substr(colon + 1);
  const bool brackets = address.starts_with('[') && address.ends_with(']');
  if (brackets) address = address.substr(1, address.size() - 2);
  const auto bytes = parse_ip_address(address);
  if (!bytes || brackets != (bytes->size() == ipv6_size)) return wrong;
  ListenAddress place{std::string(address), 0};
  const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), place.port);
  if (problem != std::errc() || end != port.data() + port.size()) return wrong;
  return place;
}

bool is_loopback(const ListenAddress& place) {
  const auto bytes = parse_ip_address(place.address).value_or(Bytes());
  return fetch::special_kind(bytes).find("loopback") != std::string::npos;
}

/// Never quotes what is in the file.
Result<std::vector<std::string>> read_tokens(const std::string& path) {
  std::vector<std::string> tokens;
  if (path.empty()) return tokens;
  const auto file = files::read_file(path);
  if (!file) return Error{file.error().kind, "--token-file: " + file.error().message};
  std::string_view text = as_text(*file);
  for (size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) continue;
    const auto wrong = [&](const std::string& what) {
      return Error{Error::Kind::usage, "--token-file: " + path + ":" + std::to_string(number) + ": " + what};
    };
    if (line.size() < token_bytes_least)
      return wrong("a token has at least " + std::to_string(token_bytes_least) +
                   " characters (openssl rand -base64 24)");
    // RFC 6750 2.1: b64token.
    if (line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=") !=
        std::string_view::npos)
      return wrong("a token consists of letters, digits and -._~+/=");
    if (tokens.size() == tokens_most) return wrong("there are more than " + std::to_string(tokens_most));
    tokens.emplace_back(line);
  }
  if (tokens.empty()) return Error{Error::Kind::usage, "--token-file: " + path + ": there is no token in it"};
  return tokens;
}

/// --allow-target and --deny-target.
Result<fetch::Rules> read_target_rules(const ServeArguments& arguments) {
  fetch::Rules rules;
  for (const auto& [texts, option, list] :
       {std::tuple{&arguments.allow_targets, "--allow-target", &rules.allowed},
        {&arguments.deny_targets, "--deny-target", &rules.denied}})
    for (const std::string& text : *texts) {
      auto rule = fetch::parse_rule(text);
      if (!rule) return Error{rule.error().kind, std::string(option) + ": " + rule.error().message};
      list->push_back(*std::move(rule));
    }
  return rules;
}

/// What the options say of limits; what is wrong with them.
std::optional<Error> read_serve_limits(const ServeArguments& arguments, serve::Config& config) {
  serve::Limits& limits = config.limits;
  limits.concurrency = arguments.concurrency;
  limits.waiting = 4 * arguments.concurrency;
  limits.connections = arguments.connections;
  limits.body_bytes = arguments.body_limit;
  limits.bodies_bytes = std::max(limits.bodies_bytes, limits.body_bytes);
  for (const auto& [text, option, rate] :
       {std::tuple{&arguments.rate, "--rate", &limits.rate},
        {&arguments.client_rate, "--client-rate", &limits.client_rate},
        {&arguments.address_rate, "--address-rate", &config.address_rate}}) {
    if (text->empty()) continue;
    const auto value = net::parse_rate(*text);
    if (!value) return Error{value.error().kind, std::string(option) + ": " + value.error().message};
    *rate = *value;
  }
  const auto time = parse_seconds(arguments.time_limit, 3'600);
  if (!time) return Error{time.error().kind, "--time-limit " + time.error().message};
  limits.answer_time = *time;
  const auto request_time = parse_seconds(arguments.request_time, 3'600);
  if (!request_time)
    return Error{request_time.error().kind, "--request-time " + request_time.error().message};
  limits.body_time = *request_time;
  limits.head_time = std::min(limits.head_time, *request_time);
  auto rules = read_target_rules(arguments);
  if (!rules) return rules.error();
  config.targets = *std::move(rules);
  return std::nullopt;
}

/// SIGTERM, SIGINT and SIGHUP, where they are not ignored, for a thread that waits for them.
class StopSignals {
 public:
  StopSignals() {
    ::sigemptyset(&signals_);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
      struct sigaction now {};
      if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN)
        ::sigaddset(&signals_, number);
    }
    ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }

  /// The first stops the service, the next ends the process.
  void watch(serve::Service& service) {
    std::thread([signals = signals_, &service] {
      int number = 0;
      while (::sigwait(&signals, &number) != 0) {
      }
      service.stop([number] { log_line({{"event", "stopping"}, {"signal", number}}); });
      ::sigwait(&signals, &number);
      std::signal(number, SIG_DFL);
      sigset_t one;
      ::sigemptyset(&one);
      ::sigaddset(&one, number);
      ::pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
      ::raise(number);
    }).detach();
  }

 private:
  sigset_t signals_{};
};

Ending cannot_serve(const Error& error) { return serve_program.fail(error, Format::text); }

}  // namespace

Ending serve(ServeArguments arguments) {
  StopSignals signals;
  std::signal(SIGPIPE, SIG_IGN);  // the log's reader may be gone
  serve::Config config{.name = "certcheck", .version = std::string(serve_program.origin().version)};
  if (const auto problem = read_serve_limits(arguments, config)) return cannot_serve(*problem);
  auto tokens = read_tokens(arguments.token_file);
  if (!tokens) return cannot_serve(tokens.error());
  config.tokens = *std::move(tokens);
  if (arguments.listen.empty()) arguments.listen.emplace_back(usual_listen);
  std::vector<ListenAddress> places;
  for (const std::string& text : arguments.listen) {
    auto place = read_listen_address(text);
    if (!place) return cannot_serve(place.error());
    if (config.tokens.empty() && !arguments.no_token && !is_loopback(*place))
      return cannot_serve(
          {Error::Kind::usage,
           "--listen: " + text +
               " is reached from elsewhere: give --token-file, or --no-token if everybody may ask"});
    places.push_back(*std::move(place));
  }
  const auto policy = read_policy("--policy-file", arguments.policy_file);
  if (!policy) return cannot_serve(policy.error());
  Plans plans(*policy, arguments.verification, arguments.given);
  if (const auto problem = plans.check()) return cannot_serve(*problem);
  serve_program.warn(plans.take_warnings());
  config.options_of = [&](const std::string& module) -> Result<scan::OptionsFor> {
    const policy::Group* const named = policy->module_named(module);
    if (named == nullptr && !module.empty())
      return Error{Error::Kind::usage,
                   "there is no module \"" + module + "\"; the policy file has them as [module.NAME]"};
    return scan::OptionsFor(
        [&plans, named](const Target& target) { return plans.options_for(target, named); });
  };
  std::mutex mutex;
  std::vector<engine::WaiverUse> uses(policy->waivers.size());
  config.before_reporting = [&](engine::Report& report) {
    const std::lock_guard lock(mutex);
    engine::apply_waivers(policy->waivers, report, uses);
  };
  if (arguments.verification.aia || arguments.verification.online_revocation) {
    auto fetching = to_fetch_options(arguments.verification);
    if (!fetching) return cannot_serve(fetching.error());
    config.fetcher = std::make_shared<fetch::Fetcher>(*std::move(fetching));
  }
  if (!arguments.quiet) config.log = log_event;
  const bool open = config.tokens.empty();
  serve::Service service(std::move(config));
  for (const ListenAddress& place : places) {
    const auto port = service.listen(place.address, place.port);
    if (!port) return cannot_serve({port.error().kind, "--listen: " + port.error().message});
    log_line({{"event", "listening"}, {"address", place.address}, {"port", *port}, {"token", !open}});
  }
  signals.watch(service);
  service.run();
  log_line({{"event", "stopped"}});
  return ExitStatus::fine;
}

Ending run_serve(int argc, const char* const* argv) {
  auto read = read_serve_arguments(argc, argv);
  if (const auto* status = std::get_if<Ending>(&read)) return *status;
  return serve(std::get<ServeArguments>(std::move(read)));
}

}  // namespace certcheck::tools
