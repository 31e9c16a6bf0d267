#pragma once

#include "certcheck/store/detail/database.h"
#include "certcheck/store/store.h"

#include <memory>
#include <mutex>

namespace certcheck::store {

struct Store::State {
  std::unique_ptr<Database> database;
  std::mutex mutex;  ///< of it
};

}  // namespace certcheck::store
