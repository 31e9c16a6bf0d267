#pragma once

#include "certcheck/base/bytes.h"

#include "tests/integration/server_credentials.h"

#include <botan/auto_rng.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_exceptn.h>
#include <botan/tls_policy.h>
#include <botan/tls_server.h>
#include <botan/tls_session_manager_noop.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::test {

/// What a server of Botan's says and hears.
class BotanWire final : public Botan::TLS::Callbacks {
 public:
  void tls_emit_data(std::span<const uint8_t> data) override {
    out.insert(out.end(), data.begin(), data.end());
  }
  void tls_record_received(uint64_t /*sequence*/, std::span<const uint8_t> data) override {
    received.insert(received.end(), data.begin(), data.end());
  }
  void tls_alert(Botan::TLS::Alert /*alert*/) override {}
  std::string tls_server_choose_app_protocol(const std::vector<std::string>& offered) override {
    alpn = offered;
    return alpn_chosen;
  }
  Bytes out, received;
  std::vector<std::string> alpn;  ///< offered
  std::string alpn_chosen;        ///< empty: none
};

/// A server of Botan's in memory.
class BotanServer {
 public:
  BotanServer(std::vector<Bytes> chain, std::shared_ptr<const Botan::TLS::Policy> policy)
      : server(wire, std::make_shared<Botan::TLS::Session_Manager_Noop>(),
               std::make_shared<ServerCredentials>(std::move(chain)), std::move(policy),
               std::make_shared<Botan::AutoSeeded_RNG>()) {}

  /// One that cannot go on has sent an alert.
  void hear(const Bytes& said) {
    try {
      server.received_data(said);
    } catch (const Botan::TLS::TLS_Exception&) {
    }
  }

  std::shared_ptr<BotanWire> wire = std::make_shared<BotanWire>();
  Botan::TLS::Server server;
};

}  // namespace certcheck::test
