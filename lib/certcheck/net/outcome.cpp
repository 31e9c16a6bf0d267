#include "certcheck/net/detail/outcome.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/ssl2.h"

#include <algorithm>

namespace certcheck::net {

namespace {

using FailureKind = ClientFailure::Kind;

bool refused_by_server(const tls::HandshakeRecord& record) {
  return record.alert && record.alert->from == tls::Side::server && record.alert->alert.fatal;
}

std::string alert_phrase(const tls::HandshakeAlert& alert) {
  return tls::alert_name(alert.alert.description) + " (" + std::to_string(alert.alert.description) + ")";
}

std::string after(const tls::HandshakeRecord& record) {
  return record.stopped_at == tls::Stage::none ? std::string() : " after " + stage_name(record.stopped_at);
}

// The server was told, with or without a certificate, who the client is.
bool answered_request(const tls::HandshakeRecord& record) {
  return record.client_certificate.requested &&
         std::any_of(record.steps.begin(), record.steps.end(), [](const tls::HandshakeStep& step) {
           return step.from == tls::Side::client && step.as<tls::step::Certificate>() != nullptr;
         });
}

std::string client_certificate_phrase(const tls::HandshakeRecord& record) {
  if (record.client_certificate.sent) return "the server refused the client certificate";
  return record.client_certificate.no_scheme ? "the server requires a client certificate, and the client's "
                                               "key cannot sign with any scheme that it accepts"
                                             : "the server requires a client certificate";
}

void write_client_failure(tls::HandshakeRecord& record, const ClientFailure& failure, bool key_disproved) {
  record.stopped_at = failure.step;
  switch (failure.kind) {
    case FailureKind::violation:
      if (!record.violations.empty() && is_limit(record.violations.back().kind)) {
        record.failure = tls::HandshakeFailure::limit;
        record.error = "the server sent " + failure.message + after(record);
      } else if (key_disproved) {
        record.failure = tls::HandshakeFailure::tls;
        record.error =
            "the server's handshake signature does not verify: it does not hold the key of the certificate "
            "that it presents (" +
            failure.message + ")";
      } else {
        record.failure = tls::HandshakeFailure::tls;
        record.error = "the handshake stopped at " + stage_name(failure.step) + ": " + failure.message;
      }
      return;
    case FailureKind::unsupported:
      record.failure = tls::HandshakeFailure::unsupported;
      record.error = failure.message;
      return;
    case FailureKind::protocol_too_old:
      record.failure = tls::HandshakeFailure::protocol_too_old;
      record.error = failure.message + ", which is obsolete (RFC 7568)";
      return;
    case FailureKind::invalid_certificate:
      record.failure = tls::HandshakeFailure::invalid_certificate;
      record.error = "a certificate of the server cannot be used for the handshake: " + failure.message;
      return;
    case FailureKind::refused:
    case FailureKind::no_tls:
    case FailureKind::internal:
      break;
  }
  record.failure = tls::HandshakeFailure::internal;
  record.error = failure.message;
}

void write_no_tls(tls::HandshakeRecord& record) {
  record.failure = tls::HandshakeFailure::plaintext;
  record.error = "the server does not speak TLS on this port";
  if (const std::string line = first_line(as_text(record.plaintext)); !line.empty())
    record.error += "; it said \"" + line + "\"";
}

/// What the server did to the connection.
std::string closing(const SocketEnd& end) {
  return end.reset ? "reset the connection" : "closed the connection";
}

void write_socket_end(tls::HandshakeRecord& record, const SocketEnd& end, bool closed) {
  if (end.timed_out) {
    const std::string waited = std::to_string(static_cast<long>(end.waited_ms)) + " ms";
    record.failure = tls::HandshakeFailure::timeout;
    // It may have been sending all the time, only too slowly.
    record.error = end.out_of_time ? "the time limit was reached" + after(record) +
                                         "; the server had been silent for " + waited
                                   : "the server was silent for " + waited + after(record);
    return;
  }
  record.failure = tls::HandshakeFailure::closed;
  const bool by_server = end.closed || closed;
  if (by_server && answered_request(record)) {
    record.failure = tls::HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": it " + closing(end) + " after the client's answer";
  } else if (by_server) {
    record.error = "the server " + closing(end) + after(record);
  } else {
    record.error = "the connection was lost" + after(record) + ": " + end.error;
  }
}

// RFC 8446 4.4.2.4: what a server of TLS 1.3 makes of the client's certificate shows only after the
// handshake.
void write_late_refusal(tls::HandshakeRecord& record, const Recorder& recorder, const SocketEnd& end,
                        bool closed) {
  auto& exchange = record.client_certificate;
  if (!exchange.requested) return;
  exchange.accepted = exchange.accepted || recorder.data_seen() || recorder.ticket_seen();
  if (refused_by_server(record)) {
    record.failure = tls::HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": " + alert_phrase(*record.alert);
  } else if (!exchange.accepted && (end.closed || closed)) {
    record.failure = tls::HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": it closed the connection after the client's answer";
  }
}

}  // namespace

void write_outcome(tls::HandshakeRecord& record, const Recorder& recorder, const Client& client,
                   const SocketEnd& end) {
  record.completed = client.handshake_done();
  if (client.proof() != Proof::none) record.possession = tls::Possession::proven;
  if (client.key_disproved()) record.possession = tls::Possession::disproved;
  if (record.completed) {
    // Clients break off over these. The first says at which step.
    if (!record.violations.empty()) {
      record.failure = tls::HandshakeFailure::tls;
      record.stopped_at = record.violations.front().step;
      record.error = "the server violated the protocol at " + stage_name(record.stopped_at) + ": " +
                     record.violations.front().message;
    }
    write_late_refusal(record, recorder, end, client.closed());
    return;
  }
  record.stopped_at = recorder.last_stage();
  const auto& failure = client.failure();
  if (failure && failure->kind == FailureKind::no_tls) return write_no_tls(record);
  if (refused_by_server(record) && (!failure || failure->kind == FailureKind::refused)) {
    if (answered_request(record)) {
      record.failure = tls::HandshakeFailure::client_certificate;
      record.error = client_certificate_phrase(record) + ": " + alert_phrase(*record.alert);
    } else {
      record.failure = tls::HandshakeFailure::alert;
      record.error = "the server refused the handshake" + after(record) + ": " + alert_phrase(*record.alert);
    }
    return;
  }
  if (failure) return write_client_failure(record, *failure, client.key_disproved());
  write_socket_end(record, end, client.closed());
}

void write_ssl2_answer(tls::HandshakeRecord& record, ByteView bytes, double asked_ms, double answered_ms) {
  const auto size = tls::ssl2_record_bytes(bytes);
  const auto hello =
      size && *size <= bytes.size() ? tls::read_ssl2_server_hello(bytes.first(*size)) : std::nullopt;
  if (!hello || hello->version != tls::ssl2_version) return;
  record.probed = true;
  record.alert.reset();
  record.plaintext.clear();
  record.version = tls::ssl2_version;
  record.failure = tls::HandshakeFailure::protocol_too_old;
  record.stopped_at = tls::Stage::server_hello;
  record.error = "the server speaks only SSL 2.0, which is forbidden (RFC 6176)";
  record.sni.clear();  // there is no place for one
  const auto add = [&](tls::Side from, double at_ms, tls::step::Message message) {
    record.steps.push_back({from, at_ms, std::move(message), true});
  };
  tls::step::ClientHello asked;
  asked.occasion = tls::step::ClientHello::Occasion::probe;
  asked.versions = {tls::ssl2_version};
  add(tls::Side::client, asked_ms, std::move(asked));
  tls::step::ServerHello answered;
  answered.version = tls::ssl2_version;
  add(tls::Side::server, answered_ms, std::move(answered));
  if (hello->certificate.empty()) return;
  record.certificates = {to_bytes(hello->certificate)};
  tls::step::Certificate shown;
  shown.sizes = {hello->certificate.size()};
  shown.in_hello = true;
  add(tls::Side::server, answered_ms, std::move(shown));
}

}  // namespace certcheck::net
