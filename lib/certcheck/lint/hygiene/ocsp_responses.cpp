#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/ocsp_place.h"
#include "certcheck/lint/weak_digest.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint::hygiene {
namespace {

using x509::OcspResponse;

// RFC 6151 and RFC 6194: collisions of MD5 and SHA-1 can be found, so that a signature on one document is one
// on another.
Outcome weak_digest(const OcspResponse& response, const Reporter& report) {
  return require_strong_digest(response.signature_algorithm, report,
                               "responseBytes.response.signatureAlgorithm");
}

// RFC 6960 4.1.1 leaves the digest of a CertID open; 4.3 and RFC 5019 have clients and responders use SHA-1,
// whose weakness does no harm there: nobody gains by two issuers of one hash. MD5 no client supports.
Outcome certificate_id_digest(const OcspResponse& response, const Reporter& report) {
  if (response.responses.empty()) {
    return Outcome::not_applicable;
  }
  const auto broken = std::find_if(
      response.responses.begin(), response.responses.end(),
      [](const x509::SingleResponse& single) { return single.hash_algorithm.oid == x509::oids::md5; });
  return broken == response.responses.end()
             ? Outcome::pass
             : report.fire(words(place_of(response, *broken), ".certID.hashAlgorithm"),
                           broken->hash_algorithm.offset, "the certificate is identified by MD5");
}

// RFC 5019 2.2.4, which is for responders with many clients: "Responders MUST always include this value to
// aid in response caching." RFC 6960 leaves it open; a response without it can be shown for ever.
Outcome next_update_missing(const OcspResponse& response, const Reporter& report) {
  if (response.responses.empty()) {
    return Outcome::not_applicable;
  }
  const auto missing = std::find_if(response.responses.begin(), response.responses.end(),
                                    [](const x509::SingleResponse& single) { return !single.next_update; });
  return missing == response.responses.end()
             ? Outcome::pass
             : report.fire(place_of(response, *missing), missing->offset, "the answer has no nextUpdate");
}

constexpr Lint ocsp_responses_lints[] = {
    {.check = {.id = "hygiene.ocsp.weak_digest",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An OCSP response's signature does not rest on MD5 or SHA-1.",
               .citation = "RFC 6151; RFC 6194",
               .hint = "Sign responses with SHA-256 or stronger."},
     .example = "sha1WithRSAEncryption",
     .ocsp = weak_digest},
    {.check = {.id = "hygiene.ocsp.certificate_id_digest",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An OCSP response identifies certificates by a digest of the SHA family.",
               .citation = "RFC 6151; RFC 6960 4.3",
               .hint = "Identify certificates by SHA-1 or SHA-256, as clients do."},
     .example = "a CertID with MD5",
     .ocsp = certificate_id_digest},
    {.check = {.id = "hygiene.ocsp.next_update_missing",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An OCSP response says until when it holds.",
               .citation = "RFC 5019 2.2.4",
               .hint = "Have the responder set nextUpdate."},
     .example = "an answer without nextUpdate",
     .ocsp = next_update_missing},
};

}  // namespace

std::span<const Lint> ocsp_responses() { return ocsp_responses_lints; }

}  // namespace certcheck::lint::hygiene
