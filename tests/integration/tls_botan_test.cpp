// The client against Botan's own server, in memory: ML-KEM, alone and in hybrids, and everything that Botan
// has and Debian's OpenSSL lacks.
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include "tests/integration/net_fixture.h"
#include "tests/support/botan_server.h"
#include "tests/support/tls_events.h"

#include <botan/tls_algos.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

namespace peer = Botan::TLS;

class OneGroup final : public peer::Policy {
 public:
  OneGroup(uint16_t group, bool tls12) : group_(group), tls12_(tls12) {}
  std::vector<peer::Group_Params> key_exchange_groups() const override {
    return {peer::Group_Params(group_)};
  }
  bool allow_tls12() const override { return true; }
  bool allow_tls13() const override { return !tls12_; }

 private:
  uint16_t group_;
  bool tls12_;
};

}  // namespace

TEST_CASE("every group that Botan has, after a retry and at once") {
  const bool tls12 = GENERATE(false, true);
  const ServerIdentity identity("leaf-p256");
  for (const uint16_t group : std::initializer_list<uint16_t>{23, 24, 25, 29, 30, 26, 27, 28, 256, 257, 512,
                                                              513, 514, 4587, 4588, 4589}) {
    // In TLS 1.2 curves alone, and with an ECDSA certificate no finite fields.
    if (tls12 && group >= 256) continue;
    // RFC 8734 has numbers of its own for TLS 1.3, which Botan's server does not know.
    if (!tls12 && group >= 26 && group <= 28) continue;
    for (const bool at_once : {false, true}) {
      net::ClientOptions options;
      options.server_name = server_host;
      if (at_once) options.offer.key_shares = {group};
      TlsStory story;
      net::Client client(options, story.sink());
      BotanServer botan(identity.chain, std::make_shared<OneGroup>(group, tls12));
      client.start();
      for (int round = 0; round < 4; ++round) {
        const Bytes to_server = client.take_output();
        if (!to_server.empty()) botan.hear(to_server);
        client.receive(std::exchange(botan.wire->out, Bytes()));
        if (client.handshake_done() && story.data.empty() && botan.server.is_active()) {
          client.send(as_bytes("question"));
          botan.server.send("answer");
        }
      }
      CAPTURE(tls::named_group_name(group), tls12, at_once, story.text());
      CHECK(client.handshake_done());
      CHECK(client.proof() == net::Proof::signature);
      CHECK(story.violations.empty());
      CHECK(as_text(story.data) == "answer");
      CHECK(as_text(botan.wire->received) == "question");
      CHECK(client.version() == (tls12 ? tls::tls12_version : tls::tls13_version));
    }
  }
}
