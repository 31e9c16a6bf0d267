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

// Tap and engine get record after record, so that the tap has the keys that the engine logs when it needs
// them, and what is said of a record does not depend on what came with it.
void Exchange::receive(ByteView bytes, double at_ms) {
  scribe_.set_time(at_ms);
  while (!bytes.empty() && tap_.limit_exceeded().empty()) {
    const ByteView piece = next_piece(bytes);
    bytes = bytes.subspan(piece.size());
    receive_piece(piece);
  }
}

ByteView Exchange::next_piece(ByteView bytes) {
  constexpr size_t header_size = 5;
  if (!framed_) return bytes;
  size_t taken = 0;
  if (record_left_ == 0) {
    taken = std::min(header_size - header_.size(), bytes.size());
    header_.insert(header_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    framed_ = header_[0] >= change_cipher_spec_content && header_[0] <= application_data_content;
    if (!framed_) return bytes;
    if (header_.size() < header_size) return bytes.first(taken);
    record_left_ = size_t{header_[3]} << 8 | header_[4];
    header_.clear();
  }
  const size_t of_body = std::min(record_left_, bytes.size() - taken);
  record_left_ -= of_body;
  return bytes.first(taken + of_body);
}

void Exchange::receive_piece(ByteView piece) {
  const bool spoke_no_tls = tap_.server_speaks_no_tls(), was_malformed = scribe_.saw_malformed();
  tap_.from_server(piece);
  if (!tap_.server_speaks_no_tls()) {
    if (tap_.limit_exceeded().empty()) engine_.receive(piece);
    look_at_outcome(was_malformed);
  } else if (!spoke_no_tls) {
    scribe_.note_plaintext(tap_.server_plaintext());
  }
}

void Exchange::look_at_outcome(bool was_malformed) {
  if (!completed()) {
    finished_ = engine_.handshake_done() && !engine_.problem();
  } else if (record_.violation.empty()) {
    if (!tap_.limit_exceeded().empty())
      record_.violation = "the server sent " + tap_.limit_exceeded() + " behind the handshake";
    else if (!was_malformed && scribe_.saw_malformed())
      record_.violation = "what the server sent behind the handshake is not TLS: " + scribe_.malformed_by();
    else if (engine_.problem() && !concluded_)
      record_.violation = "the server broke the protocol behind the handshake: " + engine_.problem()->message;
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
  return engine_.problem() || finished_ || engine_.closed() || tap_.server_speaks_no_tls() ||
         !tap_.limit_exceeded().empty();
}

bool Exchange::worth_reading_on() const {
  if (!engine_.problem() || finished_ || !tap_.limit_exceeded().empty() || !scribe_.saw_server_hello() ||
      scribe_.saw_malformed() || record_.alert)
    return false;
  if (!scribe_.saw_server_certificate()) return true;
  return record_.version_id == tls13_version && !transcript_.complete() && !transcript_.given_up();
}

void Exchange::conclude() {
  const auto scheme = scribe_.signature_scheme();
  const bool wanted = engine_.problem() && !finished_ && record_.version_id == tls13_version && scheme &&
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
