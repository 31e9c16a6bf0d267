#include "certcheck/plan.h"

#include "certcheck/request/option.h"

#include "common/clock.h"
#include "common/evidence.h"
#include "common/rules.h"
#include "common/trust_stores.h"
#include "connection/connection.h"
#include "connection/scan_options.h"

#include <optional>
#include <utility>

namespace certcheck::tools {
namespace {

/// The options with the stores that they borrow.
struct Plan {
  std::vector<trust::Store> stores;
  scan::Options options;
};

Result<std::shared_ptr<Plan>> make_plan(const request::Settings& settings, Fetchers& fetchers,
                                        std::vector<std::string>& warnings) {
  auto engine_options = request::to_options(settings, now(), request::Spelling::command_line);
  if (!engine_options) return engine_options.error();
  if (auto error = load_rules(settings, *engine_options)) return *std::move(error);
  const auto reading = to_read_options(settings);
  if (!reading) return reading.error();
  auto scan_options =
      to_scan_options(settings, *std::move(engine_options), *reading,
                      [&](const request::Settings& asked) { return fetchers.fetcher_for(asked); });
  if (!scan_options) return scan_options.error();
  auto plan = std::make_shared<Plan>();
  plan->options = *std::move(scan_options);
  scan::Options& options = plan->options;
  auto loaded = load_stores(settings, *reading, /*system_by_default=*/true, warnings);
  if (!loaded) return loaded.error();
  plan->stores = std::move(loaded->stores);
  for (const trust::Store& store : plan->stores) options.stores.push_back(&store);
  auto evidence = load_evidence(settings);
  if (!evidence) return evidence.error();
  options.evidence = *std::move(evidence);
  auto untrusted = load_untrusted(settings, *reading, loaded->findings);
  if (!untrusted) return untrusted.error();
  options.untrusted = *std::move(untrusted);
  options.input_findings = std::move(loaded->findings);
  return plan;
}

}  // namespace

Plans::Plans(const policy::Policy& policy, request::Settings command_line,
             std::vector<const request::Option*> given)
    : policy_(policy), command_line_(std::move(command_line)), given_(std::move(given)) {}

std::optional<Error> Plans::check() {
  std::vector<Groups> all{{&policy_.defaults}};
  for (const auto* const list : {&policy_.groups, &policy_.modules})
    for (const policy::Group& group : *list) all.push_back({&policy_.defaults, &group});
  bool fetches = false;
  for (const Groups& groups : all) {
    const auto plan = options_of(groups);
    if (!plan) return plan.error();
    fetches = fetches || (*plan)->fetcher != nullptr;
  }
  // How to fetch may be said for all, and what to fetch of some.
  if (!fetches)
    for (const Groups& groups : all)
      if (auto problem = check_without_fetching(settings_of(groups), given_, /*connects=*/true))
        return problem;
  return std::nullopt;
}

Result<std::shared_ptr<const scan::Options>> Plans::options_for(const Target& target,
                                                                const policy::Group* module) {
  Groups groups = policy_.groups_of(target);
  if (module != nullptr) groups.push_back(module);
  return options_of(groups);
}

request::Settings Plans::settings_for(const Target& target) const {
  return settings_of(policy_.groups_of(target));
}

std::optional<Severity> Plans::fail_on() {
  const auto ordinary = options_of({&policy_.defaults});
  return ordinary ? (*ordinary)->engine.expectations.fail_on : std::nullopt;
}

std::vector<std::string> Plans::take_warnings() {
  const std::lock_guard lock(mutex_);
  return std::exchange(warnings_, {});
}

request::Settings Plans::settings_of(const Groups& groups) const {
  request::Settings settings;
  for (const policy::Group* const group : groups) policy::take(*group, settings);
  for (const request::Option* const option : given_) request::take(*option, command_line_, settings);
  return settings;
}

Result<std::shared_ptr<const scan::Options>> Plans::options_of(const Groups& groups) {
  const std::lock_guard lock(mutex_);
  if (const auto known = known_.find(groups); known != known_.end()) return known->second;
  std::vector<std::string> warnings;
  auto plan = make_plan(settings_of(groups), fetchers_, warnings);
  if (!plan) return plan.error();
  for (std::string& warning : warnings)
    if (said_.insert(warning).second) warnings_.push_back(std::move(warning));
  return known_.emplace(groups, std::shared_ptr<const scan::Options>(*plan, &(*plan)->options)).first->second;
}

}  // namespace certcheck::tools
