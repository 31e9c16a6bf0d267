#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3279/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc3279 {
namespace {

// RFC 3279 2.2.2, of id-dsa-with-sha1: the AlgorithmIdentifier "SHALL omit the parameters field. That is, the
// AlgorithmIdentifier SHALL be a SEQUENCE of one component". 2.2.3, of ecdsa-with-SHA1: "the encoding MUST
// omit the parameters field". With SHA-2 this is for RFC 5758.
Outcome parameters_present(const Signed& signature, const Reporter& report) {
  const der::Oid algorithm = signature.algorithm.oid;
  return algorithm == x509::oids::dsa_with_sha1 || algorithm == x509::oids::ecdsa_with_sha1
             ? signature_without_parameters(signature, report)
             : Outcome::not_applicable;
}

constexpr Lint signatures_lints[] = {
    for_signatures<parameters_present>(
        {.check = {.id = "rfc3279.signatures.parameters_present",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "The algorithm identifier of a DSA or ECDSA signature with SHA-1 MUST NOT "
                                  "have parameters.",
                   .citation = "RFC 3279 2.2.2, 2.2.3",
                   .hint = "Omit the parameters, including NULL, and sign again."},
         .example = "id-dsa-with-sha1 with parameters NULL",
         .effective = dates::rfc3280}),
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::rfc3279
