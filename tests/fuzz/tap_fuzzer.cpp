// The tap, and the scribe behind it, on any bytes of both sides and any secrets: nothing is thrown, what is
// kept stays within the limits, and a direction that was given up stays silent.
#include "certcheck/net/scribe.h"
#include "certcheck/net/tap.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  TapLimits limits;
  limits.message_bytes_max = 4096;
  limits.total_bytes_max = 16384;
  limits.waiting_bytes_max = 8192;
  // Record header and the longest record, a message but for its last byte with its header; twice; the
  // greeting.
  const size_t kept_max =
      2 * (5 + (1U << 14) + 2048 + 4 + limits.message_bytes_max + limits.waiting_bytes_max) + 512;

  HandshakeRecord record;
  HandshakeScribe scribe(record);
  bool given_up[2] = {false, false};
  size_t handshake_bytes[2] = {0, 0};
  Tap tap(
      [&](const TapEvent& event) {
        require(!given_up[event.from_server], "a direction that was given up is silent");
        if (event.kind == TapEvent::Kind::malformed) given_up[event.from_server] = true;
        if (event.kind == TapEvent::Kind::handshake) {
          require(event.body.size() <= limits.message_bytes_max, "no message is longer than its limit");
          handshake_bytes[event.from_server] += event.body.size() + 4;
          require(handshake_bytes[event.from_server] <= limits.total_bytes_max,
                  "messages stay within their total");
        }
        scribe.see(event);
      },
      limits);

  // Steps of one byte for what to do, one for how much of the input it takes.
  ByteView input(data, size);
  while (input.size() >= 2) {
    const uint8_t action = input[0];
    const size_t wanted = static_cast<size_t>(input[1]) * (action >= 128 ? 64 : 1);
    input = input.subspan(2);
    const ByteView bytes = input.first(std::min(wanted, input.size()));
    input = input.subspan(bytes.size());
    switch (action % 8) {
      case 0:
      case 1:
      case 2:
        tap.from_server(bytes);
        break;
      case 3:
        tap.from_client(bytes);
        break;
      case 4:
        tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", bytes);
        break;
      case 5:
        tap.add_secret("SERVER_TRAFFIC_SECRET_0", bytes);
        break;
      case 6:
        tap.add_secret("CLIENT_HANDSHAKE_TRAFFIC_SECRET", bytes);
        break;
      default:
        tap.add_secret("CLIENT_TRAFFIC_SECRET_0", bytes);
        break;
    }
    require(tap.kept() <= kept_max, "what is kept is bounded");
    require(tap.server_plaintext().size() <= 512, "no more than 512 bytes of a greeting are kept");
    require(tap.server_plaintext().empty() || tap.server_speaks_no_tls(), "only who speaks no TLS is quoted");
  }
  for (const HandshakeStep& step : record.steps) {
    require(!step.detail.empty() && step.detail[0].first == "meaning", "every step is explained");
  }
  require(record.steps.size() <= 128, "steps are bounded");
  require(record.ocsp_staples.size() <= record.certificates.size(), "a staple belongs to a certificate");
  return 0;
}
