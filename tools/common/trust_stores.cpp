#include "certcheck/files/files.h"

#include "common/verification_options.h"

#include <algorithm>
#include <utility>

namespace certcheck::tools {
namespace {

/// "NAME=PATH" or "PATH"; a name has no slash, so that paths with "=" in them can be given.
std::pair<std::string, std::string> split_name(const std::string& argument) {
  const size_t equals = argument.find('=');
  if (equals == std::string::npos || equals == 0 || argument.find('/') < equals) return {"trust", argument};
  return {argument.substr(0, equals), argument.substr(equals + 1)};
}

void add_warnings(const Findings& findings, std::vector<std::string>& warnings) {
  for (const Finding& finding : findings) {
    std::string warning = finding.message;
    for (const auto& [key, value] : finding.evidence)
      if (key == "file") warning = value + ": " + warning;
    warnings.push_back(std::move(warning));
  }
}

}  // namespace

Result<std::vector<trust::Store>> load_stores(const VerificationOptions& options, bool system_by_default,
                                              std::vector<std::string>& warnings) {
  std::vector<trust::Store> stores;
  for (const std::string& argument : options.trust) {
    const auto [name, path] = split_name(argument);
    auto loaded = files::load_store(name, path);
    if (!loaded) return Error{loaded.error().kind, "--trust: " + loaded.error().message};
    add_warnings(loaded->findings, warnings);
    // Files under one name make one store.
    const auto same =
        std::find_if(stores.begin(), stores.end(),
                     [&, &wanted = name](const trust::Store& store) { return store.name() == wanted; });
    if (same == stores.end()) {
      stores.push_back(std::move(loaded->store));
    } else {
      for (const auto& anchor : loaded->store.all()) same->add(anchor->certificate);
    }
  }
  if (options.system_trust || (options.trust.empty() && system_by_default)) {
    auto loaded = files::load_system_store();
    if (!loaded) return Error{loaded.error().kind, "system trust: " + loaded.error().message};
    add_warnings(loaded->findings, warnings);
    stores.push_back(std::move(loaded->store));
  }
  return stores;
}

}  // namespace certcheck::tools
