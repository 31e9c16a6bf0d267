#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9881/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint::rfc9881 {
namespace {

namespace oids = x509::oids;
using crypto::KeyKind;

/// ML-DSA and HashML-DSA, whose keys and signatures have the same form (FIPS 204 5.4).
bool applies(const CertificateFacts& facts) {
  return facts.key.kind == KeyKind::ml_dsa || facts.key.kind == KeyKind::hash_ml_dsa;
}

bool is_pre_hashed(der::Oid oid) {
  return oid == oids::hash_ml_dsa_44 || oid == oids::hash_ml_dsa_65 || oid == oids::hash_ml_dsa_87;
}

// RFC 9881 2: "The contents of the parameters component for each algorithm MUST be absent."
Outcome parameters_present(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_without_parameters(facts, report) : Outcome::not_applicable;
}

// RFC 9881 4, FIPS 204 table 2: 1312, 1952 and 2592 bytes, without any ASN.1 wrapping.
Outcome wrong_length(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_of_fixed_length(facts, report) : Outcome::not_applicable;
}

bool is_signature(const x509::AlgorithmIdentifier& algorithm) {
  return algorithm.oid == oids::ml_dsa_44 || algorithm.oid == oids::ml_dsa_65 ||
         algorithm.oid == oids::ml_dsa_87 || is_pre_hashed(algorithm.oid);
}

// RFC 9881 3: "The parameters of these signature algorithms MUST be absent".
Outcome signature_parameters_present(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_without_parameters(signature, report)
                                           : Outcome::not_applicable;
}

// RFC 9881 3, FIPS 204 table 2: 2420, 3309 and 4627 bytes.
Outcome signature_wrong_length(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_of_fixed_length(signature, report)
                                           : Outcome::not_applicable;
}

// RFC 9881 8.3: "The HashML-DSA mode defined in Section 5.4 of [FIPS204] MUST NOT be used; in other words,
// public keys identified by [its OIDs] MUST NOT be in X.509 certificates".
// Of CRLs and OCSP responses section 3 says which identifiers sign them: those of ML-DSA.
Outcome pre_hashed_key(const CertificateFacts& facts, const Reporter& report) {
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  if (!applies(facts)) return Outcome::not_applicable;
  return is_pre_hashed(algorithm.oid)
             ? report.fire(key_algorithm_place, algorithm.offset, "the key is for HashML-DSA")
             : Outcome::pass;
}
Outcome pre_hashed_signature(const Signed& signature, const Reporter& report) {
  if (!is_signature(signature.algorithm)) return Outcome::not_applicable;
  return is_pre_hashed(signature.algorithm.oid)
             ? report.fire(signature.algorithm_place, signature.algorithm.offset,
                           "the signature is of HashML-DSA")
             : Outcome::pass;
}
Outcome pre_hashed_certificate(const CertificateFacts& facts, const Reporter& report) {
  return std::max(pre_hashed_key(facts, report), pre_hashed_signature(signed_by(facts), report));
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc9881.keys.parameters_present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The algorithm identifier of an ML-DSA key MUST NOT have parameters.",
               .citation = "RFC 9881 2",
               .hint = "Omit the parameters, including NULL."},
     .example = "an ML-DSA-65 key with parameters NULL",
     .effective = dates::rfc9881,
     .certificate = parameters_present},
    {.check = {.id = "rfc9881.keys.wrong_length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An ML-DSA key MUST have the length that its parameter set specifies.",
               .citation = "RFC 9881 4; FIPS 204 4",
               .hint = "Put the key itself into the BIT STRING, without any wrapping."},
     .example = "an ML-DSA-65 key inside an OCTET STRING",
     .effective = dates::rfc9881,
     .certificate = wrong_length},
    for_signatures<signature_parameters_present>(
        {.check = {.id = "rfc9881.keys.signature_parameters_present",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "The algorithm identifier of an ML-DSA signature MUST NOT have parameters.",
                   .citation = "RFC 9881 2, 3",
                   .hint = "Omit the parameters, including NULL, and sign again."},
         .example = "ML-DSA-65 with parameters NULL as signature algorithm",
         .effective = dates::rfc9881}),
    for_signatures<signature_wrong_length>(
        {.check = {.id = "rfc9881.keys.signature_wrong_length",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "An ML-DSA signature MUST have the length that its algorithm specifies.",
                   .citation = "RFC 9881 3; FIPS 204 4",
                   .hint = "Put the signature itself into the BIT STRING, without any wrapping."},
         .example = "ML-DSA-65 signature that lacks a byte",
         .effective = dates::rfc9881}),
    {.check = {.id = "rfc9881.keys.pre_hashed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Certificates MUST NOT use HashML-DSA.",
               .citation = "RFC 9881 8.3",
               .hint = "Use ML-DSA; a long message can be hashed outside (external mu)."},
     .example = "a key with the algorithm id-hash-ml-dsa-65-with-sha512",
     .effective = dates::rfc9881,
     .certificate = pre_hashed_certificate,
     .crl = signature_lint<pre_hashed_signature, x509::Crl>,
     .ocsp = signature_lint<pre_hashed_signature, x509::OcspResponse>,
     .ocsp_request = signature_lint<pre_hashed_signature, x509::OcspRequest>},
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc9881
