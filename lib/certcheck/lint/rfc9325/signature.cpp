#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9325 {
namespace {

// RFC 9325 4.5: "the use of the SHA-256 hash algorithm is RECOMMENDED and SHA-1 or MD5 MUST NOT be used
// [RFC9155]". RFC 9155 4: "Servers MUST NOT include MD5 and SHA-1 in ServerKeyExchange messages."
Outcome broken_digest(const HandshakeFacts& facts, const Reporter& report) {
  const auto scheme = facts.record.signature_scheme;
  if (!scheme) return Outcome::not_applicable;
  if (!tls::signs_md5_or_sha1(*scheme)) return Outcome::pass;
  const std::string name = tls::handshake_scheme_name(*scheme);
  return report.fire(message_path(facts.is_tls12() ? tls::message_type::server_key_exchange
                                                   : tls::message_type::certificate_verify),
                     {}, fmt::format("the server signed the handshake with {}", name),
                     {{"signature_scheme", name}});
}

constexpr Lint signature_lints[] = {
    {.check = {.id = "rfc9325.signature.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The server MUST NOT sign the handshake with MD5 or SHA-1.",
               .citation = "RFC 9325 4.5; RFC 9155 4",
               .hint = "Update the server's TLS library; allow no signature schemes with SHA-1."},
     .example = "a ServerKeyExchange signed with rsa_pkcs1_sha1",
     .handshake = broken_digest},
};

}  // namespace

constinit const Rows signature_rows = signature_lints;

}  // namespace certcheck::lint::rfc9325
