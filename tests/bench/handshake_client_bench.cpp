// What one TLS 1.3 handshake costs the client: ours, Botan's and OpenSSL's against the same server
// (OpenSSL's, in memory). Processor time of the client alone, median of all handshakes of one run.
#include "certcheck/net/client/client.h"
#include "certcheck/tls/code_points.h"

#include "tests/integration/net_fixture.h"

#include <botan/auto_rng.h>
#include <botan/credentials_manager.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_client.h>
#include <botan/tls_policy.h>
#include <botan/tls_session_manager_noop.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

double thread_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e6 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_nsec);
}

/// OpenSSL's side of either kind, over memory.
class OpenSslSide {
 public:
  OpenSslSide(SSL_CTX* context, bool server) : ssl_(SSL_new(context), SSL_free) {
    in_ = BIO_new(BIO_s_mem());
    out_ = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl_.get(), in_, out_);
    if (server) {
      SSL_set_accept_state(ssl_.get());
    } else {
      SSL_set_connect_state(ssl_.get());
    }
  }
  Bytes step(const Bytes& input) {
    if (!input.empty()) BIO_write(in_, input.data(), static_cast<int>(input.size()));
    SSL_do_handshake(ssl_.get());
    ERR_clear_error();
    Bytes output(static_cast<size_t>(BIO_ctrl_pending(out_)));
    if (!output.empty()) BIO_read(out_, output.data(), static_cast<int>(output.size()));
    return output;
  }
  bool done() const { return SSL_is_init_finished(ssl_.get()) == 1; }

 private:
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  BIO* in_;  // the SSL's
  BIO* out_;
};

class OwnClient {
 public:
  OwnClient() : client_(options(), [](const net::Event&) {}) {}
  Bytes start() {
    client_.start();
    return client_.take_output();
  }
  Bytes step(const Bytes& input) {
    client_.receive(input);
    return client_.take_output();
  }
  bool done() const { return client_.handshake_done() && client_.proof() == net::Proof::signature; }

 private:
  static net::ClientOptions options() {
    net::ClientOptions options;
    options.server_name = server_host;
    return options;
  }
  net::Client client_;
};

class BotanClient {
 public:
  BotanClient() : wire_(std::make_shared<Wire>()) {
    static const auto random = std::make_shared<Botan::AutoSeeded_RNG>();
    static const auto policy = std::make_shared<Botan::TLS::Policy>();
    static const auto credentials = std::make_shared<Botan::Credentials_Manager>();
    static const auto sessions = std::make_shared<Botan::TLS::Session_Manager_Noop>();
    client_.emplace(wire_, sessions, credentials, policy, random, Botan::TLS::Server_Information(server_host),
                    Botan::TLS::Protocol_Version::TLS_V13);
  }
  Bytes start() { return std::exchange(wire_->out, Bytes()); }
  Bytes step(const Bytes& input) {
    client_->received_data(input);
    return std::exchange(wire_->out, Bytes());
  }
  bool done() const { return client_->is_active(); }

 private:
  struct Wire final : Botan::TLS::Callbacks {
    void tls_emit_data(std::span<const uint8_t> data) override {
      out.insert(out.end(), data.begin(), data.end());
    }
    void tls_record_received(uint64_t /*sequence*/, std::span<const uint8_t> /*data*/) override {}
    void tls_alert(Botan::TLS::Alert /*alert*/) override {}
    // As the client of ours, which judges nothing itself.
    void tls_verify_cert_chain(const std::vector<Botan::X509_Certificate>& /*chain*/,
                               const std::vector<std::optional<Botan::OCSP::Response>>& /*responses*/,
                               const std::vector<Botan::Certificate_Store*>& /*roots*/,
                               Botan::Usage_Type /*usage*/, std::string_view /*host*/,
                               const Botan::TLS::Policy& /*policy*/) override {}
    Bytes out;
  };
  std::shared_ptr<Wire> wire_;
  std::optional<Botan::TLS::Client> client_;
};

class OpenSslClient {
 public:
  OpenSslClient() : side_(context(), false) {}
  Bytes start() { return side_.step({}); }
  Bytes step(const Bytes& input) { return side_.step(input); }
  bool done() const { return side_.done(); }

 private:
  static SSL_CTX* context() {
    static SSL_CTX* const made = SSL_CTX_new(TLS_client_method());
    return made;
  }
  OpenSslSide side_;
};

template <typename Client>
void measure(const char* name, SSL_CTX* server_context) {
  constexpr int handshakes = 400;
  std::vector<double> times;
  for (int i = 0; i < handshakes; ++i) {
    OpenSslSide server(server_context, true);
    double begin = thread_us();
    auto client = std::make_unique<Client>();
    Bytes to_server = client->start();
    double used = thread_us() - begin;
    for (int round = 0; round < 4 && !client->done(); ++round) {
      const Bytes to_client = server.step(to_server);
      begin = thread_us();
      to_server = client->step(to_client);
      used += thread_us() - begin;
    }
    (void)server.step(to_server);
    if (!client->done() || !server.done()) throw std::runtime_error(std::string(name) + " did not finish");
    times.push_back(used);
  }
  std::nth_element(times.begin(), times.begin() + handshakes / 2, times.end());
  std::printf("  %-16s %6.0f us\n", name, times[handshakes / 2]);
}

}  // namespace

int main() {
  for (const char* key : {"leaf-p256", "leaf-rsa"}) {
    const ServerIdentity identity(key);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                    SSL_CTX_free);
    if (SSL_CTX_use_certificate_chain_file(context.get(), identity.chain_file().c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), identity.key_file().c_str(), SSL_FILETYPE_PEM) != 1)
      throw std::runtime_error("OpenSSL does not take the certificate");
    std::printf("TLS 1.3 handshake, client, certificate %s:\n", key);
    measure<OwnClient>("certcheck", context.get());
    measure<BotanClient>("Botan", context.get());
    measure<OpenSslClient>("OpenSSL", context.get());
  }
  return 0;
}
