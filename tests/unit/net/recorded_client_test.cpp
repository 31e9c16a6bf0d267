// Recorded handshakes of TLS 1.0 to 1.2, whole, cut and changed at every byte.
#include "certcheck/base/encoding.h"
#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/code_points.h"

#include "given_random.h"
#include "recorded.h"
#include "tests/support/tls_events.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

struct Recorded {
  const char* name;
  std::string_view bytes;
  uint16_t version, suite;
  net::Proof proof;
};

const Recorded all[] = {
    {"TLS 1.0, RSA, CBC with a chained IV", recorded::tls10_rsa_cbc, tls::tls10_version, 0x002f,
     net::Proof::finished},
    {"TLS 1.1, DHE, MD5 with SHA-1", recorded::tls11_dhe_cbc, tls::tls11_version, 0x0033,
     net::Proof::signature},
    {"TLS 1.2, ECDHE, GCM", recorded::tls12_ecdhe_gcm, tls::tls12_version, 0xc02b, net::Proof::signature},
    {"TLS 1.2, ECDHE, CBC with encrypt-then-MAC", recorded::tls12_ecdhe_cbc_etm, tls::tls12_version, 0xc023,
     net::Proof::signature},
};

struct Replay {
  TlsStory story;
  bool done = false;
  net::Proof proof = net::Proof::none;
  std::optional<net::ClientFailure> failure;
  Bytes key;  // of the certificate shown
};

Replay replay(const Recorded& handshake, ByteView bytes) {
  Replay result;
  net::Client client(recorded_options(handshake.version, handshake.suite), result.story.sink());
  client.start();
  client.receive(bytes);
  result.done = client.handshake_done();
  result.proof = client.proof();
  result.failure = client.failure();
  if (!result.story.certificates.empty()) {
    const auto message = tls::read_certificate_message(result.story.certificates.front(), false);
    if (!message.certificates.empty()) {
      if (const auto key = net::subject_public_key_info(message.certificates.front()))
        result.key = to_bytes(*key);
    }
  }
  return result;
}

}  // namespace

TEST_CASE("recorded handshakes of old TLS are completed") {
  for (const Recorded& handshake : all) {
    const Replay result = replay(handshake, *hex_decode(handshake.bytes));
    CAPTURE(handshake.name, result.story.text());
    CHECK(result.done);
    CHECK(result.proof == handshake.proof);
    CHECK(result.story.violations.empty());
  }
}

TEST_CASE("whatever byte is changed, nothing is proven that was not signed, and no handshake is done") {
  for (const Recorded& handshake : all) {
    const Bytes good = *hex_decode(handshake.bytes);
    const Replay original = replay(handshake, good);
    for (size_t at = 0; at < good.size(); ++at) {
      Bytes changed = good;
      changed[at] ^= static_cast<uint8_t>(1U << (at % 8));
      const Replay result = replay(handshake, changed);
      CAPTURE(handshake.name, at, result.story.text());
      // Nothing but the version in the headers of records in the clear is not hashed (RFC 8446 D.1).
      if (result.done) {
        CHECK(result.story.steps == original.story.steps);
        CHECK(result.story.certificates == original.story.certificates);
        CHECK(result.story.server_hello == original.story.server_hello);
      }
      // The numbers of the key; what its algorithm is called next to them is not part of the proof.
      constexpr size_t numbers = 60;
      if (result.proof != net::Proof::none) {
        REQUIRE(result.key.size() == original.key.size());
        CHECK(same_bytes(ByteView(result.key).last(numbers), ByteView(original.key).last(numbers)));
      }
      if (result.proof == net::Proof::finished) CHECK(result.done);
      if (result.failure) CHECK(result.failure->step != tls::Stage::none);
    }
  }
}

TEST_CASE("whatever is cut off, nothing breaks and no handshake is done") {
  for (const Recorded& handshake : all) {
    const Bytes good = *hex_decode(handshake.bytes);
    for (size_t size = 0; size < good.size(); ++size) {
      const Replay result = replay(handshake, ByteView(good).first(size));
      CAPTURE(handshake.name, size, result.story.text());
      CHECK_FALSE(result.done);
      CHECK_FALSE(result.failure);
    }
  }
}
