#pragma once

#include <cstdio>
#include <cstdlib>

namespace certcheck::fuzz {

/// A property that has to hold on every input. Ends the process where it does not, which libFuzzer and the
/// replaying driver take as a failure.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property violated: %s\n", property);
  std::abort();
}

}  // namespace certcheck::fuzz
