#include "certcheck/net/outcome.h"

#include "certcheck/net/step_details.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/ssl2.h"

#include <algorithm>

namespace certcheck {

namespace {

using From = HandshakeStep::From;
using FailureKind = tls::ClientFailure::Kind;

bool refused_by_server(const HandshakeRecord& record) {
  return record.alert && record.alert->from == From::server && record.alert->level == "fatal";
}

std::string alert_phrase(const HandshakeAlert& alert) {
  return alert.description + " (" + std::to_string(alert.description_code) + ")";
}

std::string after(const HandshakeRecord& record) {
  return record.stopped_at.empty() ? std::string() : " after " + record.stopped_at;
}

// The server was told, with or without a certificate, who the client is.
bool answered_request(const HandshakeRecord& record) {
  return record.client_certificate.requested &&
         std::any_of(record.steps.begin(), record.steps.end(), [](const HandshakeStep& step) {
           return step.name == "certificate" && step.from == From::client;
         });
}

std::string client_certificate_phrase(const HandshakeRecord& record) {
  if (record.client_certificate.sent) return "the server refused the client certificate";
  return record.client_certificate.no_scheme ? "the server requires a client certificate, and the client's "
                                               "key can sign by no scheme that it accepts"
                                             : "the server requires a client certificate";
}

void write_client_failure(HandshakeRecord& record, const tls::ClientFailure& failure, bool key_disproved) {
  record.stopped_at = failure.step;
  switch (failure.kind) {
    case FailureKind::violation:
      if (!record.violations.empty() && is_limit(record.violations.back().kind)) {
        record.failure = HandshakeFailure::limit;
        record.error = "the server sent " + failure.message + after(record);
      } else if (key_disproved) {
        record.failure = HandshakeFailure::tls;
        record.error =
            "the server's handshake signature does not verify: it does not hold the key of the certificate "
            "that it "
            "shows (" +
            failure.message + ")";
      } else {
        record.failure = HandshakeFailure::tls;
        record.error = "the handshake broke off at " + failure.step + ": " + failure.message;
      }
      return;
    case FailureKind::unsupported:
      record.failure = HandshakeFailure::unsupported;
      record.error = failure.message;
      return;
    case FailureKind::protocol_too_old:
      record.failure = HandshakeFailure::protocol_too_old;
      record.error = failure.message + ", which is obsolete (RFC 7568)";
      return;
    case FailureKind::invalid_certificate:
      record.failure = HandshakeFailure::invalid_certificate;
      record.error = "a certificate of the server cannot be used for the handshake: " + failure.message;
      return;
    case FailureKind::refused:
    case FailureKind::no_tls:
    case FailureKind::internal:
      break;
  }
  record.failure = HandshakeFailure::internal;
  record.error = failure.message;
}

void write_no_tls(HandshakeRecord& record) {
  record.failure = HandshakeFailure::plaintext;
  record.error = "the server does not speak TLS on this port";
  if (const std::string line = first_line(as_text(record.plaintext)); !line.empty())
    record.error += "; it said \"" + line + "\"";
}

void write_socket_end(HandshakeRecord& record, const SocketEnd& end, bool closed) {
  if (end.timed_out) {
    const std::string waited = std::to_string(static_cast<long>(end.waited_ms)) + " ms";
    record.failure = HandshakeFailure::timeout;
    // It may have been sending all the time, only too slowly.
    record.error = end.out_of_time ? "the time allowed was over" + after(record) +
                                         "; the server had been silent for " + waited
                                   : "the server was silent for " + waited + after(record);
    return;
  }
  record.failure = HandshakeFailure::closed;
  const bool by_server = end.closed || closed;
  if (by_server && answered_request(record)) {
    record.failure = HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": it closed the connection after the client's answer";
  } else if (by_server) {
    record.error = "the server closed the connection" + after(record);
  } else {
    record.error = "the connection broke" + after(record) + ": " + end.error;
  }
}

// RFC 8446 4.4.2.4: what a server of TLS 1.3 makes of the client's certificate shows only after the
// handshake.
void write_late_refusal(HandshakeRecord& record, const Recorder& recorder, const SocketEnd& end,
                        bool closed) {
  auto& exchange = record.client_certificate;
  if (!exchange.requested) return;
  exchange.accepted = exchange.accepted || recorder.data_seen() || recorder.ticket_seen();
  if (refused_by_server(record)) {
    record.failure = HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": " + alert_phrase(*record.alert);
  } else if (!exchange.accepted && (end.closed || closed)) {
    record.failure = HandshakeFailure::client_certificate;
    record.error = client_certificate_phrase(record) + ": it closed the connection after the client's answer";
  }
}

}  // namespace

void write_outcome(HandshakeRecord& record, const Recorder& recorder, const tls::Client& client,
                   const SocketEnd& end) {
  record.completed = client.handshake_done();
  if (client.proof() != tls::Proof::none) record.possession = Possession::proven;
  if (client.key_disproved()) record.possession = Possession::disproved;
  if (record.completed) {
    // Clients break off over these. The first says at which step.
    if (!record.violations.empty()) {
      record.failure = HandshakeFailure::tls;
      record.stopped_at = record.violations.front().step;
      record.error =
          "the server broke the protocol at " + record.stopped_at + ": " + record.violations.front().message;
    }
    write_late_refusal(record, recorder, end, client.closed());
    return;
  }
  record.stopped_at = recorder.last_step();
  const auto& failure = client.failure();
  if (failure && failure->kind == FailureKind::no_tls) return write_no_tls(record);
  if (refused_by_server(record) && (!failure || failure->kind == FailureKind::refused)) {
    if (answered_request(record)) {
      record.failure = HandshakeFailure::client_certificate;
      record.error = client_certificate_phrase(record) + ": " + alert_phrase(*record.alert);
    } else {
      record.failure = HandshakeFailure::alert;
      record.error = "the server refused the handshake" + after(record) + ": " + alert_phrase(*record.alert);
    }
    return;
  }
  if (failure) return write_client_failure(record, *failure, client.key_disproved());
  write_socket_end(record, end, client.closed());
}

void write_ssl2_answer(HandshakeRecord& record, ByteView bytes, double asked_ms, double answered_ms) {
  const auto size = tls::ssl2_record_bytes(bytes);
  const auto hello =
      size && *size <= bytes.size() ? tls::read_ssl2_server_hello(bytes.first(*size)) : std::nullopt;
  if (!hello || hello->version != tls::ssl2_version) return;
  record.probed = true;
  record.alert.reset();
  record.plaintext.clear();
  record.version_id = tls::ssl2_version;
  record.version = tls::tls_version_name(tls::ssl2_version);
  record.failure = HandshakeFailure::protocol_too_old;
  record.stopped_at = "server_hello";
  record.error = "the server speaks SSL 2.0 alone, which is forbidden (RFC 6176)";
  record.sni.clear();  // there is no place for one
  using Value = HandshakeStep::Value;
  const auto add = [&](std::string name, From from, double at_ms, std::string meaning) {
    HandshakeStep::Detail detail{
        {"meaning", Value(std::move(meaning))}, {"version", Value(record.version)}, {"probe", Value(true)}};
    record.steps.push_back({std::move(name), from, at_ms, std::move(detail)});
  };
  add("client_hello", From::client, asked_ms,
      "As the server answered no hello of TLS, the client asks once more in the way of SSL 2.0, which reads "
      "nothing newer.");
  add("server_hello", From::server, answered_ms,
      "The server answers in SSL 2.0, whose messages anybody on the way can change.");
  if (hello->certificate.empty()) return;
  record.certificates = {to_bytes(hello->certificate)};
  add("certificate", From::server, answered_ms,
      "In SSL 2.0 the certificate stands in the server's hello, alone: there is no place for intermediates.");
}

}  // namespace certcheck
