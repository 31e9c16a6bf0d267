#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/key_exchange_messages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck {

// What a message says, in words for a newcomer ("meaning", always first) and values for an expert.

enum class HelloOccasion : uint8_t { first, retry, probe };
HandshakeStep::Detail describe_client_hello(const tls::ClientHello& hello, HelloOccasion occasion);
HandshakeStep::Detail describe_server_hello(const tls::ServerHello& hello);
HandshakeStep::Detail describe_hello_retry_request(const tls::ServerHello& hello);
HandshakeStep::Detail describe_encrypted_extensions(const std::vector<tls::TlsExtension>& extensions);
HandshakeStep::Detail describe_server_certificate(const tls::CertificateMessage& message, bool encrypted);
HandshakeStep::Detail describe_client_certificate(const tls::CertificateMessage& message);
HandshakeStep::Detail describe_certificate_status(const std::optional<Bytes>& response);
HandshakeStep::Detail describe_certificate_request(const tls::CertificateRequest& request);
HandshakeStep::Detail describe_server_key_exchange(const std::optional<tls::ServerKeyExchange>& message);
HandshakeStep::Detail describe_server_certificate_verify(
    const std::optional<tls::CertificateVerify>& message);
HandshakeStep::Detail describe_client_certificate_verify(
    const std::optional<tls::CertificateVerify>& message);
HandshakeStep::Detail describe_client_key_exchange(KeyExchange::Kind kind, size_t bytes);
HandshakeStep::Detail describe_new_session_ticket(const std::optional<tls::NewSessionTicket>& ticket);
HandshakeStep::Detail describe_alert(const HandshakeAlert& alert);
HandshakeStep::Detail describe_application_data(size_t bytes, ByteView content, bool encrypted);
/// Server hello done, change cipher spec, Finished and everything that has no function of its own.
HandshakeStep::Detail describe_other(std::string_view name, HandshakeStep::From from);

/// How the secret and the keys came about. All of it was agreed by then.
struct KeyAgreement {
  uint16_t version = 0;
  uint16_t cipher_suite = 0;
  KeyExchange exchange;
  std::string signature_scheme;         ///< empty if the server signed nothing
  std::optional<bool> signature_valid;  ///< unset if it was not verified (yet)
  bool extended_master_secret = false;
};

HandshakeStep::Detail describe_key_agreement(const KeyAgreement& agreement);
/// Whose signature it is, once verified.
std::string describe_signer(bool valid);

/// The first line of an HTTP response or a greeting; empty if it is long or has unprintable characters.
std::string first_line(std::string_view content);

}  // namespace certcheck
