#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"

namespace certcheck::lint::rfc9325 {
namespace {

// RFC 9325 3.1.1: "Implementations SHOULD support TLS 1.3 [RFC8446] and, if implemented, MUST prefer to
// negotiate TLS 1.3 over earlier versions of TLS." A notice: with the recommendations for TLS 1.2 followed
// "the use of TLS 1.2 is as safe as the use of TLS 1.3", and one handshake is no proof of what a server
// supports.
Outcome no_tls13(const HandshakeFacts& facts, const Reporter& report) {
  constexpr uint16_t tls13 = 0x0304;
  if (facts.record.version_id == tls13) {
    return Outcome::pass;
  }
  return facts.is_tls12() && client_offered(facts.record, "versions", "TLS 1.3")
             ? report.fire("server_hello", {}, "the client offered TLS 1.3, and the server chose TLS 1.2")
             : Outcome::not_applicable;
}

Outcome require_agreement(const HandshakeFacts& facts, const Reporter& report, std::string_view extension,
                          bool offered, std::string_view message) {
  const auto agreed = server_agreed(facts.record, extension);
  if (!facts.is_tls12() || !offered || !agreed) {
    return Outcome::not_applicable;
  }
  return *agreed ? Outcome::pass : report.fire("server_hello", {}, std::string(message));
}

// RFC 9325 3.5: "TLS 1.2 implementations MUST support the extended_master_secret extension defined in
// [RFC7627]." Without it two connections can be made to share a master secret (triple handshake).
Outcome no_extended_master_secret(const HandshakeFacts& facts, const Reporter& report) {
  return require_agreement(
      facts, report, "extended_master_secret",
      client_offered(facts.record, "extensions", "extended_master_secret"),
      "the server does not support the extended master secret: the keys are not bound to "
      "the certificate shown");
}

// RFC 9325 3.5: "TLS 1.2 clients and servers MUST implement the renegotiation_info extension, as defined in
// [RFC5746]." Clients offer it as an extension or as a cipher suite (RFC 5746 3.3).
Outcome no_secure_renegotiation(const HandshakeFacts& facts, const Reporter& report) {
  const bool offered = client_offered(facts.record, "extensions", "renegotiation_info") ||
                       client_offered(facts.record, "cipher_suites", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
  return require_agreement(
      facts, report, "secure_renegotiation", offered,
      "the server does not support secure renegotiation: an attacker can put data of their "
      "own before the client's");
}

// RFC 9325 3.3: "implementations and deployments SHOULD NOT support TLS-level compression".
Outcome compression(const HandshakeFacts& facts, const Reporter& report) {
  const auto compressed = server_agreed(facts.record, "compression");
  if (!compressed) {
    return Outcome::not_applicable;
  }
  return *compressed
             ? report.fire("server_hello", {},
                           "the server compresses before it encrypts: lengths tell what is in the data")
             : Outcome::pass;
}

constexpr Lint protocol_lints[] = {
    {.check = {.id = "rfc9325.protocol.no_tls13",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The server supports TLS 1.3 and prefers it.",
               .citation = "RFC 9325 3.1.1",
               .hint = "Enable TLS 1.3 beside TLS 1.2."},
     .example = "a server that chooses TLS 1.2 when TLS 1.3 is offered",
     .handshake = no_tls13},
    {.check = {.id = "rfc9325.protocol.no_extended_master_secret",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A server of TLS 1.2 supports the extended master secret.",
               .citation = "RFC 9325 3.5; RFC 7627",
               .hint = "Update the server's TLS library, or enable TLS 1.3."},
     .example = "a server of TLS 1.2 that does not answer the extension extended_master_secret",
     .handshake = no_extended_master_secret},
    {.check = {.id = "rfc9325.protocol.no_secure_renegotiation",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A server of TLS 1.2 supports secure renegotiation.",
               .citation = "RFC 9325 3.5; RFC 5746 3.6",
               .hint = "Update the server's TLS library, or enable TLS 1.3."},
     .example = "a server of TLS 1.2 that does not answer the extension renegotiation_info",
     .handshake = no_secure_renegotiation},
    {.check = {.id = "rfc9325.protocol.compression",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "TLS does not compress.",
               .citation = "RFC 9325 3.3",
               .hint = "Turn TLS compression off; compress content where it holds no secrets."},
     .example = "a server of TLS 1.2 that chooses DEFLATE",
     .handshake = compression},
};

}  // namespace

std::span<const Lint> protocol() { return protocol_lints; }

}  // namespace certcheck::lint::rfc9325
