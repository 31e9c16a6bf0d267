#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/signature_encodings.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// Mozilla Root Store Policy 5.1: how the algorithms of signatures are encoded.
namespace certcheck::lint::mozilla {
namespace {

namespace oids = x509::oids;

Outcome fire_at_algorithm(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(tbs_signature_place, facts.certificate.tbs_signature.offset, std::move(message));
}

// 5.1.1 since 2.7: three encodings of RSASSA-PSS, in which digest, mask generation and salt belong together
// and the digests have an explicit NULL.
Outcome pss_encoding(const CertificateFacts& facts, const Reporter& report) {
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.tbs_signature;
  if (algorithm.oid != oids::rsassa_pss) return Outcome::not_applicable;
  return is_allowed_pss_encoding(algorithm.bytes)
             ? Outcome::pass
             : fire_at_algorithm(facts, report,
                                 fmt::format("the algorithm identifier of {} is not one of the three allowed",
                                             facts.signature.name));
}

/// The curve of the key that signed: of a certificate that signed itself its own, of others told by the
/// signature.
std::string_view signing_curve(const CertificateFacts& facts) {
  return facts.has(Role::self_signed) && facts.key.kind == crypto::KeyKind::ec
             ? facts.key.curve
             : curve_of_signature(facts.certificate.signature.bytes);
}

// 5.1.2: "If the signing key is P-256, the signature MUST use ECDSA with SHA-256", and so on; P-521
// since 3.0, with which zlint and this row begin. "Certificates MUST NOT include a NULL parameter."
Outcome ecdsa_encoding(const CertificateFacts& facts, const Reporter& report) {
  if (facts.signature.key_kind != crypto::KeyKind::ec || facts.certificate.signature.bytes.empty())
    return Outcome::not_applicable;
  const std::string_view curve = signing_curve(facts);
  if (curve.empty()) return Outcome::not_applicable;
  const ByteView expected = ecdsa_encoding_for(curve);
  return same_bytes(facts.certificate.tbs_signature.bytes, expected)
             ? Outcome::pass
             : fire_at_algorithm(facts, report,
                                 fmt::format("{} is not how a key on {} signs", facts.signature.name, curve));
}

constexpr Lint signatures_lints[] = {
    {.check = {.id = "mozilla.signatures.pss_encoding",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The algorithm identifier of an RSASSA-PSS signature MUST be one of those given for "
                   "SHA-256, SHA-384 and SHA-512.",
               .citation = "Mozilla Root Store Policy 5.1.1",
               .hint = "Sign with the digest for the mask too, and a salt as long as the digest.",
               .zlint = "e_mp_rsassa-pss_parameters_encoding_in_signature_algorithm_correct"},
     .example = "RSASSA-PSS with SHA-256 and a salt of 64 bytes",
     .effective = dates::mozilla_2_7,
     .certificate = pss_encoding},
    {.check = {.id = "mozilla.signatures.ecdsa_encoding",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "Keys on P-256, P-384 and P-521 MUST sign with SHA-256, SHA-384 and SHA-512, and the "
                   "algorithm identifier MUST NOT have parameters.",
               .citation = "Mozilla Root Store Policy 5.1.2",
               .hint = "Sign with the digest that goes with the curve of the CA's key.",
               .zlint = "e_mp_ecdsa_signature_encoding_correct"},
     .example = "a certificate signed with SHA-256 by a key on P-384",
     .effective = dates::mozilla_3_0,
     .certificate = ecdsa_encoding},
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::mozilla
