#include "certcheck/net/tls_engine.h"

#include "certcheck/net/detail/client_identity_parts.h"
#include "certcheck/net/detail/policy.h"

#include <botan/credentials_manager.h>
#include <botan/exceptn.h>
#include <botan/ocsp.h>
#include <botan/pk_keys.h>
#include <botan/system_rng.h>
#include <botan/tls_alert.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_ciphersuite.h>
#include <botan/tls_client.h>
#include <botan/tls_exceptn.h>
#include <botan/tls_extensions.h>
#include <botan/tls_handshake_msg.h>
#include <botan/tls_policy.h>
#include <botan/tls_session_manager_noop.h>
#include <botan/tls_signature_scheme.h>
#include <botan/x509cert.h>

#include <algorithm>
#include <exception>
#include <map>
#include <utility>

namespace certcheck {

namespace {

constexpr uint16_t sct_extension = 18;

// Asks for signed certificate timestamps, RFC 6962 3.3.1.
class SctRequest final : public Botan::TLS::Extension {
 public:
  Botan::TLS::Extension_Code type() const override { return Botan::TLS::Extension_Code(sct_extension); }
  std::vector<uint8_t> serialize(Botan::TLS::Connection_Side /*side*/) const override { return {}; }
  bool empty() const override { return false; }
};

class Credentials final : public Botan::Credentials_Manager {
 public:
  explicit Credentials(std::shared_ptr<const ClientIdentity> identity) : identity_(std::move(identity)) {}

  // The names of authorities that the server accepts are not heeded: many servers send none or the wrong
  // ones, and its refusal tells more than our silence.
  std::vector<Botan::X509_Certificate> find_cert_chain(
      const std::vector<std::string>& key_types, const std::vector<Botan::AlgorithmIdentifier>& /*schemes*/,
      const std::vector<Botan::X509_DN>& /*authorities*/, const std::string& /*type*/,
      const std::string& /*context*/) override {
    if (!identity_) return {};
    const std::string own = identity_->parts().key->algo_name();
    const bool usable = std::find(key_types.begin(), key_types.end(), own) != key_types.end();
    return usable ? identity_->parts().chain : std::vector<Botan::X509_Certificate>{};
  }

  std::shared_ptr<Botan::Private_Key> private_key_for(const Botan::X509_Certificate& /*certificate*/,
                                                      const std::string& /*type*/,
                                                      const std::string& /*context*/) override {
    return identity_ ? identity_->parts().key : nullptr;
  }

 private:
  std::shared_ptr<const ClientIdentity> identity_;
};

class Observer final : public Botan::TLS::Callbacks {
 public:
  explicit Observer(TlsEngine::Events events_) : events(std::move(events_)) {}

  void tls_emit_data(std::span<const uint8_t> data) override {
    output.insert(output.end(), data.begin(), data.end());
  }
  void tls_record_received(uint64_t /*sequence*/, std::span<const uint8_t> data) override {
    events.data(data);
  }
  void tls_alert(Botan::TLS::Alert alert) override {
    constexpr uint8_t warning = 1, fatal = 2;
    events.alert(alert.is_fatal() ? fatal : warning, static_cast<uint8_t>(alert.type()));
  }

  // Judging certificates is not the engine's business: returning means to go on.
  void tls_verify_cert_chain(const std::vector<Botan::X509_Certificate>& /*chain*/,
                             const std::vector<std::optional<Botan::OCSP::Response>>& /*staples*/,
                             const std::vector<Botan::Certificate_Store*>& /*roots*/,
                             Botan::Usage_Type /*usage*/, std::string_view /*host*/,
                             const Botan::TLS::Policy& /*policy*/) override {
    certificate_understood = true;
  }
  // The staple is taken from the tap; a broken one must not end the handshake.
  std::optional<Botan::OCSP::Response> tls_parse_ocsp_response(const std::vector<uint8_t>& /*raw*/) override {
    return std::nullopt;
  }

  bool tls_verify_message(const Botan::Public_Key& key, std::string_view padding,
                          Botan::Signature_Format format, const std::vector<uint8_t>& message,
                          const std::vector<uint8_t>& signature) override {
    const bool valid = Callbacks::tls_verify_message(key, padding, format, message, signature);
    events.signature(valid);
    return valid;
  }

