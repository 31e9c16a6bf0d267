// The dialogues with proxies, on any bytes of one: never more is kept or sent than the limits say, they end,
// and how the bytes are cut into pieces changes nothing.
#include "certcheck/net/proxy/detail/dialogue.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

using namespace certcheck;
using namespace certcheck::net;
using fuzz::require;

namespace {

struct End {
  DialogueState state;
  proxy::Refusal refusal;
  Bytes rest;
  bool operator==(const End&) const = default;
};

// A quotation of 300 bytes grows threefold when each is escaped.
constexpr size_t texts_max = 2000;

/// What the dialogue comes to when the proxy's bytes arrive `piece` at a time.
End converse(bool socks, const proxy::Options& options, ByteView input, size_t piece) {
  const auto dialogue = socks ? proxy::start_socks5(options) : proxy::start_http_connect(options);
  size_t sent = dialogue->take_output().size();
  while (!input.empty() && dialogue->state() == DialogueState::more) {
    const ByteView part = input.first(std::min(piece, input.size()));
    input = input.subspan(part.size());
    dialogue->receive(part);
    require(dialogue->kept() <= options.limits.message_bytes_max + texts_max, "what is kept is bounded");
    sent += dialogue->take_output().size();
  }
  constexpr size_t requests_max = 1000;
  require(sent <= requests_max, "what is sent is bounded");
  if (dialogue->state() == DialogueState::more) dialogue->end_of_stream();
  require(dialogue->state() != DialogueState::more, "it ends");
  const bool failed = dialogue->state() != DialogueState::ready;
  require(failed == !dialogue->problem().empty(), "a problem is stated if there is one");
  require((dialogue->state() == DialogueState::refused) == (dialogue->refusal() != proxy::Refusal::none),
          "a refusal has a kind");
  require(failed ? dialogue->rest().empty() : true, "nothing is relayed without a go-ahead");
  require(dialogue->problem().size() <= texts_max, "quotations are bounded");
  const auto prints = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
  require(std::all_of(dialogue->problem().begin(), dialogue->problem().end(), prints),
          "what is quoted is escaped");
  End end{dialogue->state(), dialogue->refusal(), dialogue->rest()};
  // What the pieces left over is the server's as well.
  if (!failed) end.rest.insert(end.rest.end(), input.begin(), input.end());
  return end;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const bool socks = data[0] % 2 != 0;
  proxy::Options options;
  options.destination = {"fuzz.example", 443};
  if (data[0] % 4 >= 2) options.credentials = proxy::Credentials{"user", "password"};
  // Small limits are reached by small inputs.
  if (data[1] % 2 != 0) options.limits = {.message_bytes_max = 64, .bytes_max = 512, .messages_max = 16};
  const ByteView input = ByteView(data, size).subspan(2);
  const End whole = converse(socks, options, input, std::max<size_t>(input.size(), 1));
  require(whole == converse(socks, options, input, 1), "bytes one by one come to the same");
  require(whole == converse(socks, options, input, 1 + data[1] / 2), "pieces come to the same");
  return 0;
}
