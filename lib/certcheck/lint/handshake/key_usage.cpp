#include "certcheck/lint/facts.h"
#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/path/checks.h"

#include <fmt/format.h>

namespace certcheck::lint::handshake {
namespace {

using Kind = tls::KeyExchange::Kind;
using x509::KeyUsage;

/// Fires if the leaf's keyUsage lacks the bit; not applicable without keyUsage.
Outcome require(KeyUsage::Bit bit, const HandshakeFacts& facts, const Reporter& report,
                std::string_view use) {
  const auto& usage = facts.leaf->certificate.key_usage;
  if (!usage) return Outcome::not_applicable;
  return usage->has(bit)
             ? Outcome::pass
             : report.fire(message_path(tls::message_type::certificate), {},
                           fmt::format("the server used the key of its certificate {}, but keyUsage lacks {}",
                                       use, to_string(bit)),
                           {{"missing", std::string(to_string(bit))}});
}

// RFC 5246 7.4.2, of the key exchange RSA: "the certificate MUST allow the key to be used for encryption (the
// keyEncipherment bit MUST be set if the key usage extension is present)"; of DH_DSS, DH_RSA, ECDH_ECDSA and
// ECDH_RSA: "the keyAgreement bit MUST be set if the key usage extension is present."
Outcome not_for_key_exchange(const HandshakeFacts& facts, const Reporter& report) {
  if (facts.leaf == nullptr || !facts.record.key_exchange) return Outcome::not_applicable;
  switch (facts.record.key_exchange->kind) {
    case Kind::static_rsa:
      return require(KeyUsage::key_encipherment, facts, report, "to decrypt the client's secret");
    case Kind::static_dh:
      return require(KeyUsage::key_agreement, facts, report, "to agree on a secret");
    default:
      return Outcome::not_applicable;
  }
}

// RFC 5246 7.4.2, of DHE_RSA, ECDHE_RSA and ECDHE_ECDSA: "the certificate MUST allow the key to be used for
// signing (the digitalSignature bit MUST be set if the key usage extension is present)"; RFC 8446 4.4.2.2:
// "The certificate MUST allow the key to be used for signing (i.e., the digitalSignature bit MUST be set if
// the Key Usage extension is present)".
Outcome not_for_signature(const HandshakeFacts& facts, const Reporter& report) {
  if (facts.leaf == nullptr || !facts.record.signature_scheme) return Outcome::not_applicable;
  return require(KeyUsage::digital_signature, facts, report, "to sign the handshake");
}

constexpr const Check* use_said_by_path[] = {&path::checks::key_usage_purpose};

constexpr Lint key_usage_lints[] = {
    {.check =
         {.id = "handshake.key_usage.not_for_key_exchange",
          .severity = Severity::error,
          .counts = Counts::webpki_or_strict,
          .requirement =
              "keyUsage, if present, MUST permit the key exchange that the certificate's key is used for.",
          .citation = "RFC 5246 7.4.2",
          .hint = "Turn off key exchanges with the certificate's own key and use ECDHE."},
     .example = "static RSA with a certificate whose keyUsage asserts only digitalSignature",
     .said_by_path = use_said_by_path,
     .handshake = not_for_key_exchange},
    {.check = {.id = "handshake.key_usage.not_for_signature",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,
               .requirement =
                   "keyUsage, if present, MUST assert digitalSignature if the key signs the handshake.",
               .citation = "RFC 5246 7.4.2; RFC 8446 4.4.2.2",
               .hint = "Have the certificate issued with digitalSignature."},
     .example = "TLS 1.3 with a certificate whose keyUsage asserts only keyEncipherment",
     .said_by_path = use_said_by_path,
     .handshake = not_for_signature},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::handshake
