#include "certcheck/net/client/detail/certificate_compression.h"

#include "certcheck/base/encoding.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_writer.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;

namespace {

// "certificate " twenty times, by each library's own compressor.
constexpr size_t original_size = 240;
struct Compressed {
  uint16_t algorithm;
  const char* hex;
};
constexpr Compressed compressed[] = {
    {certificate_compression::brotli, "1bef00f825000a98c16a016f4cf500"},
    {certificate_compression::zstd, "28b52ffd20f09d0000606365727469666963617465200100e1532509"},
    {certificate_compression::zlib, "789c4b4e2d2ac94ccb4c4e2c4955481e016c00ca7d5cbd"},
};

Bytes message(uint16_t algorithm, size_t claimed, ByteView data) {
  return WireWriter().u16(algorithm).u24(claimed).vector24(data).take();
}

std::optional<DecompressionFault> fault_of(const Bytes& body, const std::vector<uint16_t>& offered,
                                           const Limits& limits = {}) {
  const auto result = decompress_certificate(body, offered, limits);
  const auto* fault = std::get_if<DecompressionFault>(&result);
  return fault ? std::optional(*fault) : std::nullopt;
}

}  // namespace

TEST_CASE("each algorithm of RFC 8879 decompresses to the size that is claimed") {
  for (const Compressed& each : compressed) {
    CAPTURE(each.algorithm);
    const Bytes data = *hex_decode(each.hex);
    const auto result =
        decompress_certificate(message(each.algorithm, original_size, data), compression_algorithms(), {});
    const auto* out = std::get_if<Bytes>(&result);
    REQUIRE(out);
    std::string expected;
    for (int i = 0; i < 20; ++i) expected += "certificate ";
    CHECK(as_text(*out) == expected);
  }
}

TEST_CASE("what does not decompress to what it claims is refused, and nothing larger is ever made") {
  for (const Compressed& each : compressed) {
    CAPTURE(each.algorithm);
    const Bytes data = *hex_decode(each.hex);
    const auto all = compression_algorithms();
    for (const size_t claimed : {original_size - 1, original_size + 1, size_t{0}})
      CHECK(fault_of(message(each.algorithm, claimed, data), all) == DecompressionFault::wrong_size);
    // Not offered, or cut short at any byte.
    CHECK(fault_of(message(each.algorithm, original_size, data), {}) == DecompressionFault::malformed);
    for (size_t size = 0; size < data.size(); ++size)
      CHECK(fault_of(message(each.algorithm, original_size, ByteView(data).first(size)), all));
    const Bytes whole = message(each.algorithm, original_size, data);
    for (size_t size = 0; size < whole.size(); ++size)
      CHECK(fault_of(to_bytes(ByteView(whole).first(size)), all) == DecompressionFault::malformed);
  }
  Limits limits;
  limits.decompression_free_bytes = 100;
  limits.decompression_ratio_max = 4;
  const Bytes data = *hex_decode(compressed[0].hex);
  CHECK(fault_of(message(compressed[0].algorithm, original_size, data), compression_algorithms(), limits) ==
        DecompressionFault::over_limit);
}
