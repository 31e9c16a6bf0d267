#include "certcheck/engine/inspect.h"

#include <utility>

namespace certcheck::engine {

Report inspect(Input input, std::span<const trust::Store* const> stores, const Options& options,
               crypto::Verifier& verifier) {
  return Inspection(std::move(input), stores, options, verifier).report();
}

}  // namespace certcheck::engine
