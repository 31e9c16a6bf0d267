#include "certcheck/crypto/random.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;

TEST_CASE("random bytes are as many as asked for, and others each time") {
  CHECK(crypto::random_bytes(0).empty());
  std::set<Bytes> seen;
  for (int i = 0; i < 100; ++i) {
    const Bytes bytes = crypto::random_bytes(32);
    CHECK(bytes.size() == 32);
    seen.insert(bytes);
  }
  CHECK(seen.size() == 100);
}
