#include "certcheck/check_policy.h"

#include "certcheck/report/text.h"
#include "certcheck/request/option.h"
#include "certcheck/scan/scan.h"

#include <algorithm>

namespace certcheck::tools {
namespace {

std::string amount(size_t count, const std::string& of_one, const std::string& ending = "s") {
  return std::to_string(count) + " " + of_one + (count == 1 ? "" : ending);
}

/// "policy.toml:7" of "policy.toml:7: min_days"; an option of the command line has no place.
std::string place_of(const request::Option& option, const request::Settings& settings) {
  const auto place = settings.places.find(option.name);
  if (place == settings.places.end()) return "the command line";
  return place->second.substr(0, place->second.rfind(": "));
}

std::string line(const std::string& key, const std::string& value, const std::string& place) {
  return "  " + key + " = " + report::printable(value) + "  (" + report::printable(place) + ")\n";
}

std::string options_of(const request::Settings& settings) {
  const request::Settings untouched;
  std::string out;
  for (const request::Option& option : request::options()) {
    const std::string value = request::text_of(option, settings);
    const bool of_file = settings.places.contains(option.name);
    // Two options of one member: the one that was given speaks for it.
    const bool first = request::name_of(option.member, request::Spelling::command_line) == option.name;
    const bool changed = first && value != request::text_of(option, untouched);
    const bool told =
        std::any_of(request::options().begin(), request::options().end(), [&](const auto& other) {
          return &other != &option && other.member == option.member && settings.places.contains(other.name);
        });
    if (of_file || (changed && !told))
      out += line(request::policy_key_of(option), of_file && !option.sets ? "true" : value,
                  place_of(option, settings));
  }
  return out;
}

std::string waivers_of(const policy::Policy& policy, const Target& target, Time now) {
  std::string out;
  for (const engine::Waiver& waiver : policy.waivers) {
    if (!engine::means(waiver, target)) continue;
    std::string findings;
    for (const std::string& id : waiver.findings) findings.append(findings.empty() ? "" : ", ").append(id);
    out += line(now < waiver.end ? "waived until " + waiver.until : "waiver that ended on " + waiver.until,
                findings + ", " + waiver.owner + ": " + waiver.reason, waiver.place);
  }
  return out;
}

}  // namespace

Result<std::string> describe_policy(const policy::Policy& policy, const std::string& file, Plans& plans,
                                    const std::vector<std::string>& targets, Time now) {
  if (const auto problem = plans.check()) return *problem;
  const auto ended = std::count_if(policy.waivers.begin(), policy.waivers.end(),
                                   [&](const engine::Waiver& waiver) { return now >= waiver.end; });
  std::string out = report::printable(file) + ": " + amount(policy.groups.size(), "group") + ", " +
                    amount(policy.waivers.size(), "waiver") + " (" + std::to_string(ended) + " ended), " +
                    amount(policy.targets().size(), "target") + " by name\n";
  for (const std::string& text : targets) {
    auto target = scan::read_target(text);
    if (!target) return target.error();
    const auto options = plans.options_for(*target);
    if (!options) return options.error();
    target = scan::read_target(text, (*options)->targets);
    if (!target) return target.error();
    out += "\n" + report::printable(target->input) + "\n";
    for (const policy::Group* const group : policy.groups_of(*target))
      if (group != &policy.defaults)
        out += "  group " + report::printable(group->name) + "  (" + report::printable(group->place) + ")\n";
    out += options_of(plans.settings_for(*target)) + waivers_of(policy, *target, now);
  }
  return out;
}

}  // namespace certcheck::tools
