#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/signature_encodings.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::cabf_br {
namespace {

using namespace std::string_view_literals;

// BR 7.1.3.2 lists the algorithms, of which none has SHA-1 but for old roots. BR 1.3.0 7.1.3: "Effective 1
// January 2016, CAs MUST NOT issue any new Subscriber certificates or Subordinate CA certificates using the
// SHA-1 hash algorithm." zlint looks at roots too.
Outcome sha1(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.signature.known || facts.has(Role::root)) return Outcome::not_applicable;
  return facts.signature.digest == crypto::Digest::sha1
             ? report.fire(place_of_algorithm(facts.certificate),
                           facts.certificate.signature_algorithm.offset,
                           fmt::format("the signature is {}", facts.signature.name))
             : Outcome::pass;
}

// BR 7.1.3.2 lists RSA PKCS#1, RSASSA-PSS (since BR 1.6.1) and ECDSA, with SHA-256, SHA-384 and SHA-512.
// BR 1.0 appendix A had SHA-1, which the rules on it look for, and DSA until BR 1.7.0.
Outcome not_permitted(const CertificateFacts& facts, const Reporter& report) {
  using crypto::Digest;
  using crypto::KeyKind;
  const KeyKind key = facts.signature.key_kind;
  const Digest digest = facts.signature.digest;
  const bool permitted = facts.signature.known &&
                         (key == KeyKind::rsa || key == KeyKind::ec || key == KeyKind::dsa) &&
                         (digest == Digest::sha1 || digest == Digest::sha256 || digest == Digest::sha384 ||
                          digest == Digest::sha512);
  return permitted ? Outcome::pass
                   : report.fire(place_of_algorithm(facts.certificate),
                                 facts.certificate.signature_algorithm.offset,
                                 fmt::format("the signature is {}", facts.signature.name));
}

/// BR 7.1.3.2: "When encoded, the AlgorithmIdentifier MUST be byte-for-byte identical with the specified
/// hex-encoded bytes."
constexpr std::string_view permitted_encodings[] = {
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00"sv,
    "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"sv,
    "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"sv,
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c\x05\x00"sv,
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d\x05\x00"sv,
    "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04"sv,
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48"
    "\x01\x65\x03\x04\x02\x01\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30"
    "\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\xa2\x03\x02\x01\x20"sv,
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48"
    "\x01\x65\x03\x04\x02\x02\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30"
    "\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\xa2\x03\x02\x01\x30"sv,
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48"
    "\x01\x65\x03\x04\x02\x03\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30"
    "\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\xa2\x03\x02\x01\x40"sv,
};

bool is_permitted_encoding(ByteView algorithm) {
  return std::find(std::begin(permitted_encodings), std::end(permitted_encodings), as_text(algorithm)) !=
         std::end(permitted_encodings);
}

/// SHA-1 has rules of its own.
constexpr std::string_view sha1_encoding = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05\x05\x00"sv;

// BR 7.1.3.2.2: "If the signing key is P-256, the signature MUST use ECDSA with SHA-256", and so on.
Outcome ecdsa_not_of_issuer(Chain links, const Reporter& report) {
  return chain::check_links(links, [&report](const chain::Link& link) {
    const crypto::KeyFacts& key = link.issuer.key;
    const ByteView expected = key.kind == crypto::KeyKind::ec ? ecdsa_encoding_for(key.curve) : ByteView();
    const x509::AlgorithmIdentifier& algorithm = link.subject.certificate.tbs_signature;
    if (expected.empty() || link.subject.signature.key_kind != crypto::KeyKind::ec)
      return Outcome::not_applicable;
    return same_bytes(algorithm.bytes, expected)
               ? Outcome::pass
               : report.fire_at(link.index, "tbsCertificate.signature", algorithm.offset,
                                fmt::format("{} is not how the issuer's key on {} signs",
                                            link.subject.signature.name, key.curve));
  });
}

Outcome wrong_encoding(const Signed& subject, const Reporter& report) {
  const ByteView bytes = subject.algorithm.bytes;
  return is_permitted_encoding(bytes) || as_text(bytes) == sha1_encoding
             ? Outcome::pass
             : report.fire(subject.algorithm_place, subject.algorithm.offset,
                           fmt::format("the AlgorithmIdentifier of {} is not one of those that the Baseline "
                                       "Requirements list",
                                       crypto::signature_facts(subject.algorithm).name));
}

// BR 2.2.5 7.1.3.2.1 (ballot SC-97): SHA-1 may be used until 2026-09-15, by some roots, cross-certificates
// and CRLs alone.
Outcome sha1_after_sunset(const Signed& subject, const Reporter& report) {
  // The facts take memory, for the name: not of what the list has.
  if (is_permitted_encoding(subject.algorithm.bytes)) return Outcome::pass;
  const crypto::SignatureFacts facts = crypto::signature_facts(subject.algorithm);
  return facts.digest == crypto::Digest::sha1 ? report.fire(subject.algorithm_place, subject.algorithm.offset,
                                                            fmt::format("the signature is {}", facts.name))
                                              : Outcome::pass;
}

