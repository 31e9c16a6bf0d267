#pragma once

#include "certcheck/base/target.h"
#include "certcheck/engine/target_pattern.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include <string>
#include <string_view>
#include <vector>

/// Policy files (docs/policy.md): what holds for which targets, and what is let pass.
namespace certcheck::policy {

/// Options of certcheck that hold for some targets.
struct Group {
  std::string name;                            ///< "intranet" of [group.intranet]; empty: [defaults]
  std::string place;                           ///< "policy.toml:5"
  std::vector<engine::TargetPattern> targets;  ///< none in [defaults], which holds for all, and in modules
  std::vector<const request::Option*> given;
  request::Settings settings;  ///< what they say; paths start at the file's folder
};

struct Policy {
  Group defaults;
  std::vector<Group> groups;  ///< in the order of the file
  /// [module.NAME]: options that hold for a target when it is asked for under that name (certcheck serve).
  std::vector<Group> modules;
  std::vector<engine::Waiver> waivers;

  /// [defaults], then every group that means the target.
  std::vector<const Group*> groups_of(const Target& target) const;
  /// Null if there is none of this name.
  const Group* module_named(std::string_view name) const;
  /// The targets of the groups that are no patterns, each once: what can be checked without being named
  /// again.
  std::vector<std::string> targets() const;
};

/// Takes what a group says; it holds in the place of what was said before.
void take(const Group& group, request::Settings& settings);

}  // namespace certcheck::policy
