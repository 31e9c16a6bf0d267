#include "certcheck/lint/weak_keys.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

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
  CHECK_FALSE(keys.contains(crypto::ModulusFingerprint{}));
}

TEST_CASE("keys of any kind are listed by the digest of their SubjectPublicKeyInfo") {
  const std::string digits(64, 'a');
  Sha256 key{};
  key.fill(0xaa);
  WeakKeys keys;
  CHECK_FALSE(keys.add_list("54eaf3e79ada06096dbf\n"));
  CHECK_FALSE(keys.has_public_keys());
  CHECK_FALSE(keys.add_list(digits + "\n" + digits + "\n00112233445566778899\n"));
  CHECK(keys.has_public_keys());
  CHECK(keys.size() == 3);
  CHECK(keys.contains(key));
  CHECK(keys.contains(first));
  CHECK_FALSE(keys.contains(Sha256{}));
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
  CHECK(keys.add_list(std::string(62, 'a')) == 1);
  CHECK(keys.add_list("\n\nModulus=C0FFEE") == 3);
  CHECK(keys.size() == 0);
}

}  // namespace
}  // namespace certcheck::lint
