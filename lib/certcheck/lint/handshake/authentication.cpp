#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/handshake_facts.h"

#include <fmt/format.h>

namespace certcheck::lint::handshake {
namespace {

// RFC 5246 A.5, of the suites with DH_anon: "These cipher suites MUST NOT be used by TLS 1.2 implementations
// unless the application layer has specifically requested to allow anonymous key exchange."
Outcome anonymous(const HandshakeFacts& facts, const Reporter& report) {
  const tls::HandshakeRecord& record = facts.record;
  if (!record.key_exchange || !record.cipher_suite) return Outcome::not_applicable;
  if (record.key_exchange->kind != tls::KeyExchange::Kind::anonymous) return Outcome::pass;
  const std::string name = tls::cipher_suite_name(*record.cipher_suite);
  return report.fire(message_path(tls::message_type::server_hello), {},
                     fmt::format("the server chose {}, which authenticates neither side: anyone on the "
                                 "network path can impersonate it",
                                 name),
                     {{"cipher_suite", name}});
}

constexpr Lint authentication_lints[] = {
    {.check = {.id = "handshake.authentication.anonymous",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The server MUST authenticate itself with a certificate.",
               .citation = "RFC 5246 A.5",
               .hint = "Configure a certificate and turn off TLS_DH_anon_* and TLS_ECDH_anon_*."},
     .example = "TLS_DH_anon_WITH_AES_128_GCM_SHA256",
     .handshake = anonymous},
};

}  // namespace

constinit const Rows authentication_rows = authentication_lints;

}  // namespace certcheck::lint::handshake
