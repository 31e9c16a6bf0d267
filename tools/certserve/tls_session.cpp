#include "certserve/tls_session.h"

#include "certserve/http.h"
#include "certserve/pki/key.h"
#include "certserve/presentations.h"

#include <botan/certstor.h>
#include <botan/credentials_manager.h>
#include <botan/exceptn.h>
#include <botan/pk_keys.h>
#include <botan/system_rng.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_policy.h>
#include <botan/tls_server.h>
#include <botan/tls_session_manager_noop.h>
#include <botan/x509cert.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::certserve {
namespace {

namespace tls = Botan::TLS;

class Policy final : public tls::Policy {
 public:
  explicit Policy(Behaviour behaviour) : behaviour_(behaviour) {}

  bool allow_tls12() const override { return behaviour_ != Behaviour::tls13_only; }
  bool allow_tls13() const override {
    return behaviour_ != Behaviour::tls12_only && behaviour_ != Behaviour::static_rsa &&
           behaviour_ != Behaviour::client_certificate_tls12;
  }
  std::vector<std::string> allowed_key_exchange_methods() const override {
    return behaviour_ == Behaviour::static_rsa ? std::vector<std::string>{"RSA"}
                                               : tls::Policy::allowed_key_exchange_methods();
  }
  std::vector<std::string> allowed_signature_methods() const override {
    return behaviour_ == Behaviour::static_rsa ? std::vector<std::string>{"IMPLICIT"}
                                               : tls::Policy::allowed_signature_methods();
  }
  bool require_client_certificate_authentication() const override { return asks_for_certificate(behaviour_); }
  // Clients of every age are welcome: this server is there to be examined.
  bool require_extended_master_secret() const override { return false; }
  // Nothing says anything of the status of client certificates.
  bool require_cert_revocation_info() const override { return false; }
  size_t minimum_rsa_bits() const override { return 1024; }

 private:
  Behaviour behaviour_;
};

class Credentials final : public Botan::Credentials_Manager {
 public:
  Credentials(Behaviour behaviour, const Presentation& presentation)
      : key_(pki::Key::get(presentation.key).botan()) {
    for (const Bytes& certificate : presentation.chain) chain_.emplace_back(certificate);
    if (asks_for_certificate(behaviour))
      client_roots_.add_certificate(Botan::X509_Certificate(present::client_root()));
  }

  std::vector<Botan::X509_Certificate> find_cert_chain(const std::vector<std::string>& key_types,
                                                       const std::vector<Botan::AlgorithmIdentifier>&,
                                                       const std::vector<Botan::X509_DN>&, const std::string&,
                                                       const std::string&) override {
    // The key decides, not the first certificate: what is presented need not be in order.
    const bool usable = std::find(key_types.begin(), key_types.end(), key_->algo_name()) != key_types.end();
    return usable ? chain_ : std::vector<Botan::X509_Certificate>{};
  }

  std::shared_ptr<Botan::Private_Key> private_key_for(const Botan::X509_Certificate&, const std::string&,
                                                      const std::string&) override {
    return key_;
  }

  std::vector<Botan::Certificate_Store*> trusted_certificate_authorities(const std::string&,
                                                                         const std::string&) override {
    if (client_roots_.all_subjects().empty()) return {};
    return {&client_roots_};
  }

 private:
  std::vector<Botan::X509_Certificate> chain_;
  std::shared_ptr<Botan::Private_Key> key_;
  Botan::Certificate_Store_In_Memory client_roots_;
};

class Callbacks final : public tls::Callbacks {
 public:
  explicit Callbacks(Bytes staple) : staple_(std::move(staple)) {}

  void tls_emit_data(std::span<const uint8_t> data) override {
    to_client.insert(to_client.end(), data.begin(), data.end());
  }
  void tls_record_received(uint64_t, std::span<const uint8_t> data) override {
    request.append(as_text(data));
  }
  void tls_alert(tls::Alert) override {}
  std::vector<uint8_t> tls_provide_cert_status(const std::vector<Botan::X509_Certificate>&,
                                               const tls::Certificate_Status_Request&) override {
    return staple_;
  }
  std::string tls_server_choose_app_protocol(const std::vector<std::string>& offered) override {
    const bool http = std::find(offered.begin(), offered.end(), "http/1.1") != offered.end();
    return http ? "http/1.1" : "";
  }

  Bytes to_client;
  std::string request;

 private:
  const Bytes staple_;
};

// What every connection to one scenario has in common.
struct Shared {
  std::shared_ptr<Credentials> credentials;
  std::shared_ptr<const Policy> policy;
  std::shared_ptr<tls::Session_Manager_Noop> sessions = std::make_shared<tls::Session_Manager_Noop>();
  std::shared_ptr<Botan::System_RNG> random = std::make_shared<Botan::System_RNG>();
  std::string response;
  Bytes staple;  ///< for the first certificate
};

class TlsSession final : public Session {
 public:
  explicit TlsSession(std::shared_ptr<const Shared> shared)
      : shared_(std::move(shared)),
        server_(callbacks_, shared_->sessions, shared_->credentials, shared_->policy, shared_->random) {}

  bool receive(ByteView received, Bytes& answer) override {
    bool open = true;
    try {
      server_.from_peer(received);
      if (server_.is_active() && http_request_complete(callbacks_->request)) {
        server_.to_peer(as_bytes(shared_->response));
        server_.close();
      }
      open = !server_.is_closed() && callbacks_->request.size() < request_bytes_max;
    } catch (const Botan::Exception&) {
      open = false;  // the alert is already among the data to send
    }
    answer.insert(answer.end(), callbacks_->to_client.begin(), callbacks_->to_client.end());
    callbacks_->to_client.clear();
    return open;
  }

 private:
  std::shared_ptr<const Shared> shared_;
  std::shared_ptr<Callbacks> callbacks_ = std::make_shared<Callbacks>(shared_->staple);
  tls::Server server_;
};

}  // namespace

SessionFactory make_tls_session_factory(const Scenario& scenario, const Presentation& presentation) {
  auto shared = std::make_shared<Shared>();
  shared->credentials = std::make_shared<Credentials>(scenario.behaviour, presentation);
  shared->policy = std::make_shared<Policy>(scenario.behaviour);
  shared->response = scenario_response(scenario);
  shared->staple = presentation.staple;
  return [shared] { return std::make_unique<TlsSession>(shared); };
}

}  // namespace certcheck::certserve
