#include "certcheck/net/outcome.h"

#include "certcheck/net/step_details.h"
#include "certcheck/net/tls_names.h"

#include <algorithm>

namespace certcheck {

namespace {

using From = HandshakeStep::From;

constexpr uint8_t unrecognized_name = 112;
constexpr uint8_t unexpected_message = 10, decode_error = 50;
constexpr uint8_t bad_certificate = 42, unsupported_certificate = 43, certificate_unknown = 46;

bool has_step(const HandshakeRecord& record, std::string_view name, From from) {
  return std::any_of(record.steps.begin(), record.steps.end(),
                     [&](const HandshakeStep& step) { return step.name == name && step.from == from; });
}

bool refused_by_server(const HandshakeRecord& record) {
  return record.alert && record.alert->from == From::server && record.alert->level == "fatal";
}

std::string alert_phrase(const HandshakeAlert& alert) {
  return alert.description + " (" + std::to_string(alert.description_code) + ")";
}

std::string after(const HandshakeRecord& record) {
  return record.stopped_at.empty() ? std::string() : " after " + record.stopped_at;
}

bool about_certificate(std::optional<uint8_t> alert) {
  return alert == bad_certificate || alert == unsupported_certificate || alert == certificate_unknown;
}

/// The step of the message that the engine refused; empty if it is not among the steps. The tap may be ahead
/// of the engine: it has read the whole record in which the engine stumbled. The engine has looked at
/// `looked_at`, the `count`-th message of its type; messages out of order and those that cannot be read it
/// refuses before it looks at them, values that contradict what went before thereafter.
std::string refused_step(const HandshakeRecord& record, const TlsEngine& engine, uint8_t looked_at,
                         size_t count) {
  const std::string name = handshake_message_name(looked_at);
  auto step = record.steps.begin();
  for (; step != record.steps.end(); ++step) {
    const bool is_it =
        step->from == From::server &&
        (step->name == name || (step->name == "hello_retry_request" && name == "server_hello"));
    if (is_it && --count == 0) break;
  }
  if (step == record.steps.end()) return {};
  const auto next = std::find_if(step + 1, record.steps.end(), [](const HandshakeStep& candidate) {
    return candidate.from == From::server && candidate.name != "alert" &&
           candidate.name != "change_cipher_spec";
  });
  if (next == record.steps.end()) return name;
  const TlsEngine::Problem& problem = *engine.problem();
  // Botan's words where it finds out only later that it cannot use what it has looked at.
  if (name == "certificate" && problem.message.find("X509_Certificate") != std::string::npos) return name;
  const bool before_looking =
      !problem.alert || problem.alert == unexpected_message || problem.alert == decode_error ||
      about_certificate(problem.alert) ||
      (next->name == "certificate" && problem.message.find("ertificate") != std::string::npos);
  return before_looking ? next->name : name;
}

bool certificate_is_to_blame(const HandshakeRecord& record, const TlsEngine& engine) {
  if (engine.certificate_understood() || !has_step(record, "certificate", From::server)) return false;
  const auto alert = engine.problem()->alert;
  // A certificate that came out of turn may be a good one.
  return about_certificate(alert) || (record.stopped_at == "certificate" && alert != unexpected_message);
}

void write_engine_problem(HandshakeRecord& record, const HandshakeScribe& scribe, const TlsEngine& engine) {
  const std::string& words = engine.problem()->message;
  if (const auto message = engine.last_message()) {
    if (const std::string step = refused_step(record, engine, message->type, message->count); !step.empty())
      record.stopped_at = step;
  } else if (has_step(record, "server_hello", From::server)) {
    record.stopped_at = "server_hello";
  }
  if (record.version_id != 0 && record.version_id < tls12_version) {
    record.stopped_at = "server_hello";
    record.failure = HandshakeFailure::protocol_too_old;
    record.error = "the server chose " + record.version + ", which is obsolete (RFC 8996)";
  } else if (certificate_is_to_blame(record, engine)) {
    record.failure = HandshakeFailure::invalid_certificate;
    record.error = "a certificate of the server cannot be used for the handshake: " + words;
  } else if (scribe.signature_valid() == false) {
    record.failure = HandshakeFailure::tls;
    record.error =
        "the server's handshake signature does not verify: it does not hold the key of the certificate "
        "that it shows";
  } else if (scribe.signature_scheme() && !scribe.signature_valid() &&
             !TlsEngine::can_verify(*scribe.signature_scheme())) {
    record.failure = HandshakeFailure::unsupported;
    record.error = "the server signed its handshake with " + record.signature_scheme +
                   ", which cannot be verified here: " + words;
  } else {
    record.failure = HandshakeFailure::tls;
    record.error = "the handshake broke off at " + record.stopped_at + ": " + words;
  }
}

}  // namespace

void write_outcome(HandshakeRecord& record, const HandshakeScribe& scribe, const Tap& tap,
                   const TlsEngine& engine, const SocketEnd& end) {
  record.stopped_at = scribe.last_step();
  if (tap.server_speaks_no_tls()) {
    record.failure = HandshakeFailure::plaintext;
    record.plaintext = tap.server_plaintext();
    record.error = "the server does not speak TLS on this port";
    if (const std::string line = first_line(as_text(record.plaintext)); !line.empty())
      record.error += "; it said \"" + line + "\"";
    return;
  }
  if (!tap.limit_exceeded().empty()) {
    record.failure = HandshakeFailure::limit;
    record.error = "the server sent " + tap.limit_exceeded() + after(record);
    return;
  }
  if (refused_by_server(record)) {
    const bool showed_us = has_step(record, "certificate", From::client);
    if (record.client_certificate.requested && showed_us) {
      write_late_refusal(record);
    } else {
      record.failure = HandshakeFailure::alert;
      record.error = "the server refused the handshake" + after(record) + ": " + alert_phrase(*record.alert);
    }
    return;
  }
  if (engine.problem()) return write_engine_problem(record, scribe, engine);
  if (end.timed_out) {
    const std::string waited = std::to_string(static_cast<long>(end.waited_ms)) + " ms";
    record.failure = HandshakeFailure::timeout;
    // It may have been sending all the time, only too slowly.
    record.error = end.out_of_time ? "the time allowed was over" + after(record) +
                                         "; the server had been silent for " + waited
                                   : "the server was silent for " + waited + after(record);
  } else if (end.closed || engine.closed()) {
    record.failure = HandshakeFailure::closed;
    record.error = "the server closed the connection" + after(record);
  } else {
    record.failure = HandshakeFailure::closed;
    record.error = "the connection broke" + after(record) + ": " + end.error;
  }
}

void write_late_refusal(HandshakeRecord& record) {
  if (!refused_by_server(record) || !record.client_certificate.requested) return;
  record.failure = HandshakeFailure::client_certificate;
  record.error = record.client_certificate.sent
                     ? "the server refused the client certificate: " + alert_phrase(*record.alert)
                     : "the server requires a client certificate: " + alert_phrase(*record.alert);
}

void write_probe_outcome(HandshakeRecord& record) {
  record.probed = true;
  // The first attempt's failure stands where the probe met nothing that would explain it.
  const bool explained = record.version_id < tls12_version || !TlsEngine::implements(record.cipher_suite->id);
  if (!explained) return;
  record.stopped_at = "certificate";
  if (record.version_id < tls12_version) {
    record.failure = HandshakeFailure::protocol_too_old;
    record.error =
        "the server speaks nothing newer than " + record.version + ", which is obsolete (RFC 8996)";
  } else {
    record.failure = HandshakeFailure::unsupported;
    record.error = "the server refuses everything that modern clients offer and chose " + record.version +
                   " with " + record.cipher_suite->name;
  }
}

bool worth_probing(const HandshakeRecord& record) {
  if (!record.certificates.empty() || record.version_id >= tls13_version) return false;
  switch (record.failure) {
    case HandshakeFailure::alert:
      return record.alert->description_code != unrecognized_name;
    case HandshakeFailure::closed:
    case HandshakeFailure::tls:
    case HandshakeFailure::unsupported:
    case HandshakeFailure::protocol_too_old:
      return true;
    default:
      return false;
  }
}

}  // namespace certcheck
