// Responses of name servers, on any bytes: what is read of a message lies within it, names are text that can
// be printed, and the chain of aliases ends.
#include "certcheck/net/detail/dns_reply.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

using namespace certcheck;
using fuzz::require;

namespace {

bool prints(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView message(data, size);
  constexpr size_t aliases_max = 16;
  for (const uint16_t type : {dns::type_mx, dns::type_tlsa, dns::type_caa}) {
    const auto reply = net::read_dns_reply(message, "fuzz.test", type);
    if (!reply) continue;
    require(reply->aliases.size() <= aliases_max, "the chain of aliases ends");
    require(std::all_of(reply->aliases.begin(), reply->aliases.end(), prints), "names can be printed");
    for (const ByteView record : reply->data) {
      require(record.empty() || (record.data() >= data && record.data() + record.size() <= data + size),
              "data lies within the message");
      if (const auto mx = net::read_mx(message, record))
        require(prints(mx->exchange), "names can be printed");
      if (const auto tlsa = net::read_tlsa(record))
        require(tlsa->data.size() + 3 == record.size(), "all of the association's data is kept");
      if (const auto caa = net::read_caa(record))
        require(!caa->tag.empty() && caa->tag.size() + caa->value.size() + 2 == record.size(),
                "a property is all of the record");
    }
  }
  return 0;
}
