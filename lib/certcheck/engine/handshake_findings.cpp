#include "certcheck/engine/detail/handshake_findings.h"

#include "certcheck/base/encoding.h"
#include "certcheck/engine/checks.h"
#include "certcheck/engine/detail/protocol_checks.h"
#include "certcheck/engine/detail/proxy_checks.h"
#include "certcheck/engine/detail/starttls_checks.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <utility>

namespace certcheck::engine {
namespace {

const Check& check_for(tls::StartTls::Outcome outcome) {
  switch (outcome) {
    case tls::StartTls::Outcome::not_offered:
      return checks::starttls_not_offered;
    case tls::StartTls::Outcome::refused:
      return checks::starttls_refused;
    case tls::StartTls::Outcome::no_service:
      return checks::starttls_no_service;
    case tls::StartTls::Outcome::malformed:
      return checks::starttls_malformed;
    case tls::StartTls::Outcome::unfinished:
    case tls::StartTls::Outcome::ready:
      break;
  }
  return checks::handshake_failed;
}

const Check& check_for(tls::ProxyUse::Outcome outcome) {
  switch (outcome) {
    case tls::ProxyUse::Outcome::unreachable:
      return checks::proxy_unreachable;
    case tls::ProxyUse::Outcome::authentication:
      return checks::proxy_authentication;
    case tls::ProxyUse::Outcome::refused:
      return checks::proxy_refused;
    case tls::ProxyUse::Outcome::no_connection:
      return checks::proxy_no_connection;
    case tls::ProxyUse::Outcome::malformed:
      return checks::proxy_malformed;
    case tls::ProxyUse::Outcome::untrusted:
      return checks::proxy_untrusted;
    case tls::ProxyUse::Outcome::unfinished:
    case tls::ProxyUse::Outcome::ready:
      break;
  }
  return checks::handshake_failed;
}

const Check* check_for_failure(const tls::HandshakeRecord& record) {
  switch (record.failure) {
    case tls::HandshakeFailure::none:
    case tls::HandshakeFailure::mail_exchanger:  // dns/mx.h says what
      return nullptr;
    case tls::HandshakeFailure::usage:
      return &checks::input_unusable;
    case tls::HandshakeFailure::resolve:
      return &checks::handshake_unresolved;
    case tls::HandshakeFailure::connect:
      return &checks::handshake_refused;
    case tls::HandshakeFailure::proxy:
      return record.proxy ? &check_for(record.proxy->outcome) : &checks::handshake_failed;
    case tls::HandshakeFailure::starttls:
      return record.starttls ? &check_for(record.starttls->outcome) : &checks::handshake_failed;
    case tls::HandshakeFailure::timeout:
      return &checks::handshake_timeout;
    case tls::HandshakeFailure::closed:
      return &checks::handshake_closed;
    case tls::HandshakeFailure::plaintext:
      return &checks::handshake_plaintext;
    case tls::HandshakeFailure::alert:
      return &checks::handshake_alert;
    case tls::HandshakeFailure::protocol_too_old:
      return &checks::handshake_protocol_too_old;
    case tls::HandshakeFailure::unsupported:
      return &checks::handshake_unsupported;
    case tls::HandshakeFailure::client_certificate:
      return &checks::handshake_client_certificate;
    case tls::HandshakeFailure::invalid_certificate:
      return &checks::handshake_invalid_certificate;
    case tls::HandshakeFailure::local:
      return &checks::local_resources_exhausted;
    case tls::HandshakeFailure::tls:
    case tls::HandshakeFailure::limit:
    case tls::HandshakeFailure::internal:
      return &checks::handshake_failed;
  }
  return &checks::handshake_failed;
}

// SSL_MAX_CERT_LIST_DEFAULT of OpenSSL and BoringSSL; the smallest of common clients.
constexpr size_t client_certificate_list_max = 102'400;

// Of the message, as far as the certificates are what fills it.
size_t certificate_message_bytes(const tls::HandshakeRecord& record) {
  constexpr size_t length_bytes = 3;
  size_t bytes = length_bytes;
  for (const Bytes& certificate : record.certificates) bytes += length_bytes + certificate.size();
  return bytes;
}

}  // namespace

Findings handshake_findings(const tls::HandshakeRecord& record) {
  Findings findings;
  const auto add = [&](const Check& check, std::string message) -> Finding& {
    findings.push_back(
        Finding{.check = &check, .subject = {Subject::Kind::handshake}, .message = std::move(message)});
    return findings.back();
  };
  const Check* check = check_for_failure(record);
  const bool server_at_fault =
      record.failure == tls::HandshakeFailure::tls || record.failure == tls::HandshakeFailure::limit;
  if (server_at_fault && !record.violations.empty()) check = nullptr;  // below, by name
  if (check) {
    Finding& finding = add(*check, record.error);
    if (record.stopped_at != tls::Stage::none)
      finding.evidence.emplace_back("stopped_at", stage_name(record.stopped_at));
    for (const auto& tried : record.addresses_tried)
      finding.evidence.emplace_back("address_tried", tried.describe());
    if (record.alert)
      finding.evidence.emplace_back("alert", tls::alert_name(record.alert->alert.description));
    if (record.proxy) {
      finding.evidence.emplace_back("proxy", record.proxy->url);
      finding.evidence.emplace_back("proxy_named_by", record.proxy->named_by);
    }
    if (record.starttls && record.stopped_at == tls::Stage::starttls) {
      finding.evidence.emplace_back("protocol", record.starttls->protocol);
      if (!record.starttls->greeting.empty())
        finding.evidence.emplace_back("greeting", record.starttls->greeting);
    }
    if (!record.plaintext.empty())
      finding.evidence.emplace_back("received_base64", base64_encode(record.plaintext));
  } else if (record.client_certificate.requested && !record.client_certificate.sent) {
    std::string message = "the server asked for a client certificate";
    if (record.client_certificate.no_scheme)
      message += ", and the client's key cannot sign with any scheme that it accepts";
    message += record.client_certificate.accepted
                   ? "; it continued without one, and what it serves may differ"
                   : "; whether it continues without one is unknown";
    add(checks::handshake_client_certificate, std::move(message));
  }
  if (record.starttls && record.starttls->injected_bytes != 0) {
    const std::string bytes = std::to_string(record.starttls->injected_bytes);
    Finding& finding =
        add(checks::starttls_injected,
            bytes + " bytes followed the server's approval of TLS, before the client started it");
    finding.evidence.emplace_back("protocol", record.starttls->protocol);
    finding.evidence.emplace_back("bytes", bytes);
    if (!record.starttls->greeting.empty())
      finding.evidence.emplace_back("greeting", record.starttls->greeting);
  }
  if (record.stopped_at != tls::Stage::connect &&
      record.stopped_at != tls::Stage::proxy)  // then the failure says so
    for (const tls::FailedAddress& tried : record.addresses_tried)
      if (tried.dead)
        add(checks::handshake_dead_address,
            "no connection to " + tried.describe() + "; " + record.address + " answers");
  for (const tls::ProtocolViolation& violation : record.violations) {
    const bool is_the_error = violation.kind == tls::Violation::signature_invalid || is_limit(violation.kind);
    Finding& finding = add(check_for(violation.kind),
                           is_the_error && !record.error.empty() ? record.error : violation.message);
    finding.evidence.emplace_back("step", stage_name(violation.step));
    if (violation.fatal) finding.evidence.emplace_back("stopped_at", stage_name(record.stopped_at));
    if (violation.after_handshake) finding.evidence.emplace_back("handshake", "completed before");
  }
  for (const tls::Intolerance& intolerance : record.intolerances)
    add(check_for(intolerance.kind), intolerance.message);
  const bool old = record.version != 0 && record.version < tls::tls12_version;
  if (old && record.failure != tls::HandshakeFailure::protocol_too_old) {
    add(checks::handshake_protocol_too_old, "the server speaks nothing newer than " +
                                                tls::tls_version_name(record.version) +
                                                ", which is obsolete (RFC 8996)");
  }
  if (const size_t bytes = certificate_message_bytes(record); bytes > client_certificate_list_max) {
    add(checks::handshake_certificates_too_large, "the server's certificates take " + std::to_string(bytes) +
                                                      " bytes; OpenSSL's clients and BoringSSL read " +
                                                      std::to_string(client_certificate_list_max) +
                                                      ", Go 262144")
        .evidence.emplace_back("bytes", std::to_string(bytes));
  }
  if (record.certificates_left_out != 0)
    add(checks::handshake_certificates_left_out,
        "the server sent " + std::to_string(record.certificates.size() + record.certificates_left_out) +
            " certificates; the first " + std::to_string(record.certificates.size()) + " are checked");
  if (record.key_exchange && record.key_exchange->kind == tls::KeyExchange::Kind::static_rsa)
    add(checks::handshake_no_forward_secrecy,
        "the secret is encrypted to the certificate's RSA key: anyone who obtains that key later can decrypt "
        "recorded traffic");
  return findings;
}

}  // namespace certcheck::engine
