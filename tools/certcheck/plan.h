#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/target.h"
#include "certcheck/policy/policy.h"
#include "certcheck/request/settings.h"
#include "certcheck/scan/scan.h"

#include "connection/fetchers.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace certcheck::tools {

/// How each target is to be checked: as the policy file says, and then as the command line does. What the
/// files hold that the options name is read once for all targets that the same groups mean.
class Plans {
 public:
  /// `given` are the options of the command line. The policy is borrowed.
  Plans(const policy::Policy& policy, request::Settings command_line,
        std::vector<const request::Option*> given);

  /// Checks what the command line says, and [defaults], and each group and module by itself; the error names
  /// option or file, line and key.
  std::optional<Error> check();

  /// Never null. May be used by several threads. What a module says, unless it is null, holds in the place of
  /// what the target's groups do.
  Result<std::shared_ptr<const scan::Options>> options_for(const Target& target,
                                                           const policy::Group* module = nullptr);
  /// What holds for a target, before its files are read.
  request::Settings settings_for(const Target& target) const;

  /// What --fail-on and [defaults] say of findings that are about no target.
  std::optional<Severity> fail_on();

  /// What is to be said of the files read since the last call, each once.
  std::vector<std::string> take_warnings();

 private:
  using Groups = std::vector<const policy::Group*>;

  request::Settings settings_of(const Groups& groups) const;
  Result<std::shared_ptr<const scan::Options>> options_of(const Groups& groups);

  const policy::Policy& policy_;
  const request::Settings command_line_;
  const std::vector<const request::Option*> given_;
  std::mutex mutex_;
  Fetchers fetchers_;
  std::map<Groups, std::shared_ptr<const scan::Options>> known_;
  std::set<std::string> said_;
  std::vector<std::string> warnings_;
};

}  // namespace certcheck::tools
