#include "certcheck/lint/weak_keys.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::lint {
namespace {

constexpr crypto::ModulusFingerprint first = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99};
constexpr crypto::ModulusFingerprint second = {0x54, 0xea, 0xf3, 0xe7, 0x9a, 0xda, 0x06, 0x09, 0x6d, 0xbf};

TEST_CASE("lists of weak keys are read as Debian writes them") {
  WeakKeys keys;
  CHECK_FALSE(keys.contains(first));
  CHECK_FALSE(keys.add_list("# comment\n\n54eaf3e79ada06096dbf\r\n  00112233445566778899"));
  CHECK(keys.size() == 2);
  CHECK(keys.contains(first));
  CHECK(keys.contains(second));
  CHECK_FALSE(keys.contains({}));
}

TEST_CASE("several lists add up, and a key counts once") {
  WeakKeys keys;
  CHECK_FALSE(keys.add_list("54EAF3E79ADA06096DBF\n"));
  CHECK_FALSE(keys.add_list("54eaf3e79ada06096dbf\n00112233445566778899\n"));
  CHECK_FALSE(keys.add_list(""));
  CHECK(keys.size() == 2);
}

TEST_CASE("a line that is no fingerprint is named and the list left out") {
  WeakKeys keys;
  CHECK(keys.add_list("00112233445566778899\n54eaf3e79ada06096d\n") == 2);
  CHECK(keys.add_list("00112233445566778899aa") == 1);
  CHECK(keys.add_list("\n\nModulus=C0FFEE") == 3);
  CHECK(keys.size() == 0);
}

}  // namespace
}  // namespace certcheck::lint