// BR 1.2.1 9.4.2 (ballot 118): "Effective 16 January 2015, CAs SHOULD NOT issue Subscriber Certificates
// utilizing the SHA-1 algorithm with an Expiry Date greater than 1 January 2017".
Outcome sha1_expires_late(const CertificateFacts& facts, const Reporter& report) {
  const auto& until = facts.certificate.not_after.time;
  if (!facts.signature.known || facts.signature.digest != crypto::Digest::sha1 || !until)
    return Outcome::not_applicable;
  return *until <= date(2017, 1, 1)
             ? Outcome::pass
             : report.fire("tbsCertificate.validity.notAfter", facts.certificate.not_after.offset,
                           fmt::format("the signature is {}, and the certificate ends {}",
                                       facts.signature.name, format_rfc3339(*until)));
}

constexpr std::string_view sha256_hint = "Sign it again, with SHA-256 or stronger.";

constexpr Lint signatures_lints[] = {
    {.check = {.id = "cabf_br.signatures.sha1",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A TLS server's or subordinate CA's certificate MUST NOT be signed with SHA-1.",
               .citation = "BR 7.1.3.2",
               .hint = "Issue the certificate again, signed with SHA-256 or stronger.",
               .zlint = "e_sub_cert_or_sub_ca_using_sha1"},
     .example = "a server certificate of 2026 signed with sha1WithRSAEncryption",
     .also = Role::ocsp_responder,
     .effective = dates::br_no_sha1,
     .certificate = sha1},
    {.check = must("cabf_br.signatures.not_permitted",
                   "A certificate MUST be signed with RSA or ECDSA and SHA-256, SHA-384 or SHA-512.",
                   "CA/B BR 7.1.3.2; BR 1.0 appendix A", sha256_hint, "e_signature_algorithm_not_supported"),
     .example = "a server certificate signed with md5WithRSAEncryption",
     .also = Role::ocsp_responder,
     .effective = dates::always_in_br,
     .certificate = not_permitted},
    {.check = should("cabf_br.signatures.sha1_expires_late",
                     "A subscriber certificate signed with SHA-1 SHOULD NOT be valid after 2017-01-01.",
                     "CA/B BR 1.2.1 9.4.2 (Ballot 118)", sha256_hint, "w_sub_cert_sha1_expiration_too_long"),
     .example = "a server certificate of 2015 signed with SHA-1 until 2018",
     .applies = Role::leaf,
     .effective = dates::br_sha1_expiry,
     .certificate = sha1_expires_late},
    {.check =
         must("cabf_br.signatures.wrong_encoding",
              "The AlgorithmIdentifier of a signature MUST be encoded as the Baseline Requirements list it.",
              "CA/B BR 7.1.3.2; BR 1.7.1 (Ballot SC-31)",
              "Encode the algorithm as listed: RSA with NULL, ECDSA without parameters."),
     .example = "sha256WithRSAEncryption without the NULL",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .certificate = signature_lint<wrong_encoding, CertificateFacts>,
     .crl = signature_lint<wrong_encoding, x509::Crl>},
    {.check = must("cabf_br.signatures.ecdsa_not_of_issuer",
                   "Keys on P-256, P-384 and P-521 MUST sign with SHA-256, SHA-384 and SHA-512.",
                   "CA/B BR 7.1.3.2.2; BR 1.7.1 (Ballot SC-31)",
                   "Sign with the digest that goes with the curve of the CA's key."),
     .example = "a certificate with ecdsa-with-SHA384 below a CA with a key on P-256",
     .effective = dates::br_1_7_1,
     .chain = ecdsa_not_of_issuer},
    {.check = must("cabf_br.signatures.ca_sha1_after_sunset",
                   "A CA certificate or CRL MUST NOT be signed with SHA-1 from 2026-09-15 on.",
                   "CA/B BR 7.1.3.2.1 (Ballot SC-97)", sha256_hint),
     .example = "a CRL of 2027 signed with SHA-1",
     .applies = Role::ca,
     .effective = dates::sc_97_sunset,
     .certificate = signature_lint<sha1_after_sunset, CertificateFacts>,
     .crl = signature_lint<sha1_after_sunset, x509::Crl>},
    {.check = must("cabf_br.signatures.ocsp_sha1",
                   "An OCSP response MUST NOT be signed with SHA-1 from 2022-06-01 on.",
                   "CA/B BR 7.1.3.2.1 (Ballot SC-53)", sha256_hint),
     .example = "an OCSP response of 2026 signed with SHA-1",
     .effective = dates::sc_53,
     .ocsp = signature_lint<sha1_after_sunset, x509::OcspResponse>},
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::cabf_br
