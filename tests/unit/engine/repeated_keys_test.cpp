#include "certcheck/engine/repeated_keys.h"

#include "certcheck/base/pem.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::engine {
namespace {

RepeatedKeys::Trace trace(uint64_t key, uint64_t holder) { return {{key, 1}, holder, 100}; }

Subject input(size_t index) { return {Subject::Kind::certificate, index, {}}; }

TEST_CASE("a key is reported where another holder comes with it") {
  RepeatedKeys keys;
  CHECK_FALSE(keys.add(trace(1, 1), input(0)));
  CHECK_FALSE(keys.add(trace(2, 2), input(1)));
  CHECK_FALSE(keys.add(trace(1, 1), input(2)));  // renewed
  const auto finding = keys.add(trace(1, 2), input(3));
  REQUIRE(finding);
  CHECK(finding->id() == "input.key.repeated");
  CHECK(finding->subject == input(3));
  CHECK(finding->offset == 100);
  CHECK(finding->evidence == std::vector<std::pair<std::string, std::string>>{{"first", "0"}});
  CHECK(keys.add(trace(1, 3), input(4)));
  CHECK_FALSE(keys.add({}, input(5)));
  CHECK_FALSE(keys.add({}, input(6)));
}

TEST_CASE("a key is found again among many, and whatever the order of their digests") {
  constexpr uint64_t count = 10'000;
  RepeatedKeys keys;
  for (uint64_t i = 1; i <= count; ++i) REQUIRE_FALSE(keys.add(trace(i * 1024, i), input(i)));
  for (uint64_t i = 1; i <= count; ++i) {
    REQUIRE_FALSE(keys.add(trace(i * 1024, i), input(count + i)));
    REQUIRE(keys.add(trace(i * 1024, count + i), input(count + i))->evidence[0].second == std::to_string(i));
  }
}

TEST_CASE("past the limit new keys are not remembered, those before are") {
  RepeatedKeys keys(1'000);
  for (uint64_t i = 1; i <= 3'000; ++i) REQUIRE_FALSE(keys.add(trace(i, 1), input(i)));
  CHECK(keys.add(trace(1, 2), input(0)));
  CHECK(keys.add(trace(1'000, 2), input(0)));
  CHECK_FALSE(keys.add(trace(1'001, 2), input(0)));
  CHECK_FALSE(keys.add(trace(3'000, 2), input(0)));
}

x509::CertificatePtr ordinary(const std::string& name) {
  const std::string text =
      test::read_file(test::source_dir() / "testdata/lint/cases/ordinary" / (name + ".pem"));
  return x509::parse_certificate(find_pem_blocks(text).front().decode().value_or(Bytes{}));
}

TEST_CASE("a trace tells keys and holders apart") {
  const auto leaf = RepeatedKeys::trace_of(*ordinary("leaf"));
  const auto root = RepeatedKeys::trace_of(*ordinary("root"));
  CHECK(leaf.key != root.key);
  CHECK(leaf.holder != root.holder);
  CHECK(leaf.offset == ordinary("leaf")->public_key.offset);
  CHECK(RepeatedKeys::trace_of(*ordinary("leaf")).holder == leaf.holder);
  CHECK(RepeatedKeys::trace_of(*x509::parse_certificate(Bytes{})).key == std::array<uint64_t, 2>{});
}

}  // namespace
}  // namespace certcheck::engine
