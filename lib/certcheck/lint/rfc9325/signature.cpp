#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/rfc9325/themes.h"
#include "certcheck/lint/words.h"

namespace certcheck::lint::rfc9325 {
namespace {

// RFC 9325 4.5: "the use of the SHA-256 hash algorithm is RECOMMENDED and SHA-1 or MD5 MUST NOT be used
// [RFC9155]". RFC 9155 4: "Servers MUST NOT include MD5 and SHA-1 in ServerKeyExchange messages."
Outcome broken_digest(const HandshakeFacts& facts, const Reporter& report) {
  const std::string_view scheme = facts.record.signature_scheme;
  if (scheme.empty()) {
    return Outcome::not_applicable;
  }
  return scheme.ends_with("_sha1") || scheme.ends_with("_md5")
             ? report.fire(facts.is_tls12() ? "server_key_exchange" : "certificate_verify", {},
                           words("the server signed the handshake with ", scheme),
                           {{"signature_scheme", std::string(scheme)}})
             : Outcome::pass;
}

constexpr Lint signature_lints[] = {
    {.check = {.id = "rfc9325.signature.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The server signs the handshake over SHA-256 or better, not over SHA-1 or MD5.",
               .citation = "RFC 9325 4.5; RFC 9155 4",
               .hint = "Update the server's TLS library; allow no signature schemes with SHA-1."},
     .example = "a ServerKeyExchange signed with rsa_pkcs1_sha1",
     .handshake = broken_digest},
};

}  // namespace

std::span<const Lint> signature() { return signature_lints; }

}  // namespace certcheck::lint::rfc9325
