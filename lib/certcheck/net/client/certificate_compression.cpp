#include "certcheck/net/client/detail/certificate_compression.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_reader.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <optional>

namespace certcheck::net {

using namespace tls;

namespace {

// Each fills `out` exactly; false if the input makes anything else.
bool inflate_zlib(ByteView in, Bytes& out) {
  uLongf size = out.size();
  uLong used = in.size();
  return uncompress2(out.data(), &size, in.data(), &used) == Z_OK && size == out.size() && used == in.size();
}

bool inflate_brotli(ByteView in, Bytes& out) {
  size_t size = out.size();
  return BrotliDecoderDecompress(in.size(), in.data(), &size, out.data()) == BROTLI_DECODER_RESULT_SUCCESS &&
         size == out.size();
}

bool inflate_zstd(ByteView in, Bytes& out) {
  // The window, which the input chooses, is no larger than what comes out: ZSTD_decompress writes to `out`
  // alone.
  return ZSTD_decompress(out.data(), out.size(), in.data(), in.size()) == out.size();
}

}  // namespace

std::vector<uint16_t> compression_algorithms() {
  using namespace certificate_compression;
  return {brotli, zstd, zlib};
}

std::variant<Bytes, DecompressionFault> decompress_certificate(ByteView body,
                                                               const std::vector<uint16_t>& offered,
                                                               const Limits& limits) {
  WireReader reader(body);
  const auto algorithm = reader.u16();
  const auto head = reader.take(3);
  const auto compressed = reader.vector24();
  if (!algorithm || !head || !compressed || compressed->empty() || !reader.empty() ||
      std::find(offered.begin(), offered.end(), *algorithm) == offered.end())
    return DecompressionFault::malformed;
  const size_t size =
      static_cast<size_t>((*head)[0]) << 16 | static_cast<size_t>((*head)[1]) << 8 | (*head)[2];
  const size_t allowed =
      std::max(limits.decompression_free_bytes, compressed->size() * limits.decompression_ratio_max);
  if (size > allowed || size > limits.message_bytes_max) return DecompressionFault::over_limit;
  Bytes out(size);
  bool whole = false;
  switch (*algorithm) {
    case certificate_compression::zlib:
      whole = inflate_zlib(*compressed, out);
      break;
    case certificate_compression::brotli:
      whole = inflate_brotli(*compressed, out);
      break;
    case certificate_compression::zstd:
      whole = inflate_zstd(*compressed, out);
      break;
    default:
      return DecompressionFault::malformed;
  }
  if (!whole) return DecompressionFault::wrong_size;
  return out;
}

}  // namespace certcheck::net
