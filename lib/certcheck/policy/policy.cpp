#include "certcheck/policy/policy.h"

#include <algorithm>

namespace certcheck::policy {

std::vector<const Group*> Policy::groups_of(const Target& target) const {
  std::vector<const Group*> list{&defaults};
  for (const Group& group : groups)
    if (std::any_of(group.targets.begin(), group.targets.end(),
                    [&](const engine::TargetPattern& pattern) { return pattern.matches(target); }))
      list.push_back(&group);
  return list;
}

const Group* Policy::module_named(std::string_view name) const {
  const auto found =
      std::find_if(modules.begin(), modules.end(), [&](const Group& module) { return module.name == name; });
  return found == modules.end() ? nullptr : &*found;
}

std::vector<std::string> Policy::targets() const {
  std::vector<std::string> list;
  for (const Group& group : groups)
    for (const engine::TargetPattern& pattern : group.targets)
      if (pattern.names_one_host() && std::find(list.begin(), list.end(), pattern.text()) == list.end())
        list.push_back(pattern.text());
  return list;
}

void take(const Group& group, request::Settings& settings) {
  for (const request::Option* const option : group.given) request::take(*option, group.settings, settings);
}

}  // namespace certcheck::policy
