// HTTP as servers of CAs may answer it, and the addresses that they redirect to, on any bytes: it ends, never
// more is kept than the limits say, and how the bytes are cut into pieces changes nothing.
#include "certcheck/base/ip_address.h"
#include "certcheck/fetch/detail/http.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/fetch/url.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace certcheck;
using namespace certcheck::fetch;
using fuzz::require;

namespace {

constexpr size_t bytes_max = 200, header_max = 400, address_max = 300;

HttpAnswer read(ByteView input, size_t piece) {
  HttpAnswer answer(bytes_max, header_max);
  while (!input.empty() && !answer.over()) {
    const ByteView part = input.first(std::min(piece, input.size()));
    input = input.subspan(part.size());
    answer.receive(part);
    require(answer.content_bytes() <= bytes_max, "the content is bounded");
  }
  answer.end_of_stream();
  require(answer.over(), "it ends");
  require(answer.problem().empty() || answer.content_bytes() == 0, "what is wrong has no content");
  return answer;
}

void check_address(std::string_view text) {
  const Url base{.host = "ca.example", .path = "/a/b?c"};
  for (const auto& url : {parse_url(text, address_max), resolve_reference(base, text, address_max)}) {
    if (!url) continue;
    const auto again = parse_url(url->text(), 4 * address_max);
    require(again && *again == *url, "an address is the same when it is read again");
    require(url->path.starts_with('/'), "a path begins with a slash");
    require(url->text().find_first_of(" \r\n") == std::string::npos, "it fits into a request line");
    const auto address = parse_ip_address(url->host);
    require(address.has_value() == url->is_address, "an address is known as one");
    // Without rules of the user's, nothing that is not public is asked.
    if (address && !special_kind(*address).empty())
      require(!Rules{}.why_not(*url, *address).empty(), "a special address is not connected to");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const HttpAnswer whole = read(input, std::max<size_t>(size, 1));
  for (const size_t piece : {size_t{1}, size_t{7}}) {
    const HttpAnswer cut = read(input, piece);
    require(cut.problem().empty() == whole.problem().empty(), "pieces change nothing about success");
    if (!cut.problem().empty()) continue;
    require(cut.status() == whole.status() && cut.content() == whole.content() &&
                cut.location() == whole.location(),
            "pieces change nothing about the answer");
  }
  check_address(as_text(input));
  check_address(whole.location());
  return 0;
}
