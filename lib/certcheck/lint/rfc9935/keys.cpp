#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9935/themes.h"
#include "certcheck/lint/support/key_places.h"

namespace certcheck::lint::rfc9935 {
namespace {

using crypto::KeyKind;

bool applies(const CertificateFacts& facts) { return facts.key.kind == KeyKind::ml_kem; }

// RFC 9935 3: "The parameters field of the AlgorithmIdentifier for the ML-KEM public key MUST be absent."
Outcome parameters_present(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_without_parameters(facts, report) : Outcome::not_applicable;
}

// RFC 9935 4, FIPS 203 table 3: 800, 1184 and 1568 bytes, without any ASN.1 wrapping.
Outcome wrong_length(const CertificateFacts& facts, const Reporter& report) {
  return applies(facts) ? key_of_fixed_length(facts, report) : Outcome::not_applicable;
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc9935.keys.parameters_present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The algorithm identifier of an ML-KEM key MUST NOT have parameters.",
               .citation = "RFC 9935 3",
               .hint = "Omit the parameters, including NULL."},
     .example = "an ML-KEM-768 key with parameters NULL",
     .effective = dates::rfc9935,
     .certificate = parameters_present},
    {.check = {.id = "rfc9935.keys.wrong_length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An ML-KEM key MUST have the length that its parameter set specifies.",
               .citation = "RFC 9935 4; FIPS 203 8",
               .hint = "Put the key itself into the BIT STRING, without any wrapping."},
     .example = "an ML-KEM-768 key inside an OCTET STRING",
     .effective = dates::rfc9935,
     .certificate = wrong_length},
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc9935
