// Finding and decoding PEM blocks: total, in order, inside the text, and what decodes can be written and read
// back.

#include "certcheck/base/ascii.h"
#include "certcheck/base/pem.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = as_text({data, size});
  const char line_end = line_end_of(text);
  size_t end = 0;
  for (const PemBlock& block : find_pem_blocks(text)) {
    require(block.offset >= end, "blocks come in order and do not overlap");
    require(text.substr(block.offset).starts_with("-----BEGIN "), "the offset is that of the BEGIN line");
    const auto lines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(block.offset), line_end);
    require(block.line == static_cast<size_t>(lines) + 1, "the line is that of the offset");
    require(block.body.data() >= text.data() &&
                block.body.data() + block.body.size() <= text.data() + text.size(),
            "the body lies in the text");
    end = static_cast<size_t>(block.body.data() - text.data()) + block.body.size();
    if (const auto bytes = block.decode()) {
      const std::string written = pem_encode(block.label, *bytes);
      const auto again = find_pem_blocks(written);
      require(again.size() == 1 && again[0].terminated && again[0].label == block.label,
              "what is written is one block");
      require(again[0].decode() == bytes, "what is written reads back");
    }
  }
  return 0;
}
