// Files of the cache on any bytes: what is read is what was written, and nothing else is read.
#include "certcheck/fetch/detail/cache_file.h"
#include "certcheck/fetch/detail/freshness.h"

#include "tests/fuzz/property.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace certcheck;
using namespace certcheck::fetch;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const Time now = date(2026, 6, 1);
  if (const auto entry = read_cache_file("key", input))
    require(as_text(input) ==
                write_cache_file("key", entry->content, entry->fetched, entry->fresh_until, entry->address),
            "only what was written is read");
  for (const Kind kind : {Kind::issuer, Kind::crl, Kind::ocsp}) {
    const Time until = fresh_until(kind, input, now);
    require(until >= now && until <= now + std::chrono::days(1), "nothing is fresh for more than a day");
  }
  if (input.empty()) return 0;
  const std::string written =
      write_cache_file("key", input, now, now + fresh_at_most, "http://pki.example/x");
  const auto read = read_cache_file("key", as_bytes(written));
  require(read && read->content == to_bytes(input) && read->fetched == now &&
              read->address == "http://pki.example/x" && read->fresh_until == now + fresh_at_most,
          "what was written is read");
  require(!read_cache_file("other", as_bytes(written)), "a file of another key is not");
  return 0;
}
