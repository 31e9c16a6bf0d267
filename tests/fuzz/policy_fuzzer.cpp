// Policy files: total, errors name the file and are whole, and what was read can be put to use.

#include "certcheck/policy/parse_policy.h"
#include "certcheck/request/settings.h"

#include "tests/fuzz/property.h"

#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto policy = policy::parse_policy(as_text({data, size}), "policy.toml");
  if (!policy) {
    require(policy.error().message.starts_with("policy.toml:"), "an error names the file");
    return 0;
  }
  for (const policy::Group& group : policy->groups) {
    require(!group.targets.empty(), "a group has targets");
    request::Settings settings;
    policy::take(policy->defaults, settings);
    policy::take(group, settings);
    const auto options = request::to_options(settings, date(2026, 6, 1), request::Spelling::command_line);
    require(options || options.error().message.starts_with("policy.toml:"), "a bad value has a place");
  }
  for (const engine::Waiver& waiver : policy->waivers)
    require(!waiver.findings.empty() && !waiver.targets.empty() && !waiver.owner.empty() &&
                !waiver.reason.empty() && !waiver.until.empty(),
            "a waiver is whole");
  return 0;
}
