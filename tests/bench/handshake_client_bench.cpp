// What one TLS 1.3 handshake costs the client: ours, Botan's, OpenSSL's and, where its headers are there,
// GnuTLS's against the same server (OpenSSL's, in memory). Processor time of the client alone; the clients
// take turns, so that what else the machine does disturbs all alike, and the median of each counts.
#include "certcheck/net/client/detail/client.h"
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
#ifdef CERTCHECK_GNUTLS
#include <gnutls/gnutls.h>
#endif

#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <iterator>
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
    if (server)
      SSL_set_accept_state(ssl_.get());
    else
      SSL_set_connect_state(ssl_.get());
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

enum class Shares : uint8_t {
  ordinary,  ///< X25519MLKEM768 and x25519, as browsers send them
  x25519,    ///< alone, as Botan, OpenSSL 3.0 and (with P-256) GnuTLS send it
};

template <Shares shares>
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
    if (shares == Shares::x25519) options.offer.key_shares = {29};
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
    // As the client of ours, which validates nothing itself.
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

#ifdef CERTCHECK_GNUTLS
class GnuTlsClient {
 public:
  GnuTlsClient() {
    gnutls_init(&session_, GNUTLS_CLIENT | GNUTLS_NONBLOCK);
    gnutls_set_default_priority(session_);
    gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, credentials());
    gnutls_server_name_set(session_, GNUTLS_NAME_DNS, server_host.data(), server_host.size());
    gnutls_transport_set_ptr(session_, this);
    gnutls_transport_set_push_function(session_, push);
    gnutls_transport_set_pull_function(session_, pull);
  }
  ~GnuTlsClient() { gnutls_deinit(session_); }
  GnuTlsClient(const GnuTlsClient&) = delete;
  GnuTlsClient& operator=(const GnuTlsClient&) = delete;

  Bytes start() { return step({}); }
  Bytes step(const Bytes& input) {
    in_.insert(in_.end(), input.begin(), input.end());
    done_ = done_ || gnutls_handshake(session_) == GNUTLS_E_SUCCESS;
    return std::exchange(out_, Bytes());
  }
  bool done() const { return done_; }

 private:
  static gnutls_certificate_credentials_t credentials() {
    static const auto made = [] {
      gnutls_certificate_credentials_t fresh = nullptr;
      gnutls_certificate_allocate_credentials(&fresh);
      return fresh;
    }();
    return made;
  }
  static ssize_t push(gnutls_transport_ptr_t self, const void* data, size_t size) {
    auto& out = static_cast<GnuTlsClient*>(self)->out_;
    const auto* bytes = static_cast<const uint8_t*>(data);
    out.insert(out.end(), bytes, bytes + size);
    return static_cast<ssize_t>(size);
  }
  static ssize_t pull(gnutls_transport_ptr_t self, void* data, size_t size) {
    auto& client = *static_cast<GnuTlsClient*>(self);
    const size_t given = std::min(size, client.in_.size());
    if (given == 0) {
      gnutls_transport_set_errno(client.session_, EAGAIN);
      return -1;
    }
    std::copy_n(client.in_.begin(), given, static_cast<uint8_t*>(data));
    client.in_.erase(client.in_.begin(), client.in_.begin() + static_cast<std::ptrdiff_t>(given));
    return static_cast<ssize_t>(given);
  }

  gnutls_session_t session_ = nullptr;
  Bytes in_, out_;
  bool done_ = false;
};
#endif

/// Microseconds of the client in one handshake.
template <typename Client>
double handshake_us(SSL_CTX* server_context) {
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
  if (!client->done() || !server.done()) throw std::runtime_error("a handshake did not finish");
  return used;
}

struct Peer {
  const char* name;
  double (*handshake_us)(SSL_CTX* server_context);
};
constexpr Peer peers[] = {
    {"certcheck", handshake_us<OwnClient<Shares::x25519>>},
    {"with ML-KEM", handshake_us<OwnClient<Shares::ordinary>>},
    {"Botan", handshake_us<BotanClient>},
    {"OpenSSL", handshake_us<OpenSslClient>},
#ifdef CERTCHECK_GNUTLS
    {"GnuTLS", handshake_us<GnuTlsClient>},
#endif
};

// The target: at most so much of what Botan's client takes for the same offer.
constexpr double target_of_botan = 0.75;
constexpr size_t botan = 2;

void measure(SSL_CTX* server_context, int handshakes) {
  std::vector<double> times[std::size(peers)];
  for (int i = 0; i < handshakes; ++i)
    for (size_t peer = 0; peer < std::size(peers); ++peer)
      times[peer].push_back(peers[peer].handshake_us(server_context));
  double medians[std::size(peers)];
  for (size_t peer = 0; peer < std::size(peers); ++peer) {
    const auto middle = times[peer].begin() + handshakes / 2;
    std::nth_element(times[peer].begin(), middle, times[peer].end());
    medians[peer] = *middle;
  }
  for (size_t peer = 0; peer < std::size(peers); ++peer)
    std::printf("  %-16s %6.0f us  certcheck takes %.2f of it\n", peers[peer].name, medians[peer],
                medians[0] / medians[peer]);
  std::printf("  target: %.2f of Botan's: %s\n", target_of_botan,
              medians[0] <= target_of_botan * medians[botan] ? "reached" : "missed");
}

}  // namespace

int main(int argc, char** argv) {
  // A number of handshakes, for a profiler.
  const int handshakes = argc > 1 ? std::atoi(argv[1]) : 400;
  for (const char* key : {"leaf-p256", "leaf-rsa"}) {
    const ServerIdentity identity(key);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                    SSL_CTX_free);
    if (SSL_CTX_use_certificate_chain_file(context.get(), identity.chain_file().c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), identity.key_file().c_str(), SSL_FILETYPE_PEM) != 1)
      throw std::runtime_error("OpenSSL does not take the certificate");
    std::printf("TLS 1.3 handshake, client, certificate %s:\n", key);
    measure(context.get(), handshakes);
  }
  return 0;
}
