#include "certcheck/net/exchange.h"

#include "certcheck/net/tls_names.h"

#include <algorithm>
#include <utility>

namespace certcheck {

namespace {

TapLimits limits_for(const TlsEngine::Settings& settings) {
  TapLimits limits;
  limits.message_bytes_max = std::min(limits.message_bytes_max, settings.message_bytes_max);
  return limits;
}

}  // namespace

Exchange::Exchange(HandshakeRecord& record, TlsEngine::Settings settings)
    : record_(record),
      scribe_(record),
      tap_(
          [this](const TapEvent& event) {
            scribe_.see(event);
            transcript_.add(event);
          },
          limits_for(settings)),
      has_identity_(settings.identity != nullptr),
      engine_(std::move(settings), {.secret =
                                        [this](std::string_view label, ByteView secret) {
                                          if (label == "SERVER_HANDSHAKE_TRAFFIC_SECRET") {
                                            secrets_.server_handshake_secret = to_bytes(secret);
                                          } else if (label == "CLIENT_HANDSHAKE_TRAFFIC_SECRET") {
                                            secrets_.client_handshake_secret = to_bytes(secret);
                                          }
                                          tap_.add_secret(label, secret);
                                        },
                                    .signature = [this](bool valid) { scribe_.note_signature(valid); },
                                    .alert =
                                        [this](uint8_t level, uint8_t description) {
                                          scribe_.note_alert(HandshakeStep::From::server, level, description);
                                        },
                                    .data =
                                        [this](ByteView data) {
                                          data_seen_ = true;
                                          scribe_.note_application_data(data);
                                        }}) {}

void Exchange::receive(ByteView bytes, double at_ms) {
  scribe_.set_time(at_ms);
  const bool spoke_no_tls = tap_.server_speaks_no_tls();
  tap_.from_server(bytes);
  if (!tap_.server_speaks_no_tls()) {
    engine_.receive(bytes);
  } else if (!spoke_no_tls) {
    scribe_.note_plaintext(tap_.server_plaintext());
  }
}

Bytes Exchange::take_output(double at_ms) {
  const Bytes from_engine = engine_.take_output();
  // Once we conclude in its stead, the alert of the engine that gave up is not sent.
  Bytes output = concluded_ ? std::exchange(last_flight_, Bytes()) : from_engine;
  scribe_.set_time(at_ms);
  tap_.from_client(output);
  constexpr uint8_t warning = 1, close_notify = 0;
  // In TLS 1.2 the tap cannot read it.
  if (closing_) scribe_.note_alert(HandshakeStep::From::client, warning, close_notify);
  return output;
}

void Exchange::close() {
  engine_.close();
  closing_ = true;
}

bool Exchange::over() const {
  return engine_.problem() || engine_.handshake_done() || engine_.closed() || tap_.server_speaks_no_tls();
}

bool Exchange::worth_reading_on() const {
  if (!engine_.problem() || !scribe_.saw_server_hello() || scribe_.saw_malformed() || record_.alert)
    return false;
  if (!scribe_.saw_server_certificate()) return true;
  return record_.version_id == tls13_version && !transcript_.complete() && !transcript_.given_up();
}

void Exchange::conclude() {
  const auto scheme = scribe_.signature_scheme();
  const bool wanted = engine_.problem() && record_.version_id == tls13_version && scheme &&
                      !TlsEngine::can_verify(*scheme) && !record_.certificates.empty();
  // A client certificate would need a signature of ours as well.
  if (!wanted || (record_.client_certificate.requested && has_identity_)) return;
  secrets_.cipher_suite = record_.cipher_suite->id;
  secrets_.leaf = record_.certificates.front();
  secrets_.certificate_requested = record_.client_certificate.requested;
  auto conclusion = conclude_handshake(transcript_, secrets_);
  if (!conclusion) return;
  scribe_.note_signature(conclusion->signature_valid);
  concluded_ = !conclusion->client_flight.empty();
  last_flight_ = std::move(conclusion->client_flight);
}

void Exchange::note_peer_key() {
  if (record_.key_exchange && record_.key_exchange->kind == KeyExchange::Kind::static_rsa) {
    if (const auto bits = engine_.peer_key_bits()) scribe_.note_key_bits(*bits);
  }
}

void Exchange::write_outcome(const SocketEnd& end) {
  certcheck::write_outcome(record_, scribe_, tap_, engine_, end);
}

}  // namespace certcheck
