#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc6960/certificate_ids.h"
#include "certcheck/lint/rfc6960/themes.h"
#include "certcheck/lint/support/ocsp_place.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/x509/ocsp_request.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

namespace certcheck::lint::rfc6960 {
namespace {

namespace oids = x509::oids;
using x509::Extension;
using x509::OcspRequest;
using x509::SingleRequest;

// RFC 6960 4.1.1: "requestList SEQUENCE OF Request"; 2.1: a request has "one or more" certificate
// identifiers' worth of targets. One without any asks nothing.
Outcome no_certificate(const OcspRequest& request, const Reporter& report) {
  if (!request.complete) return Outcome::not_applicable;
  return request.requests.empty()
             ? report.fire("tbsRequest.requestList", {}, "the request contains no certificate")
             : Outcome::pass;
}

// RFC 6960 4.1.1: a CertID is what identifies a certificate; asking twice gets one answer.
Outcome asked_twice(const OcspRequest& request, const Reporter& report) {
  if (request.requests.empty()) return Outcome::not_applicable;
  const auto* repeated = first_repeated(std::span(request.requests), key_of);
  return repeated == nullptr ? Outcome::pass
                             : report.fire(place_of(request, *repeated), repeated->offset,
                                           "the request contains the certificate a second time");
}

/// Fires for the first CertID that is `wrong`.
Outcome check_ids(const OcspRequest& request, const Reporter& report,
                  bool (*wrong)(const x509::CertificateId&),
                  std::string (*describe)(const x509::CertificateId&)) {
  if (request.requests.empty()) return Outcome::not_applicable;
  const auto first = std::find_if(request.requests.begin(), request.requests.end(), wrong);
  return first == request.requests.end()
             ? Outcome::pass
             : report.fire(place_of(request, *first) + ".reqCert", first->offset, describe(*first));
}

Outcome request_hash_length(const OcspRequest& request, const Reporter& report) {
  return check_ids(request, report, has_wrong_hash_size, wrong_hash_size);
}

Outcome request_hash_parameters(const OcspRequest& request, const Reporter& report) {
  return check_ids(request, report, has_wrong_digest_parameters, wrong_digest_parameters);
}

// RFC 6960 4.1.2: "If the request is signed, the requestor SHALL specify its name in the requestorName
// field."
Outcome signed_without_name(const OcspRequest& request, const Reporter& report) {
  if (!request.is_signed) return Outcome::not_applicable;
  return request.requestor_name
             ? Outcome::pass
             : report.fire("tbsRequest", {}, "the request is signed and has no requestorName");
}

bool is_known(der::Oid id) {
  constexpr der::Oid known[] = {oids::ocsp_nonce, oids::ocsp_acceptable_responses, oids::ocsp_service_locator,
                                oids::ocsp_preferred_signatures};
  return std::find(std::begin(known), std::end(known), id) != std::end(known);
}

// RFC 6960 4.1.2: "Any specific extension is OPTIONAL. The critical flag SHOULD NOT be set for any of them.
// (...) Unrecognized extensions MUST be ignored (unless they have the critical flag set and are not
// understood)."
Outcome request_critical_extension(const OcspRequest& request, const Reporter& report) {
  if (request.tbs.empty()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  const auto look = [&](const std::vector<Extension>& extensions, const auto& list) {
    for (const Extension& extension : extensions)
      if (extension.critical)
        outcome = report.fire(
            fmt::format("{}.{}", list(), extension.index), extension.offset,
            fmt::format(
                "the extension {} is marked critical{}", extension.id.to_string(),
                is_known(extension.id) ? "" : " and unknown, so that responders must refuse the request"));
  };
  look(request.extensions, [] { return "tbsRequest.requestExtensions"; });
  for (const SingleRequest& single : request.requests)
    look(single.extensions, [&] { return place_of(request, single) + ".singleRequestExtensions"; });
  return outcome;
}

// RFC 6960 4.4.3: "OCSP responders SHALL be capable of responding with responses of the id-pkix-ocsp-basic
// response type. Correspondingly, OCSP clients SHALL be capable of receiving and processing responses of the
// id-pkix-ocsp-basic response type."
Outcome basic_not_acceptable(const OcspRequest& request, const Reporter& report) {
  if (!request.acceptable_responses) return Outcome::not_applicable;
  const auto& types = *request.acceptable_responses;
  const Extension& extension = *find_extension(request.extensions, oids::ocsp_acceptable_responses);
  return std::find(types.begin(), types.end(), oids::ocsp_basic) != types.end()
             ? Outcome::pass
             : report.fire(fmt::format("tbsRequest.requestExtensions.{}.extnValue", extension.index),
                           extension.value_offset, "basic responses are not among the acceptable ones");
}

constexpr Lint row(std::string_view id, Severity severity, std::string_view requirement,
                   std::string_view citation, std::string_view hint, std::string_view example,
                   OcspRequestLint lint) {
  return {.check = {id, severity, Counts::never, requirement, citation, hint},
          .example = example,
          .effective = dates::rfc6962,
          .ocsp_request = lint};
}

constexpr Lint requests_lints[] = {
    row("rfc6960.request.no_certificate", Severity::warning,
        "An OCSP request SHOULD contain at least one certificate.", "RFC 6960 2.1, 4.1.1",
        "Do not send the request, or add the certificate.", "an empty requestList", no_certificate),
    row("rfc6960.request.certificate_repeated", Severity::notice,
        "An OCSP request SHOULD contain each certificate once.", "RFC 6960 4.1.1", "Remove the second one.",
        "one serial number of an issuer twice", asked_twice),
    row("rfc6960.request.hash_length", Severity::error,
        "issuerNameHash and issuerKeyHash MUST be hashes by hashAlgorithm.", "RFC 6960 4.1.1",
        "Hash the issuer's name and key with hashAlgorithm.", "hashes of 20 bytes with hashAlgorithm SHA-256",
        request_hash_length),
    row("rfc6960.request.hash_parameters", Severity::error,
        "The parameters of a hashAlgorithm MUST be NULL or absent.",
        "RFC 6960 4.1.1; RFC 3370 2.1; RFC 4055 2.1", "Encode NULL, or leave the parameters out.",
        "SHA-1 with an INTEGER as its parameters", request_hash_parameters),
    row("rfc6960.request.signed_without_name", Severity::error,
        "A signed OCSP request MUST contain requestorName.", "RFC 6960 4.1.2",
        "Add the subject of the signer's certificate as requestorName, or omit the signature.",
        "a signature and no requestorName", signed_without_name),
    row("rfc6960.request.critical_extension", Severity::warning,
        "Extensions of an OCSP request SHOULD NOT be critical.", "RFC 6960 4.1.2",
        "Mark the extension not critical: responders need not support any.", "a critical nonce",
        request_critical_extension),
    row("rfc6960.request.basic_not_acceptable", Severity::error,
        "An OCSP client MUST be able to process basic responses.", "RFC 6960 4.4.3",
        "Add id-pkix-ocsp-basic to the acceptable response types, or remove the extension.",
        "acceptable responses of a private type only", basic_not_acceptable),
};

}  // namespace

constinit const Rows requests_rows = requests_lints;

}  // namespace certcheck::lint::rfc6960
