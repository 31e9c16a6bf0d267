#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/trust/store.h"

#include <span>

namespace certcheck::engine {

/// What is known of the root that is this anchor; nothing of null. It is a public root if it comes from the
/// system's store, or if a store that the user named after a root program has it. A public root counts as one
/// of every root program, except of those whose store is among `stores` and lacks it.
lint::Root root_of(const trust::Anchor* anchor, std::span<const trust::Store* const> stores);

}  // namespace certcheck::engine
