#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/request/known.h"
#include "certcheck/request/settings.h"
#include "certcheck/trust/store.h"

#include "connection/fetchers.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace certcheck::bindings {

/// The system's roots, as read once.
struct SystemRoots {
  std::vector<trust::Store> stores;
  Findings findings;
};

/// What the calls of a program have in common. Thread-safe.
class Context {
 public:
  crypto::Verifier verifier;
  request::Known known;

  Result<std::shared_ptr<fetch::Fetcher>> fetcher_for(const request::Settings& settings) {
    const std::lock_guard lock(mutex_);
    return fetchers_.fetcher_for(settings);
  }
  Result<std::shared_ptr<const SystemRoots>> system_roots();

 private:
  std::mutex mutex_;
  tools::Fetchers fetchers_;
  std::shared_ptr<const SystemRoots> system_roots_;
};

}  // namespace certcheck::bindings
