// Key exchanges with ML-KEM, which Debian's OpenSSL does not have: Botan's own server is the other side.
#include "net_fixture.h"
#include "server_credentials.h"

#include <botan/auto_rng.h>
#include <botan/credentials_manager.h>
#include <botan/data_src.h>
#include <botan/pk_keys.h>
#include <botan/tls_algos.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_policy.h>
#include <botan/tls_server.h>
#include <botan/tls_session_manager_noop.h>
#include <botan/x509cert.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <exception>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
namespace peer = Botan::TLS;

namespace {

class OneGroup final : public peer::Policy {
 public:
  explicit OneGroup(peer::Group_Params group) : group_(group) {}
  std::vector<peer::Group_Params> key_exchange_groups() const override { return {group_}; }

 private:
  peer::Group_Params group_;
};

class Wire final : public peer::Callbacks {
 public:
  explicit Wire(int socket) : socket_(socket) {}
  void tls_emit_data(std::span<const uint8_t> data) override { send_all(socket_, as_text(data)); }
  void tls_record_received(uint64_t /*sequence*/, std::span<const uint8_t> /*data*/) override {}
  void tls_alert(peer::Alert /*alert*/) override {}

 private:
  int socket_;
};

void serve(int socket, const std::vector<Bytes>& chain, peer::Group_Params group) {
  peer::Server server(std::make_shared<Wire>(socket), std::make_shared<peer::Session_Manager_Noop>(),
                      std::make_shared<ServerCredentials>(chain), std::make_shared<OneGroup>(group),
                      std::make_shared<Botan::AutoSeeded_RNG>());
  try {
    for (;;) {
      const std::string bytes = receive_some(socket);
      if (bytes.empty()) return;
      const bool was_active = server.is_active();
      server.received_data(as_bytes(bytes));
      if (!was_active && server.is_active()) server.send("hello\n");
    }
  } catch (const std::exception&) {
    // The client sees it as well, and the test with it.
  }
}

}  // namespace

TEST_CASE("key exchanges with ML-KEM are shown as what they are") {
  struct Case {
    peer::Group_Params group;
    std::string name;
    tls::KeyExchange::Kind kind;
    unsigned bits;
    bool retried;
  };
  using Kind = tls::KeyExchange::Kind;
  const auto c = GENERATE(values<Case>(
      {{peer::Group_Params::HYBRID_X25519_ML_KEM_768, "X25519MLKEM768", Kind::hybrid, 255, false},
       {peer::Group_Params::HYBRID_SECP256R1_ML_KEM_768, "SecP256r1MLKEM768", Kind::hybrid, 256, true},
       {peer::Group_Params::HYBRID_SECP384R1_ML_KEM_1024, "SecP384r1MLKEM1024", Kind::hybrid, 384, true},
       {peer::Group_Params::ML_KEM_768, "MLKEM768", Kind::kem, 768, true}}));
  const ServerIdentity identity("leaf-p256");
  ScriptedServer server([&](int socket) { serve(socket, identity.chain, c.group); });
  const tls::HandshakeRecord record = connect_to(server.port());
  CAPTURE(c.name, record.error);
  REQUIRE(record.completed);
  CHECK(record.version == tls::tls13_version);
  CHECK(record.certificates == identity.chain);
  REQUIRE(record.key_exchange);
  CHECK(group_name(*record.key_exchange) == c.name);
  CHECK(record.key_exchange->kind == c.kind);
  CHECK(record.key_exchange->bits == c.bits);
  CHECK((find_step(record, "hello_retry_request") != nullptr) == c.retried);
  CHECK(text_of(find_step(record, "application_data"), "first_line") == "hello");
  const auto* agreement = record.last<tls::step::KeyAgreement>();
  REQUIRE(agreement);
  CHECK(agreement->exchange.has_forward_secrecy());
}
