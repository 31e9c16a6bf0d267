// The flight of a sound server of TLS 1.3 with every byte of its messages changed before they are protected,
// as no one on the way could: whatever is read as a message, nothing is proven that was not signed, and the
// step is the right one.
#include "tests/support/fake_tls_server.h"
#include "tests/support/tls_events.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace certcheck::tls;

namespace {

struct OpenFlight {
  TlsStory story;
  bool done = false;
  Proof proof = Proof::none;
  std::optional<ClientFailure> failure;
  std::vector<size_t> ends;  ///< of each message
};

// Everything behind the hello, changed by `change` before it is sealed.
template <typename Change>
OpenFlight open_flight(Change change) {
  OpenFlight flight;
  ClientOptions options;
  options.server_name = "server.test";
  options.offer.key_shares = {29};
  Client client(std::move(options), flight.story.sink());
  client.start();
  FakeTls13 server(client.take_output());
  client.receive(server.hello());
  Bytes all;
  for (const Bytes& message : {server.encrypted_extensions(), server.certificate(),
                               server.certificate_verify(), server.finished()}) {
    all.insert(all.end(), message.begin(), message.end());
    flight.ends.push_back(all.size());
  }
  change(all);
  client.receive(server.seal(all));
  flight.done = client.handshake_done();
  flight.proof = client.proof();
  flight.failure = client.failure();
  return flight;
}

const std::vector<tls::Stage> step_order{tls::Stage::server_hello, tls::Stage::encrypted_extensions,
                                         tls::Stage::certificate, tls::Stage::certificate_verify,
                                         tls::Stage::finished};

size_t place_of(tls::Stage step) {
  return static_cast<size_t>(std::find(step_order.begin(), step_order.end(), step) - step_order.begin());
}

}  // namespace

TEST_CASE("whatever byte of a message is changed, there is no false proof and the step is the right one") {
  const std::vector<size_t> ends = open_flight([](Bytes&) {}).ends;
  REQUIRE(open_flight([](Bytes&) {}).done);
  for (size_t at = 0; at < ends.back(); ++at) {
    const OpenFlight flight = open_flight([at](Bytes& all) {
      // The signature's length is not the same in every run.
      if (at < all.size()) all[at] ^= static_cast<uint8_t>(1U << (at % 8));
    });
    const auto message = static_cast<size_t>(std::upper_bound(flight.ends.begin(), flight.ends.end(), at) -
                                             flight.ends.begin());
    if (message == flight.ends.size()) continue;
    CAPTURE(at, message, flight.story.text());
    CHECK_FALSE(flight.done);
    CHECK((flight.proof == Proof::none || step_order[message + 1] == tls::Stage::finished));
    // Type and length say what all that follows is.
    const size_t begin = message == 0 ? 0 : flight.ends[message - 1];
    constexpr size_t header_size = 4;
    if (at - begin < header_size) continue;
    REQUIRE(flight.failure);
    CHECK(place_of(flight.failure->step) < step_order.size());
    CHECK(place_of(flight.failure->step) >= message + 1);
  }
}

TEST_CASE("a flight that ends after any byte proves what was signed until there, and waits") {
  const size_t whole = open_flight([](Bytes&) {}).ends.back();
  for (size_t size = 0; size + 8 < whole; ++size) {
    const OpenFlight flight = open_flight([size](Bytes& all) { all.resize(size); });
    CAPTURE(size, flight.story.text());
    CHECK_FALSE(flight.done);
    CHECK_FALSE(flight.failure);
    CHECK((flight.proof == Proof::signature) == (size >= flight.ends[2]));
  }
}
