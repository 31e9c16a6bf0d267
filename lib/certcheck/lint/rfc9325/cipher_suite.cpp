#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9325 {
namespace {

using tls::CipherSuite;

/// Fires if the cipher suite is one of those. One that is not registered is not.
Outcome refuse(const HandshakeFacts& facts, const Reporter& report, bool (*is_refused)(const CipherSuite&),
               std::string_view reason) {
  if (!facts.record.cipher_suite) return Outcome::not_applicable;
  const CipherSuite* suite = facts.cipher_suite();
  return suite != nullptr && is_refused(*suite)
             ? report.fire(message_path(tls::message_type::server_hello), {},
                           fmt::format("the server chose {}{}", suite->name, reason),
                           {{"cipher_suite", std::string(suite->name)}})
             : Outcome::pass;
}

// RFC 9325 4.1: "Implementations MUST NOT negotiate the cipher suites with NULL encryption."
Outcome no_encryption(const HandshakeFacts& facts, const Reporter& report) {
  return refuse(
      facts, report, [](const CipherSuite& suite) { return !suite.encrypts(); }, ", which does not encrypt");
}

// RFC 9325 4.1: "Implementations MUST NOT negotiate RC4 cipher suites." See RFC 7465.
Outcome rc4(const HandshakeFacts& facts, const Reporter& report) {
  return refuse(
      facts, report, [](const CipherSuite& suite) { return suite.cipher == CipherSuite::Cipher::rc4_128; },
      ", whose cipher RC4 is broken");
}

// RFC 9325 4.1: "Implementations MUST NOT negotiate cipher suites offering less than 112 bits of security,
// including so-called "export-level" encryption".
Outcome below_112_bits(const HandshakeFacts& facts, const Reporter& report) {
  return refuse(
      facts, report, [](const CipherSuite& suite) { return suite.is_below_112_bits(); },
      ", which is easily broken");
}

// RFC 9325 4.1: "Implementations SHOULD NOT negotiate cipher suites that use algorithms offering less than
// 128 bits of security", and of three keys of DES meet-in-the-middle attacks leave 112 bits.
Outcome below_128_bits(const HandshakeFacts& facts, const Reporter& report) {
  return refuse(
      facts, report,
      [](const CipherSuite& suite) { return suite.cipher == CipherSuite::Cipher::triple_des_cbc; },
      ", whose 168 bits attacks reduce to 112");
}

// RFC 9325 4.2: "A cipher suite that operates in CBC (cipher block chaining) mode [...] SHOULD NOT be used
// unless the encrypt_then_mac extension [RFC7366] is also successfully negotiated." The server cannot agree
// to what the client did not offer.
Outcome cbc_without_encrypt_then_mac(const HandshakeFacts& facts, const Reporter& report) {
  if (!facts.is_tls12() || !facts.record.cipher_suite ||
      !facts.client_offered_extension(tls::tls_extension::encrypt_then_mac))
    return Outcome::not_applicable;
  const auto* hello = facts.old_server_hello();
  return hello != nullptr && hello->has_extension(tls::tls_extension::encrypt_then_mac)
             ? Outcome::pass
             : refuse(
                   facts, report, [](const CipherSuite& suite) { return suite.is_cbc(); },
                   " in CBC mode without encrypt_then_mac");
}

constexpr std::string_view citation = "RFC 9325 4.1";
constexpr std::string_view hint =
    "Enable ECDHE suites with AES-GCM or ChaCha20-Poly1305 and turn this one off.";

constexpr Lint cipher_suite_lints[] = {
    {.check = {.id = "rfc9325.cipher_suite.no_encryption",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The cipher suite MUST NOT use NULL encryption.",
               .citation = citation,
               .hint = hint},
     .example = "TLS_RSA_WITH_NULL_SHA256",
     .handshake = no_encryption},
    {.check = {.id = "rfc9325.cipher_suite.rc4",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The cipher suite MUST NOT use RC4.",
               .citation = "RFC 9325 4.1; RFC 7465 2",
               .hint = hint},
     .example = "TLS_RSA_WITH_RC4_128_SHA",
     .handshake = rc4},
    {.check = {.id = "rfc9325.cipher_suite.below_112_bits",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The cipher suite MUST provide 112 bits of security or more.",
               .citation = citation,
               .hint = hint},
     .example = "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA",
     .handshake = below_112_bits},
    {.check = {.id = "rfc9325.cipher_suite.below_128_bits",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The cipher suite SHOULD provide 128 bits of security or more.",
               .citation = citation,
               .hint = hint},
     .example = "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
     .handshake = below_128_bits},
    {.check = {.id = "rfc9325.cipher_suite.cbc_without_encrypt_then_mac",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A cipher suite in CBC mode SHOULD NOT be used without encrypt_then_mac.",
               .citation = "RFC 9325 4.2; RFC 7366",
               .hint = hint},
     .example = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA without the extension encrypt_then_mac",
     .handshake = cbc_without_encrypt_then_mac},
};

}  // namespace

constinit const Rows cipher_suite_rows = cipher_suite_lints;

}  // namespace certcheck::lint::rfc9325
