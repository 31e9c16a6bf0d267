#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9325 {
namespace {

using Kind = tls::KeyExchange::Kind;

constexpr unsigned prime_bits_min = 2048;  ///< RFC 9325 4.5
constexpr unsigned curve_bits_min = 224;   ///< RFC 9325 4.5

bool is_kind(const HandshakeFacts& facts, Kind kind) {
  return facts.record.key_exchange && facts.record.key_exchange->kind == kind;
}

// RFC 9325 4.1: "Implementations SHOULD NOT negotiate cipher suites based on non-ephemeral (static)
// finite-field Diffie-Hellman (DH) key agreement. Similarly, implementations SHOULD NOT negotiate
// non-ephemeral Elliptic Curve DH key agreement." For static RSA see handshake.no_forward_secrecy.
Outcome static_diffie_hellman(const HandshakeFacts& facts, const Reporter& report) {
  if (!facts.record.key_exchange) return Outcome::not_applicable;
  return is_kind(facts, Kind::static_dh)
             ? report.fire(message_path(tls::message_type::server_hello), {},
                           "the server's key share is the key in its certificate: anyone who obtains that "
                           "key later can decrypt this connection")
             : Outcome::pass;
}

// RFC 9325 4.1: "TLS 1.2 implementations SHOULD NOT negotiate cipher suites based on ephemeral finite-field
// Diffie-Hellman key agreement (i.e., "TLS_DHE_*" suites)."
Outcome finite_field(const HandshakeFacts& facts, const Reporter& report) {
  if (!facts.is_tls12() || !facts.record.key_exchange) return Outcome::not_applicable;
  return is_kind(facts, Kind::dhe)
             ? report.fire(message_path(tls::message_type::server_key_exchange), {},
                           "the server chose finite-field Diffie-Hellman, whose use in TLS 1.2 is fragile")
             : Outcome::pass;
}

// RFC 9325 4.5: "With a key exchange based on modular exponential (MODP) Diffie-Hellman groups ("DHE" cipher
// suites), DH key lengths of at least 2048 bits are REQUIRED."
Outcome prime_too_small(const HandshakeFacts& facts, const Reporter& report) {
  if (!is_kind(facts, Kind::dhe) || !facts.record.key_exchange->bits) return Outcome::not_applicable;
  const unsigned bits = *facts.record.key_exchange->bits;
  return bits >= prime_bits_min
             ? Outcome::pass
             : report.fire(
                   message_path(tls::message_type::server_key_exchange), {},
                   fmt::format("the server's Diffie-Hellman prime has {} bits, not {}", bits, prime_bits_min),
                   {{"bits", std::to_string(bits)}});
}

// RFC 9325 4.5: "Curves of less than 224 bits MUST NOT be used."
Outcome curve_too_small(const HandshakeFacts& facts, const Reporter& report) {
  if (!is_kind(facts, Kind::ecdhe) || !facts.record.key_exchange->bits) return Outcome::not_applicable;
  const tls::KeyExchange& exchange = *facts.record.key_exchange;
  if (*exchange.bits >= curve_bits_min) return Outcome::pass;
  const std::string group = group_name(exchange);
  return report.fire(message_path(tls::message_type::server_key_exchange), {},
                     fmt::format("the curve of the key exchange, {}, has {} bits, not {}", group,
                                 *exchange.bits, curve_bits_min),
                     {{"group", group}, {"bits", std::to_string(*exchange.bits)}});
}

constexpr Lint key_exchange_lints[] = {
    {.check = {.id = "rfc9325.key_exchange.static_diffie_hellman",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A server SHOULD NOT negotiate cipher suites with static Diffie-Hellman.",
               .citation = "RFC 9325 4.1",
               .hint = "Enable ECDHE suites and turn TLS_DH_* and TLS_ECDH_* off."},
     .example = "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA",
     .handshake = static_diffie_hellman},
    {.check = {.id = "rfc9325.key_exchange.finite_field",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A TLS 1.2 server SHOULD NOT negotiate cipher suites with ephemeral "
                              "finite-field Diffie-Hellman.",
               .citation = "RFC 9325 4.1",
               .hint = "Enable ECDHE suites and turn TLS_DHE_* off."},
     .example = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
     .handshake = finite_field},
    {.check = {.id = "rfc9325.key_exchange.prime_too_small",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The prime of a Diffie-Hellman key exchange MUST be 2048 bits or longer.",
               .citation = "RFC 9325 4.5",
               .hint = "Configure ffdhe2048 or a larger group of RFC 7919, or turn TLS_DHE_* off."},
     .example = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 with a prime of 1024 bits",
     .handshake = prime_too_small},
    {.check = {.id = "rfc9325.key_exchange.curve_too_small",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The curve of a key exchange MUST be 224 bits or larger.",
               .citation = "RFC 9325 4.5",
               .hint = "Configure x25519 and secp256r1."},
     .example = "an ECDHE key exchange over secp192r1",
     .handshake = curve_too_small},
};

}  // namespace

constinit const Rows key_exchange_rows = key_exchange_lints;

}  // namespace certcheck::lint::rfc9325
