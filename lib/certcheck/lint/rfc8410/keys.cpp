#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc8410/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc8410 {
namespace {

using crypto::KeyKind;

bool applies(const CertificateFacts& facts) {
  return facts.key.kind == KeyKind::ed25519 || facts.key.kind == KeyKind::ed448 ||
         facts.key.kind == KeyKind::x25519 || facts.key.kind == KeyKind::x448;
}

// RFC 8410 3: "For all of the OIDs, the parameters MUST be absent."
Outcome parameters_present(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_without_parameters(facts, report) : Outcome::not_applicable;
}

// RFC 8410 4: the key is that of RFC 8032 or RFC 7748 as it is: 32 bytes for Ed25519 and X25519, 57 for
// Ed448, 56 for X448.
Outcome wrong_length(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_of_fixed_length(facts, report) : Outcome::not_applicable;
}

bool is_signature(const x509::AlgorithmIdentifier& algorithm) {
  return algorithm.oid == x509::oids::ed25519 || algorithm.oid == x509::oids::ed448;
}

// RFC 8410 3: "For all of the OIDs, the parameters MUST be absent."; 6 for signatures.
Outcome signature_parameters_present(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_without_parameters(signature, report)
                                           : Outcome::not_applicable;
}

// RFC 8410 6: the signature is that of RFC 8032 as it is: 64 bytes for Ed25519 (5.1.6), 114 for Ed448
// (5.2.6).
Outcome signature_wrong_length(const Signed& signature, const Reporter& report) {
  return is_signature(signature.algorithm) ? signature_of_fixed_length(signature, report)
                                           : Outcome::not_applicable;
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc8410.keys.parameters_present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The algorithm identifier of an Edwards or Montgomery curve key MUST NOT have parameters.",
               .citation = "RFC 8410 3",
               .hint = "Omit the parameters, including NULL."},
     .example = "an Ed25519 key with parameters NULL",
     .effective = dates::rfc8410,
     .certificate = parameters_present},
    {.check = {.id = "rfc8410.keys.wrong_length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "An Edwards or Montgomery curve key MUST have the length that its curve specifies.",
               .citation = "RFC 8410 4; RFC 8032 5.1.5, 5.2.5; RFC 7748 5",
               .hint = "Put the key itself into the BIT STRING, without any wrapping."},
     .example = "an Ed25519 key inside an OCTET STRING",
     .effective = dates::rfc8410,
     .certificate = wrong_length},
    for_signatures<signature_parameters_present>(
        {.check = {.id = "rfc8410.keys.signature_parameters_present",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement =
                       "The algorithm identifier of an Edwards curve signature MUST NOT have parameters.",
                   .citation = "RFC 8410 3, 6",
                   .hint = "Omit the parameters, including NULL, and sign again."},
         .example = "Ed25519 with parameters NULL as signature algorithm",
         .effective = dates::rfc8410}),
    for_signatures<signature_wrong_length>(
        {.check = {.id = "rfc8410.keys.signature_wrong_length",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement =
                       "An Edwards curve signature MUST have the length that its algorithm specifies.",
                   .citation = "RFC 8410 6; RFC 8032 5.1.6, 5.2.6",
                   .hint = "Put the signature itself into the BIT STRING, without any wrapping."},
         .example = "Ed25519 signature that lacks a byte",
         .effective = dates::rfc8410}),
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc8410
