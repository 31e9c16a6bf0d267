#include "certcheck/net/proxy/detail/proxy_tls.h"

#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace certcheck::net::proxy {
namespace {

/// RFC 9325 3.1.1 and 4.2: what is recommended, and nothing else.
Offer strict_offer() {
  Offer offer = ordinary_offer();
  offer.keep_versions({tls::tls13_version, tls::tls12_version});
  std::erase_if(offer.cipher_suites, [](uint16_t id) {
    const tls::CipherSuite* const suite = tls::find_cipher_suite(id);
    // Their tags are too short.
    const bool short_tag = suite != nullptr && (suite->cipher == tls::CipherSuite::Cipher::aes_128_ccm_8 ||
                                                suite->cipher == tls::CipherSuite::Cipher::aes_256_ccm_8);
    if (suite == nullptr || !suite->is_aead() || short_tag) return true;
    return suite->method != tls::CipherSuite::Method::tls13 &&
           suite->key_exchange() != tls::KeyExchange::Kind::ecdhe;
  });
  // RFC 9155: no SHA-1.
  constexpr uint16_t rsa_sha1 = 0x0201, ecdsa_sha1 = 0x0203;
  std::erase_if(offer.signature_schemes,
                [](uint16_t scheme) { return scheme == rsa_sha1 || scheme == ecdsa_sha1; });
  offer.alpn = {"http/1.1"};
  return offer;
}

/// Of what comes through this layer others count the bytes; the rest is as for any server.
Limits limits_of_tunnel() {
  Limits limits;
  limits.application_bytes_max = limits.records_max = std::numeric_limits<size_t>::max();
  return limits;
}

}  // namespace

ProxyTls::ProxyTls(std::string name) {
  ClientOptions options;
  options.offer = strict_offer();
  options.server_name = std::move(name);
  options.limits = limits_of_tunnel();
  client_ = std::make_unique<Client>(std::move(options), [this](const Event& event) { on(event); });
  client_->start();
}

ProxyTls::~ProxyTls() = default;

void ProxyTls::receive(ByteView bytes) {
  if (over()) return;
  client_->receive(bytes);
  if (client_->failure()) fail(client_->failure()->message);
  if (!certificate_message_.empty() && certificates_.empty())
    certificates_ =
        tls::read_certificate_message(certificate_message_, client_->version() >= tls::tls13_version)
            .certificates;
}

Bytes ProxyTls::take_output() { return client_->take_output(); }

bool ProxyTls::ready() const {
  return problem_.empty() && client_->handshake_done() && client_->proof() == Proof::signature &&
         !certificates_.empty();
}

void ProxyTls::send(ByteView data) {
  if (ready()) client_->send(data);
}

Bytes ProxyTls::take_data() { return std::exchange(data_, {}); }

bool ProxyTls::over() const { return !problem_.empty() || client_->over(); }

void ProxyTls::on(const Event& event) {
  if (const auto* violation = std::get_if<tls::ProtocolViolation>(&event)) return fail(violation->message);
  const auto* message = std::get_if<HandshakeMessage>(&event);
  // The first, which is what the handshake's signature covers.
  if (message != nullptr && message->from == tls::Side::server && certificate_message_.empty() &&
      message->type == tls::message_type::certificate)
    certificate_message_ = to_bytes(message->body);
  if (const auto* data = std::get_if<ApplicationData>(&event))
    data_.insert(data_.end(), data->content.begin(), data->content.end());
}

void ProxyTls::fail(std::string_view problem) {
  if (problem_.empty()) problem_ = problem.empty() ? "the handshake failed" : problem;
}

}  // namespace certcheck::net::proxy
