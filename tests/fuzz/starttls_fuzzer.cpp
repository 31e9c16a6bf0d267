// Every dialogue that comes before TLS, on any bytes of a server: never more is kept or sent than the limits
// say, it ends, and how the bytes are cut into pieces changes nothing.
#include "certcheck/net/starttls/detail/protocols.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

using namespace certcheck;
using namespace certcheck::net::starttls;
using fuzz::require;

namespace {

struct End {
  State state;
  Refusal refusal;
  std::string greeting;
  size_t bytes_after_go_ahead;
  bool operator==(const End&) const = default;
};

// A quotation of 300 bytes grows threefold when each is escaped, and a sentence holds the greeting's too.
constexpr size_t texts_max = 3000;

/// What the dialogue comes to when the server's bytes arrive `piece` at a time.
End converse(const Protocol& protocol, const Options& options, ByteView input, size_t piece) {
  const auto dialogue = protocol.start(options);
  size_t sent = dialogue->take_output().size();
  const size_t said_first = sent;
  while (!input.empty()) {
    const ByteView part = input.first(std::min(piece, input.size()));
    input = input.subspan(part.size());
    dialogue->receive(part);
    require(dialogue->kept() <= options.limits.message_bytes_max + texts_max + options.limits.bytes_max + 200,
            "what is kept is bounded");
    sent += dialogue->take_output().size();
  }
  // To each message one of a few dozen bytes is said, or its own bytes back.
  require(sent <= said_first + options.limits.bytes_max + 200, "what is sent is bounded");
  if (dialogue->state() == State::more) dialogue->end_of_stream();
  require(dialogue->state() != State::more, "it ends");
  const bool failed = dialogue->state() != State::ready;
  require(failed == !dialogue->problem().empty(), "a problem is stated if there is one");
  require((dialogue->state() == State::refused) == (dialogue->refusal() != Refusal::none),
          "a refusal has a kind");
  require(failed ? dialogue->bytes_after_go_ahead() == 0 : true, "there is no go-ahead without one");
  require(dialogue->problem().size() + dialogue->greeting().size() <= texts_max, "quotations are bounded");
  const auto prints = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
  require(std::all_of(dialogue->problem().begin(), dialogue->problem().end(), prints),
          "what is quoted is escaped");
  return {dialogue->state(), dialogue->refusal(), dialogue->greeting(), dialogue->bytes_after_go_ahead()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto all = protocols();
  const Protocol& protocol = all[data[0] % all.size()];
  if (protocol.start == nullptr) return 0;
  Options options;
  options.server_name = "fuzz.example";
  // Small limits are reached by small inputs.
  if (data[1] % 2 != 0) options.limits = {.message_bytes_max = 64, .bytes_max = 512, .messages_max = 16};
  const ByteView input = ByteView(data, size).subspan(2);
  const End whole = converse(protocol, options, input, std::max<size_t>(input.size(), 1));
  require(whole == converse(protocol, options, input, 1), "bytes one by one come to the same");
  require(whole == converse(protocol, options, input, 1 + data[1] / 2), "pieces come to the same");
  return 0;
}
