#pragma once

#include "certcheck/net/client/detail/client.h"
#include "certcheck/tls/names.h"

#include <optional>
#include <string>
#include <vector>

namespace certcheck::test {

/// What a net::Client showed, in words: "s:certificate", "c:finished", "c:change_cipher_spec", "s:alert
/// handshake_failure", "data".
struct TlsStory {
  std::vector<std::string> steps;
  std::vector<tls::ProtocolViolation> violations;
  std::vector<Bytes> certificates;  ///< bodies of the server's Certificate messages
  std::optional<net::SignatureVerified> signature;
  Bytes data;
  Bytes plaintext;
  Bytes server_hello;

  net::Client::Sink sink() {
    return [this](const net::Event& event) { note(event); };
  }

  bool has(std::string_view step) const {
    for (const std::string& each : steps)
      if (each == step) return true;
    return false;
  }
  bool has(tls::Violation kind) const {
    for (const tls::ProtocolViolation& violation : violations)
      if (violation.kind == kind) return true;
    return false;
  }
  std::string text() const {
    std::string all;
    for (const std::string& step : steps) all += (all.empty() ? "" : ", ") + step;
    for (const tls::ProtocolViolation& violation : violations)
      all += "; violation at " + stage_name(violation.step) + ": " + violation.message;
    if (signature)
      all += "; signature " + tls::handshake_scheme_name(signature->scheme) + " " + signature->check.detail;
    return all;
  }

 private:
  static std::string side(tls::Side from) { return from == tls::Side::server ? "s:" : "c:"; }

  void note(const net::Event& event) {
    if (const auto* message = std::get_if<net::HandshakeMessage>(&event)) {
      steps.push_back(side(message->from) + tls::handshake_message_name(message->type));
      if (message->from == tls::Side::server && message->type == tls::message_type::certificate)
        certificates.push_back(to_bytes(message->body));
      if (message->from == tls::Side::server && message->type == tls::message_type::server_hello)
        server_hello = to_bytes(message->body);
    } else if (const auto* change = std::get_if<net::ChangeCipherSpec>(&event)) {
      steps.push_back(side(change->from) + "change_cipher_spec");
    } else if (const auto* alert = std::get_if<net::AlertMessage>(&event)) {
      steps.push_back(side(alert->from) + "alert " + tls::alert_name(alert->description));
    } else if (const auto* verified = std::get_if<net::SignatureVerified>(&event)) {
      signature = *verified;
    } else if (const auto* application = std::get_if<net::ApplicationData>(&event)) {
      if (data.empty()) steps.emplace_back("data");
      data.insert(data.end(), application->content.begin(), application->content.end());
    } else if (const auto* no_tls = std::get_if<net::NoTls>(&event)) {
      plaintext = to_bytes(no_tls->said);
    } else if (const auto* violation = std::get_if<tls::ProtocolViolation>(&event)) {
      violations.push_back(*violation);
    }
  }
};

}  // namespace certcheck::test
