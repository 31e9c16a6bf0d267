#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"

namespace certcheck::lint::rfc9325 {
namespace {

// RFC 9325 3.1.1: "Implementations SHOULD support TLS 1.3 [RFC8446] and, if implemented, MUST prefer to
// negotiate TLS 1.3 over earlier versions of TLS." A notice: with the recommendations for TLS 1.2 followed
// "the use of TLS 1.2 is as safe as the use of TLS 1.3", and one handshake does not prove what a server
// supports.
Outcome no_tls13(const HandshakeFacts& facts, const Reporter& report) {
  if (facts.record.version == tls::tls13_version) return Outcome::pass;
  const auto* hello = facts.client_hello();
  return facts.is_tls12() && hello != nullptr && hello->offers_version(tls::tls13_version)
             ? report.fire(message_path(tls::message_type::server_hello), {},
                           "the client offered TLS 1.3, and the server chose TLS 1.2")
             : Outcome::not_applicable;
}

Outcome require_agreement(const HandshakeFacts& facts, const Reporter& report, uint16_t extension,
                          bool offered, std::string_view message) {
  const auto* hello = facts.old_server_hello();
  if (!facts.is_tls12() || !offered || hello == nullptr) return Outcome::not_applicable;
  return hello->has_extension(extension)
             ? Outcome::pass
             : report.fire(message_path(tls::message_type::server_hello), {}, std::string(message));
}

// RFC 9325 3.5: "TLS 1.2 implementations MUST support the extended_master_secret extension defined in
// [RFC7627]." Without it two connections can be made to share a master secret (triple handshake).
Outcome no_extended_master_secret(const HandshakeFacts& facts, const Reporter& report) {
  return require_agreement(facts, report, tls::tls_extension::extended_master_secret,
                           facts.client_offered_extension(tls::tls_extension::extended_master_secret),
                           "the server does not support the extended master secret: the keys are not bound "
                           "to the certificate presented");
}

// RFC 9325 3.5: "TLS 1.2 clients and servers MUST implement the renegotiation_info extension, as defined in
// [RFC5746]." Clients offer it as an extension or as a cipher suite (RFC 5746 3.3).
Outcome no_secure_renegotiation(const HandshakeFacts& facts, const Reporter& report) {
  const auto* hello = facts.client_hello();
  const bool offered = hello != nullptr && (hello->offers_extension(tls::tls_extension::renegotiation_info) ||
                                            hello->offers_cipher_suite(tls::renegotiation_info_scsv));
  return require_agreement(
      facts, report, tls::tls_extension::renegotiation_info, offered,
      "the server does not support secure renegotiation: an attacker can insert data before the client's");
}

// RFC 9325 3.3: "implementations and deployments SHOULD NOT support TLS-level compression".
Outcome compression(const HandshakeFacts& facts, const Reporter& report) {
  const auto* hello = facts.old_server_hello();
  if (hello == nullptr) return Outcome::not_applicable;
  return hello->compression != 0
             ? report.fire(message_path(tls::message_type::server_hello), {},
                           "the server compresses before it encrypts: lengths reveal what is in the data")
             : Outcome::pass;
}

constexpr Lint protocol_lints[] = {
    {.check = {.id = "rfc9325.protocol.no_tls13",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The server SHOULD support and prefer TLS 1.3.",
               .citation = "RFC 9325 3.1.1",
               .hint = "Enable TLS 1.3 in addition to TLS 1.2."},
     .example = "a server that chooses TLS 1.2 when TLS 1.3 is offered",
     .handshake = no_tls13},
    {.check = {.id = "rfc9325.protocol.no_extended_master_secret",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A TLS 1.2 server MUST support extended_master_secret.",
               .citation = "RFC 9325 3.5; RFC 7627",
               .hint = "Update the server's TLS library, or enable TLS 1.3."},
     .example = "a server of TLS 1.2 that does not answer the extension extended_master_secret",
     .handshake = no_extended_master_secret},
    {.check = {.id = "rfc9325.protocol.no_secure_renegotiation",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A TLS 1.2 server MUST support renegotiation_info.",
               .citation = "RFC 9325 3.5; RFC 5746 3.6",
               .hint = "Update the server's TLS library, or enable TLS 1.3."},
     .example = "a server of TLS 1.2 that does not answer the extension renegotiation_info",
     .handshake = no_secure_renegotiation},
    {.check = {.id = "rfc9325.protocol.compression",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "TLS-level compression SHOULD NOT be supported.",
               .citation = "RFC 9325 3.3",
               .hint = "Turn TLS compression off; compress content where it holds no secrets."},
     .example = "a server of TLS 1.2 that chooses DEFLATE",
     .handshake = compression},
};

}  // namespace

constinit const Rows protocol_rows = protocol_lints;

}  // namespace certcheck::lint::rfc9325
