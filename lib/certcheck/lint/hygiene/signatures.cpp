#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/weak_digest.h"
#include "certcheck/path/checks.h"

#include <fmt/format.h>

/// How certificates are signed; hygiene/crls.cpp and hygiene/ocsp_responses.cpp ask the same of CRLs and
/// responses.
namespace certcheck::lint::hygiene {
namespace {

using crypto::Digest;

/// Nobody relies on the signature of a self-signed certificate: a trust anchor is trusted for its key (RFC
/// 5280 6.1), and BR 7.1.3.2.1 leaves old roots out as well.
bool is_relied_on(const CertificateFacts& facts) {
  return facts.signature.known && !facts.has(Role::self_signed);
}

Outcome fire(const CertificateFacts& facts, const Reporter& report) {
  return report.fire(place_of_algorithm(facts.certificate), facts.certificate.signature_algorithm.offset,
                     fmt::format("the signature is {}", facts.signature.name));
}

// RFC 6151 2: "MD5 is no longer acceptable where collision resistance is required such as digital
// signatures." RFC 6149 and 6150 retired MD2 and MD4.
Outcome broken_digest(const CertificateFacts& facts, const Reporter& report) {
  if (!is_relied_on(facts)) return Outcome::not_applicable;
  return is_broken(facts.signature.digest) ? fire(facts, report) : Outcome::pass;
}

// RFC 6194 3.1; NIST SP 800-131A rev. 2 table 8: SHA-1 is disallowed for making signatures. For TLS server
// certificates the BR forbid it.
Outcome weak_digest(const CertificateFacts& facts, const Reporter& report) {
  if (!is_relied_on(facts)) return Outcome::not_applicable;
  return facts.signature.digest == Digest::sha1 ? fire(facts, report) : Outcome::pass;
}

constexpr const Check* broken_digest_said_by_path[] = {&path::checks::signature_broken_digest};
constexpr const Check* weak_digest_said_by_path[] = {&path::checks::signature_weak_digest,
                                                     &path::checks::signature_weak_digest_allowed};

constexpr Lint signatures_lints[] = {
    {.check = {.id = "hygiene.certificate.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A certificate MUST NOT be signed with MD2, MD4 or MD5.",
               .citation = "RFC 6151 2; RFC 6149; RFC 6150",
               .hint = "Issue the certificate again, signed with SHA-256 or stronger."},
     .example = "md5WithRSAEncryption",
     .said_by_path = broken_digest_said_by_path,
     .certificate = broken_digest},
    {.check = {.id = "hygiene.certificate.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A certificate SHOULD NOT be signed with SHA-1.",
               .citation = "RFC 6194 3.1; NIST SP 800-131A",
               .hint = "Issue the certificate again, signed with SHA-256 or stronger."},
     .example = "ecdsa-with-SHA1",
     .said_by_path = weak_digest_said_by_path,
     .certificate = weak_digest},
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::hygiene
