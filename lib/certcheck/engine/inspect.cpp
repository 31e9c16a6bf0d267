#include "certcheck/engine/inspect.h"

#include <utility>

namespace certcheck::engine {

Report inspect(Input input, std::span<const trust::Store* const> stores, const Options& options,
               crypto::Verifier& verifier) {
  Options from_what_is_at_hand = options;
  from_what_is_at_hand.wants_issuers = from_what_is_at_hand.wants_revocation = false;
  return Inspection(std::move(input), stores, std::move(from_what_is_at_hand), verifier).report();
}

}  // namespace certcheck::engine
