#include "certcheck/scan/scan.h"

#include "certcheck/engine/inspection.h"
#include "certcheck/names/reference_name.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace certcheck::scan {
namespace {

/// Processor time of this thread.
std::chrono::nanoseconds thread_time() {
  timespec time{};
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Validating and linting have what the handshake left of the time for the target, and a second where it
/// left none. It is counted as processor time of this thread, or a busy machine would be reported as a slow
/// target.
std::function<bool()> time_left_for(const tls::HandshakeRecord& record, std::chrono::milliseconds timeout) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  const Milliseconds used(record.steps.empty() ? 0.0 : record.steps.back().at_ms);
  const Milliseconds whole(timeout);
  const Milliseconds least = std::min(whole, Milliseconds(std::chrono::seconds(1)));
  const Milliseconds left = std::max(whole - used, least);
  return [end = thread_time() + left] { return thread_time() >= end; };
}

/// Adds the target's host to the names to match.
std::optional<Error> add_host(const Target& target, std::vector<names::ReferenceName>& names) {
  // An IPv6 zone is not part of the name.
  auto name = names::make_host_name(target.host.substr(0, target.host.find('%')));
  if (!name) return name.error();
  names.push_back(*std::move(name));
  return std::nullopt;
}

Result<engine::Report> inspect(const Options& options, std::span<const trust::Store* const> stores,
                               crypto::Verifier& verifier, const Target& target,
                               tls::HandshakeRecord record) {
  engine::Options of_target = options.engine;
  of_target.out_of_time = time_left_for(record, options.connect.timeout);
  of_target.path.time = options.time ? *options.time : now();
  if (options.match_host && of_target.path.names.empty())
    if (auto error = add_host(target, of_target.path.names)) return *std::move(error);
  engine::Input input = engine::input_of(std::move(record), target);
  input.evidence.crls.insert(input.evidence.crls.end(), options.evidence.crls.begin(),
                             options.evidence.crls.end());
  input.evidence.responses.insert(input.evidence.responses.end(), options.evidence.responses.begin(),
                                  options.evidence.responses.end());
  input.untrusted = options.untrusted;
  input.input_findings = options.input_findings;
  return engine::Inspection(std::move(input), stores, std::move(of_target), verifier).report();
}

}  // namespace

Result<Target> read_target(const std::string& text, const net::TargetDefaults& defaults) {
  auto target = net::parse_target(text, defaults);
  if (!target) return target.error();
  if (!target->is_address()) {
    const auto name = names::make_host_name(target->host);
    if (!name) return Error{Error::Kind::usage, "\"" + target->input + "\": " + name.error().message};
    // A final dot says to look the name up as it is, without the search domains of this machine.
    target->host = name->value + (target->host.ends_with('.') ? "." : "");
  }
  return target;
}

void run(const Options& options, std::span<const trust::Store* const> stores, crypto::Verifier& verifier,
         const Next& next, const Done& done) {
  const auto connect = std::make_shared<const net::ConnectOptions>(options.connect);
  const auto next_job = [&]() -> std::optional<net::Connector::Job> {
    while (const auto input = next()) {
      auto target = read_target(*input, options.targets);
      if (target) return net::Connector::Job{*std::move(target), connect, options.each_address};
      done(net::without_credentials(*input), target.error());
    }
    return std::nullopt;
  };
  net::Connector({.in_flight = options.in_flight})
      .run(next_job, [&](size_t /*index*/, const Target& target, tls::HandshakeRecord record) {
        done(target.input, inspect(options, stores, verifier, target, std::move(record)));
      });
}

}  // namespace certcheck::scan