  void tls_inspect_handshake_msg(const Botan::TLS::Handshake_Message& message) override {
    using Type = Botan::TLS::Handshake_Type;
    // The client's own messages pass here, too; of those that both send, the server's come first.
    // A server hello of TLS 1.2 is looked at twice: first by the engine that speaks 1.3 as well.
    if (message.type() == Type::ServerHello && last_message &&
        last_message->type == static_cast<uint8_t>(Type::ServerHello) && !hello_retried)
      return;
    hello_retried = message.type() == Type::HelloRetryRequest;
    switch (message.type()) {
      case Type::ServerHello:
      case Type::HelloRetryRequest:
      case Type::EncryptedExtensions:
      case Type::Certificate:
      case Type::CertificateRequest:
      case Type::CertificateStatus:
      case Type::CertificateVerify:
      case Type::ServerKeyExchange:
      case Type::ServerHelloDone:
      case Type::Finished:
        last_message = {static_cast<uint8_t>(message.wire_type()),
                        ++messages[static_cast<uint8_t>(message.wire_type())]};
        break;
      default:
        break;
    }
  }

  void tls_modify_extensions(Botan::TLS::Extensions& extensions, Botan::TLS::Connection_Side /*side*/,
                             Botan::TLS::Handshake_Type message) override {
    if (message == Botan::TLS::Handshake_Type::ClientHello &&
        !extensions.has(Botan::TLS::Extension_Code(sct_extension))) {
      extensions.add(std::make_unique<SctRequest>());
    }
  }

  void tls_ssl_key_log_data(std::string_view label, std::span<const uint8_t> /*client_random*/,
                            std::span<const uint8_t> secret) const override {
    events.secret(label, secret);
  }

  TlsEngine::Events events;
  Bytes output;
  bool certificate_understood = false;
  std::optional<TlsEngine::Message> last_message;
  bool hello_retried = false;          ///< by the message looked at last
  std::map<uint8_t, size_t> messages;  ///< looked at, by type
};

}  // namespace

struct TlsEngine::State {
  Settings settings;
  std::shared_ptr<Observer> observer;
  std::optional<Botan::TLS::Client> client;
  std::optional<Problem> problem;

  // Botan throws where the peer breaks the protocol; its alert is in the output by then.
  template <typename Work>
  void guard(Work work) {
    if (problem) return;
    try {
      work();
    } catch (const Botan::TLS::TLS_Exception& thrown) {
      problem = Problem{thrown.what(), static_cast<uint8_t>(thrown.type())};
    } catch (const std::exception& thrown) {
      problem = Problem{thrown.what(), std::nullopt};
    }
  }
};

TlsEngine::TlsEngine(Settings settings, Events events) : state_(std::make_unique<State>()) {
  state_->settings = std::move(settings);
  state_->observer = std::make_shared<Observer>(std::move(events));
}

TlsEngine::~TlsEngine() = default;

void TlsEngine::start() {
  state_->guard([this] {
    const Settings& settings = state_->settings;
    const auto policy = permissive_policy(settings.tls12, settings.tls13, settings.message_bytes_max);
    // The process's generator outlives every connection.
    const std::shared_ptr<Botan::RandomNumberGenerator> rng(std::shared_ptr<void>(), &Botan::system_rng());
    constexpr size_t io_buffer = 4096;
    state_->client.emplace(state_->observer, std::make_shared<Botan::TLS::Session_Manager_Noop>(),
                           std::make_shared<Credentials>(settings.identity), policy, rng,
                           Botan::TLS::Server_Information(settings.server_name, settings.port),
                           policy->latest_supported_version(false), settings.alpn, io_buffer);
  });
}

void TlsEngine::receive(ByteView from_server) {
  state_->guard([&] { state_->client->received_data(from_server); });
}

void TlsEngine::send(ByteView data) {
  state_->guard([&] { state_->client->send(data); });
}

void TlsEngine::close() {
  state_->guard([&] { state_->client->close(); });
}

Bytes TlsEngine::take_output() { return std::exchange(state_->observer->output, Bytes()); }

bool TlsEngine::handshake_done() const { return state_->client && state_->client->is_handshake_complete(); }

bool TlsEngine::closed() const { return state_->client && state_->client->is_closed(); }

const std::optional<TlsEngine::Problem>& TlsEngine::problem() const { return state_->problem; }

std::optional<TlsEngine::Message> TlsEngine::last_message() const { return state_->observer->last_message; }

bool TlsEngine::certificate_understood() const { return state_->observer->certificate_understood; }

std::optional<unsigned> TlsEngine::peer_key_bits() const {
  std::optional<unsigned> bits;
  if (!state_->client) return bits;
  try {
    const auto chain = state_->client->peer_cert_chain();
    if (!chain.empty()) bits = static_cast<unsigned>(chain.front().subject_public_key()->key_length());
  } catch (const Botan::Exception&) {
    return std::nullopt;  // a key of a kind that Botan does not load
  }
  return bits;
}

bool TlsEngine::can_verify(uint16_t signature_scheme) {
  return Botan::TLS::Signature_Scheme(signature_scheme).is_available();
}

bool TlsEngine::implements(uint16_t cipher_suite) {
  return Botan::TLS::Ciphersuite::by_id(cipher_suite).has_value();
}

}  // namespace certcheck
