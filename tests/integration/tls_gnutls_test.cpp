// The client against `gnutls-serv`: what OpenSSL does not offer, and the same seen by another implementation.
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include "tests/integration/net_fixture.h"
#include "tests/integration/tls_live.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace certcheck::tls;

namespace {

/// `gnutls-serv` as an echo server on a port of its own.
class GnuTlsServer {
 public:
  GnuTlsServer(const ServerIdentity& identity, const std::string& priority,
               std::vector<std::string> more = {}) {
    // Between choosing the port and binding it somebody else may take it.
    for (int attempt = 0; attempt < 5 && !process_; ++attempt) {
      port = free_port();
      std::vector<std::string> command{"gnutls-serv",    "--echo",
                                       "--port",         std::to_string(port),
                                       "--x509certfile", identity.chain_file(),
                                       "--x509keyfile",  identity.key_file(),
                                       "--priority",     priority};
      command.insert(command.end(), more.begin(), more.end());
      try {
        process_ = std::make_unique<ChildProcess>(command);
        process_->wait_for_line("Echo Server listening on IPv4");
        process_->wait_for_line("...done");
      } catch (const std::runtime_error&) {
        process_.reset();
      }
    }
    if (!process_) throw std::runtime_error("gnutls-serv does not start");
  }

  uint16_t port = 0;

 private:
  std::unique_ptr<ChildProcess> process_;
};

void check_complete(const LiveHandshake& result) {
  CAPTURE(result.text());
  CHECK(result.done);
  CHECK(result.proof != Proof::none);
  CHECK_FALSE(result.failure);
  CHECK(result.story.violations.empty());
  CHECK_FALSE(result.story.data.empty());
}

ClientOptions only(uint16_t version) {
  ClientOptions options;
  options.server_name = server_host;
  options.offer.keep_versions({version});
  return options;
}

}  // namespace

TEST_CASE("GnuTLS in each version, with each cipher that it has") {
  const ServerIdentity identity("leaf-rsa");
  const GnuTlsServer server(
      identity,
      "NORMAL:+VERS-TLS1.1:+VERS-TLS1.0:+CAMELLIA-128-GCM:+CAMELLIA-256-GCM:+CAMELLIA-128-CBC:"
      "+CAMELLIA-256-CBC:+AES-128-CCM-8:+AES-256-CCM-8:+3DES-CBC:+SHA256:+SHA384:+DHE-RSA:+RSA");
  for (const uint16_t version : {tls10_version, tls11_version, tls12_version, tls13_version}) {
    CAPTURE(tls_version_name(version));
    const LiveHandshake result = shake_hands(server.port, only(version), "hello\n");
    check_complete(result);
    CHECK(result.version == version);
  }
  for (const uint16_t suite : std::initializer_list<uint16_t>{
           0xc02f, 0xc030, 0xcca8, 0xc013, 0xc014, 0xc027, 0xc08a, 0xc08b, 0xc076, 0xc09c, 0xc09d,
           0xc0a0, 0x009e, 0xc07c, 0x0033, 0x0067, 0x0045, 0x0088, 0x002f, 0x0041, 0x000a}) {
    CAPTURE(cipher_suite_name(suite));
    ClientOptions options = only(tls12_version);
    options.offer.cipher_suites = {suite};
    const LiveHandshake result = shake_hands(server.port, options, "hello\n");
    if (result.version == 0) {
      WARN("not offered by this GnuTLS: " << cipher_suite_name(suite));
      continue;
    }
    check_complete(result);
  }
}

TEST_CASE("GnuTLS with each group") {
  const ServerIdentity identity("leaf-p256");
  for (const char* group :
       {"X25519", "X448", "SECP256R1", "SECP384R1", "SECP521R1", "FFDHE2048", "FFDHE3072", "FFDHE4096"}) {
    CAPTURE(group);
    const GnuTlsServer server(identity,
                              std::string("NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-") + group);
    check_complete(shake_hands(server.port, only(tls13_version), "hello\n"));
  }
}

TEST_CASE("GnuTLS asks for a certificate, and gets a HelloRequest's answer") {
  const ServerIdentity identity("leaf-p256");
  const uint16_t version = GENERATE(tls12_version, tls13_version);
  const GnuTlsServer server(identity, "NORMAL", {"--require-client-cert"});
  const LiveHandshake result = shake_hands(server.port, only(version), "hello\n");
  CAPTURE(result.text());
  CHECK(result.proof == Proof::signature);
  CHECK(result.story.has("s:certificate_request"));
}
