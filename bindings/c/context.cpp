#include "context.h"

#include "common/trust_stores.h"

#include <string>
#include <utility>

namespace certcheck::bindings {

Result<std::shared_ptr<const SystemRoots>> Context::system_roots() {
  const std::lock_guard lock(mutex_);
  if (system_roots_) return system_roots_;
  std::vector<std::string> unheeded;  // the findings say the same
  request::Settings settings;
  settings.system_trust = true;
  auto loaded = tools::load_stores(settings, {}, /*system_by_default=*/true, unheeded);
  if (!loaded) return loaded.error();
  system_roots_ = std::make_shared<const SystemRoots>(
      SystemRoots{std::move(loaded->stores), std::move(loaded->findings)});
  return system_roots_;
}

}  // namespace certcheck::bindings
