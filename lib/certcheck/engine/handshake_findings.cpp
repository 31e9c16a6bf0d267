#include "certcheck/engine/handshake_findings.h"

#include "certcheck/base/encoding.h"
#include "certcheck/engine/checks.h"

#include <utility>

namespace certcheck::engine {
namespace {

const Check* check_for(HandshakeFailure failure) {
  switch (failure) {
    case HandshakeFailure::none:
      return nullptr;
    case HandshakeFailure::usage:
      return &checks::input_unusable;
    case HandshakeFailure::resolve:
      return &checks::handshake_unresolved;
    case HandshakeFailure::connect:
      return &checks::handshake_refused;
    case HandshakeFailure::timeout:
      return &checks::handshake_timeout;
    case HandshakeFailure::closed:
      return &checks::handshake_closed;
    case HandshakeFailure::plaintext:
      return &checks::handshake_plaintext;
    case HandshakeFailure::alert:
      return &checks::handshake_alert;
    case HandshakeFailure::protocol_too_old:
      return &checks::handshake_protocol_too_old;
    case HandshakeFailure::unsupported:
      return &checks::handshake_unsupported;
    case HandshakeFailure::client_certificate:
      return &checks::handshake_client_certificate;
    case HandshakeFailure::invalid_certificate:
      return &checks::handshake_invalid_certificate;
    case HandshakeFailure::limit:
      return &checks::handshake_limit_exceeded;
    case HandshakeFailure::local:
      return &checks::local_resources_exhausted;
    case HandshakeFailure::tls:
    case HandshakeFailure::internal:
      return &checks::handshake_failed;
  }
  return &checks::handshake_failed;
}

}  // namespace

Findings handshake_findings(const HandshakeRecord& record) {
  Findings findings;
  const auto add = [&](const Check& check, std::string message) -> Finding& {
    findings.push_back(
        Finding{.check = &check, .subject = {Subject::Kind::handshake}, .message = std::move(message)});
    return findings.back();
  };
  if (const Check* check = check_for(record.failure)) {
    Finding& finding = add(*check, record.error);
    if (!record.stopped_at.empty()) finding.evidence.emplace_back("stopped_at", record.stopped_at);
    for (const auto& tried : record.addresses_tried) finding.evidence.emplace_back("address_tried", tried);
    if (record.alert) finding.evidence.emplace_back("alert", record.alert->description);
    if (!record.plaintext.empty())
      finding.evidence.emplace_back("received_base64", base64_encode(record.plaintext));
  } else if (record.client_certificate.requested && !record.client_certificate.sent) {
    add(checks::handshake_client_certificate,
        "the server asked for a client certificate and went on without one; what it serves may differ");
  }
  if (record.certificates_left_out != 0)
    add(checks::handshake_limit_exceeded,
        "the server sent " + std::to_string(record.certificates.size() + record.certificates_left_out) +
            " certificates; the first " + std::to_string(record.certificates.size()) + " are looked at");
  if (!record.violation.empty()) add(checks::handshake_protocol_violation, record.violation);
  if (record.key_exchange && record.key_exchange->kind == KeyExchange::Kind::static_rsa)
    add(checks::handshake_no_forward_secrecy,
        "the secret is encrypted to the certificate's RSA key: whoever gets that key later can read what was "
        "recorded of the connection");
  return findings;
}

}  // namespace certcheck::engine
