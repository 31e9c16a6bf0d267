#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/digest_oids.h"
#include "certcheck/lint/support/ocsp_place.h"
#include "certcheck/lint/support/weak_digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::hygiene {
namespace {

using x509::OcspRequest;
using x509::OcspResponse;

// RFC 6960 4.1.1 leaves the digest of a CertID open; 4.3 and RFC 5019 have clients and responders use SHA-1,
// whose weakness does no harm there: nobody gains by two issuers of one hash. RFC 6151 2 has MD5 used for
// nothing new, and no client supports it.
bool has_broken_digest(const x509::CertificateId& id) { return is_broken_digest(id.hash_algorithm.oid); }

/// `id` is the name of the field in an element of the list.
template <typename Thing, typename Element>
Outcome check_certificate_ids(const Thing& thing, const std::vector<Element>& elements, std::string_view id,
                              const Reporter& report) {
  if (elements.empty()) return Outcome::not_applicable;
  const auto broken = std::find_if(elements.begin(), elements.end(), has_broken_digest);
  return broken == elements.end()
             ? Outcome::pass
             : report.fire(fmt::format("{}.{}.hashAlgorithm", place_of(thing, *broken), id),
                           broken->hash_algorithm.offset,
                           fmt::format("the certificate is identified by {}",
                                       find_digest(broken->hash_algorithm.oid)->name));
}
Outcome certificate_id_digest(const OcspResponse& response, const Reporter& report) {
  return check_certificate_ids(response, response.responses, "certID", report);
}
Outcome request_certificate_id_digest(const OcspRequest& request, const Reporter& report) {
  return check_certificate_ids(request, request.requests, "reqCert", report);
}

// RFC 6960 4.4.7: what the client prefers the response to be signed with. A responder that follows it signs
// with what nobody should rely on (RFC 6151, RFC 6194).
Outcome preferred_digest(const OcspRequest& request, const Reporter& report) {
  if (!request.preferred_signatures) return Outcome::not_applicable;
  for (const x509::AlgorithmIdentifier& algorithm : *request.preferred_signatures) {
    const crypto::SignatureFacts facts = crypto::signature_facts(algorithm);
    if (is_broken(facts.digest) || facts.digest == crypto::Digest::sha1) {
      return report.fire(preferred_signatures_place, algorithm.offset,
                         fmt::format("the client prefers {}", facts.name));
    }
  }
  return Outcome::pass;
}

// RFC 5019 2.2.4, which is for responders with many clients: "Responders MUST always include this value to
// aid in response caching." RFC 6960 leaves it open; a response without it can be shown for ever.
Outcome next_update_missing(const OcspResponse& response, const Reporter& report) {
  if (response.responses.empty()) return Outcome::not_applicable;
  const auto missing = std::find_if(response.responses.begin(), response.responses.end(),
                                    [](const x509::SingleResponse& single) { return !single.next_update; });
  return missing == response.responses.end()
             ? Outcome::pass
             : report.fire(place_of(response, *missing), missing->offset, "the answer has no nextUpdate");
}

constexpr Lint ocsp_responses_lints[] = {
    // RFC 6151 and 6194, as of certificates, see signatures.cpp.
    {.check = {.id = "hygiene.ocsp.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An OCSP response or request MUST NOT be signed with MD2, MD4 or MD5.",
               .citation = "RFC 6151 2; RFC 6149; RFC 6150",
               .hint = "Sign with SHA-256 or stronger."},
     .example = "md5WithRSAEncryption",
     .ocsp = signature_lint<broken_signature_digest, OcspResponse>,
     .ocsp_request = signature_lint<broken_signature_digest, OcspRequest>},
    {.check = {.id = "hygiene.ocsp.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An OCSP response or request SHOULD NOT be signed with SHA-1.",
               .citation = "RFC 6194 3.1; NIST SP 800-131A",
               .hint = "Sign with SHA-256 or stronger."},
     .example = "sha1WithRSAEncryption",
     .ocsp = signature_lint<weak_signature_digest, OcspResponse>,
     .ocsp_request = signature_lint<weak_signature_digest, OcspRequest>},
    {.check = {.id = "hygiene.ocsp.certificate_id_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "OCSP responses and requests MUST identify certificates by a digest of the SHA family.",
               .citation = "RFC 6151 2; RFC 6960 4.3",
               .hint = "Identify certificates by SHA-1 or SHA-256, as clients and responders do."},
     .example = "a CertID with MD5",
     .ocsp = certificate_id_digest,
     .ocsp_request = request_certificate_id_digest},
    {.check = {.id = "hygiene.ocsp.preferred_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "An OCSP request SHOULD NOT prefer signatures with MD5 or SHA-1.",
               .citation = "RFC 6151 2; RFC 6194 3.1; RFC 6960 4.4.7",
               .hint = "Remove the algorithm from the preferred ones."},
     .example = "sha1WithRSAEncryption among the preferred signature algorithms",
     .ocsp_request = preferred_digest},
    {.check = {.id = "hygiene.ocsp.next_update_missing",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An OCSP response SHOULD contain nextUpdate.",
               .citation = "RFC 5019 2.2.4",
               .hint = "Have the responder set nextUpdate."},
     .example = "an answer without nextUpdate",
     .ocsp = next_update_missing},
};

}  // namespace

constinit const Rows ocsp_responses_rows = ocsp_responses_lints;

}  // namespace certcheck::lint::hygiene
