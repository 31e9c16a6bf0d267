#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9909/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc9909 {
namespace {

using crypto::KeyKind;

/// RFC 9909 has 12 identifiers of SLH-DSA and 12 of HashSLH-DSA, under the same rules.
bool applies(const CertificateFacts& facts) {
  return facts.key.kind == KeyKind::slh_dsa || facts.key.kind == KeyKind::hash_slh_dsa;
}

// RFC 9909 3: "the encoding MUST omit the parameters field".
Outcome parameters_present(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_without_parameters(facts, report) : Outcome::not_applicable;
}

// RFC 9909 5, FIPS 205 9.1: PK.seed and PK.root, 32, 48 or 64 bytes, without any ASN.1 wrapping.
Outcome wrong_length(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_of_fixed_length(facts, report) : Outcome::not_applicable;
}

bool is_signature(const x509::AlgorithmIdentifier& algorithm) {
  if (!algorithm.oid.content().starts_with(x509::oids::slh_dsa_prefix.content())) return false;
  const KeyKind kind = crypto::signature_facts(algorithm).key_kind;
  return kind == KeyKind::slh_dsa || kind == KeyKind::hash_slh_dsa;
}

// RFC 9909 3, 4: "the encoding MUST omit the parameters field", in signatures too.
Outcome signature_parameters_present(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_without_parameters(signature, report)
                                           : Outcome::not_applicable;
}

// RFC 9909 4, FIPS 205 table 2: from 7856 bytes (128s) to 49856 (256f).
Outcome signature_wrong_length(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_of_fixed_length(signature, report)
                                           : Outcome::not_applicable;
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc9909.keys.parameters_present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The algorithm identifier of an SLH-DSA key MUST NOT have parameters.",
               .citation = "RFC 9909 3",
               .hint = "Omit the parameters, including NULL."},
     .example = "an SLH-DSA-SHA2-128s key with parameters NULL",
     .effective = dates::rfc9909,
     .certificate = parameters_present},
    {.check = {.id = "rfc9909.keys.wrong_length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An SLH-DSA key MUST have the length that its parameter set specifies.",
               .citation = "RFC 9909 5; FIPS 205 9.1",
               .hint = "Put the key itself into the BIT STRING, without any wrapping."},
     .example = "an SLH-DSA-SHA2-128s key inside an OCTET STRING",
     .effective = dates::rfc9909,
     .certificate = wrong_length},
    for_signatures<signature_parameters_present>(
        {.check = {.id = "rfc9909.keys.signature_parameters_present",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement =
                       "The algorithm identifier of an SLH-DSA signature MUST NOT have parameters.",
                   .citation = "RFC 9909 3, 4",
                   .hint = "Omit the parameters, including NULL, and sign again."},
         .example = "SLH-DSA-SHA2-128s with parameters NULL as signature algorithm",
         .effective = dates::rfc9909}),
    for_signatures<signature_wrong_length>(
        {.check = {.id = "rfc9909.keys.signature_wrong_length",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "An SLH-DSA signature MUST have the length that its algorithm specifies.",
                   .citation = "RFC 9909 4; FIPS 205 11",
                   .hint = "Put the signature itself into the BIT STRING, without any wrapping."},
         .example = "SLH-DSA-SHA2-128s signature that lacks a byte",
         .effective = dates::rfc9909}),
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc9909
