#include "certcheck/crypto/digest.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc6960/certificate_ids.h"
#include "certcheck/lint/rfc6960/themes.h"
#include "certcheck/lint/support/ocsp_place.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace certcheck::lint::rfc6960 {
namespace {

namespace oids = x509::oids;
using x509::OcspResponse;
using x509::SingleResponse;

/// A response that answers; others (tryLater, unauthorized ...) have nothing to be checked.
bool answers(const OcspResponse& response) { return !response.tbs.empty(); }

/// Fires about the first answer that is `wrong`, and tells how many are; `describe` gives what is said of it.
/// Not applicable if there is no answer.
template <typename Wrong, typename Describe>
Outcome check_answers(const OcspResponse& response, const Reporter& report, Wrong wrong, Describe describe) {
  if (response.responses.empty()) return Outcome::not_applicable;
  const auto first = std::find_if(response.responses.begin(), response.responses.end(), wrong);
  if (first == response.responses.end()) return Outcome::pass;
  return report.fire(place_of(response, *first), first->offset, describe(*first),
                     {{"answers", fmt::format("{}", std::count_if(first, response.responses.end(), wrong))}});
}

// RFC 6960 4.2.1: "responses SEQUENCE OF SingleResponse"; 2.2: "The response for each of the certificates in
// a request consists of" its identifier, status and validity.
Outcome no_answer(const OcspResponse& response, const Reporter& report) {
  if (!response.complete || !answers(response)) return Outcome::not_applicable;
  return response.responses.empty() ? report.fire(fmt::format("{}.responses", response_data), {},
                                                  "the response contains no status of a certificate")
                                    : Outcome::pass;
}

// RFC 6960 2.4: thisUpdate is "The most recent time at which the status being indicated is known by the
// responder to have been correct", producedAt "The time at which the OCSP responder signed this response."
Outcome this_update_after_production(const OcspResponse& response, const Reporter& report) {
  return check_answers(
      response, report,
      [&response](const SingleResponse& single) {
        return single.this_update.time && response.produced_at.time &&
               *single.this_update.time > *response.produced_at.time;
      },
      [&response](const SingleResponse& single) {
        return fmt::format("thisUpdate {} is later than producedAt {}",
                           format_rfc3339(*single.this_update.time),
                           format_rfc3339(*response.produced_at.time));
      });
}

// RFC 6960 2.4: nextUpdate is "The time at or before which newer information will be available".
Outcome next_update_not_later(const OcspResponse& response, const Reporter& report) {
  return check_answers(
      response, report,
      [](const SingleResponse& single) {
        return single.next_update && single.next_update->time && single.this_update.time &&
               *single.next_update->time <= *single.this_update.time;
      },
      [](const SingleResponse& single) {
        return fmt::format("nextUpdate {} is not later than thisUpdate {}",
                           format_rfc3339(*single.next_update->time),
                           format_rfc3339(*single.this_update.time));
      });
}

// RFC 6960 2.4: revocationTime is "The time at which the certificate was revoked or placed on hold": it has
// passed when the responder signs.
Outcome revoked_after_production(const OcspResponse& response, const Reporter& report) {
  return check_answers(
      response, report,
      [&response](const SingleResponse& single) {
        return single.revocation_time && single.revocation_time->time && response.produced_at.time &&
               *single.revocation_time->time > *response.produced_at.time;
      },
      [&response](const SingleResponse& single) {
        return fmt::format("revocationTime {} is later than producedAt {}",
                           format_rfc3339(*single.revocation_time->time),
                           format_rfc3339(*response.produced_at.time));
      });
}

// RFC 6960 4.1.1: a CertID is what identifies a certificate. Two answers about one may differ, and clients
// take either.
Outcome certificate_repeated(const OcspResponse& response, const Reporter& report) {
  if (response.responses.empty()) return Outcome::not_applicable;
  const auto* repeated = first_repeated(std::span(response.responses), key_of);
  return repeated == nullptr ? Outcome::pass
                             : report.fire(place_of(response, *repeated), repeated->offset,
                                           "there is a second answer for the same certificate");
}

// RFC 6960 4.2.1: "KeyHash ::= OCTET STRING -- SHA-1 hash of responder's public key".
Outcome key_hash_length(const OcspResponse& response, const Reporter& report) {
  constexpr size_t sha1_octets = 20;
  if (!response.responder_key_hash) return Outcome::not_applicable;
  const size_t octets = response.responder_key_hash->size();
  return octets == sha1_octets
             ? Outcome::pass
             : report.fire(fmt::format("{}.responderID.byKey", response_data),
                           static_cast<size_t>(response.responder_key_hash->data() - response.der.data()),
                           fmt::format("the hash of the responder's key has {} bytes", octets));
}

/// 4.2.2.3: the response says who signed it, by name or by the SHA-1 of the key.
bool is_responder(const OcspResponse& response, const x509::Certificate& candidate) {
  if (response.responder_name) return x509::same_name(*response.responder_name, candidate.subject);
  const auto hash = crypto::digest(crypto::Digest::sha1, candidate.public_key.key.bytes);
  return hash && response.responder_key_hash && same_bytes(*hash, *response.responder_key_hash);
}

// RFC 6960 4.2.2.2: "OCSP signing delegation SHALL be designated by the inclusion of id-kp-OCSPSigning in an
// extended key usage certificate extension included in the OCSP response signer's certificate." A CA that
// signs by itself needs none.
Outcome responder_without_purpose(const OcspResponse& response, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i < response.certificates.size(); ++i) {
    const x509::Certificate& certificate = *response.certificates[i];
    if (certificate.is_ca() || !is_responder(response, certificate)) continue;
    // What could not be read may say that it is a CA, or for what it is.
    if (is_unread(certificate, oids::basic_constraints) || is_unread(certificate, oids::extended_key_usage))
      continue;
    if (!certificate.extended_key_usage || !certificate.extended_key_usage->has(oids::ocsp_signing)) {
      outcome = report.fire(fmt::format("responseBytes.response.certs.{}", i), {},
                            "the responder's certificate is not for OCSP signing");
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

/// The first critical one, or null.
const x509::Extension* critical_of(const std::vector<x509::Extension>& extensions) {
  const auto found = std::find_if(extensions.begin(), extensions.end(),
                                  [](const x509::Extension& extension) { return extension.critical; });
  return found == extensions.end() ? nullptr : &*found;
}

// RFC 6960 4.4: "Support for all extensions is optional for both clients and responders." What is critical
// and not supported makes the response useless (RFC 5280 4.2).
Outcome critical_extension(const OcspResponse& response, const Reporter& report) {
  if (!answers(response)) return Outcome::not_applicable;
  const x509::Extension* critical = critical_of(response.extensions);
  std::string_view place = ".responseExtensions";
  for (const SingleResponse& single : response.responses) {
    if (critical != nullptr) break;
    critical = critical_of(single.extensions);
    place = ".responses";
  }
  return critical == nullptr
             ? Outcome::pass
             : report.fire(fmt::format("{}{}", response_data, place), critical->offset,
                           fmt::format("the extension {} is marked critical", critical->id.to_string()));
}

// RFC 6960 4.2.1: "If the value of responseStatus is one of the error conditions, the responseBytes field is
// not set."
Outcome error_with_body(const OcspResponse& response, const Reporter& report) {
  if (!response.status || *response.status == 0) return Outcome::not_applicable;
  return response.response_type.empty()
             ? Outcome::pass
             : report.fire(
                   "responseBytes", {},
                   fmt::format("the status is {}, an error, and there are responseBytes", *response.status));
}

Outcome hash_length(const OcspResponse& response, const Reporter& report) {
  return check_answers(response, report, has_wrong_hash_size, wrong_hash_size);
}

Outcome hash_parameters(const OcspResponse& response, const Reporter& report) {
  return check_answers(response, report, has_wrong_digest_parameters, wrong_digest_parameters);
}

// RFC 6960 4.2.1: "If no certificates are included, then certs SHOULD be absent."
Outcome certificates_empty(const OcspResponse& response, const Reporter& report) {
  if (!response.has_certificates) return Outcome::not_applicable;
  // What is there and could not be read is the parser's.
  return response.certificates.empty() && response.findings.empty()
             ? report.fire("responseBytes.response.certs", {}, "the list of certificates is empty")
             : Outcome::pass;
}

// RFC 6960 2.2: of a certificate that was never issued "the responder MUST include the extended revoked
// definition response extension (Section 4.4.8) in the OCSP response". Without it the answer is about a
// certificate that exists.
Outcome never_issued_not_extended(const OcspResponse& response, const Reporter& report) {
  if (x509::find_extension(response.extensions, oids::ocsp_extended_revoke) != nullptr)
    return response.responses.empty() ? Outcome::not_applicable : Outcome::pass;
  if (Unread(response.findings).extensions()) return Outcome::not_applicable;
  return check_answers(response, report, is_never_issued, [](const SingleResponse&) {
    return "the certificate is on hold since 1970-01-01, which means never issued, but the response has no "
           "extended "
           "revoked definition";
  });
}

// RFC 6960 2.2: such an answer "MUST NOT include a CRL references extension (Section 4.4.2) or any CRL entry
// extensions (Section 4.4.5)."
Outcome never_issued_with_crl(const OcspResponse& response, const Reporter& report) {
  return check_answers(
      response, report,
      [](const SingleResponse& single) {
        constexpr x509::ExtensionId of_crls[] = {oids::ocsp_crl_reference, oids::crl_reason,
                                                 oids::invalidity_date, oids::certificate_issuer};
        return is_never_issued(single) &&
               std::any_of(std::begin(of_crls), std::end(of_crls), [&single](x509::ExtensionId id) {
                 return x509::find_extension(single.extensions, id) != nullptr;
               });
      },
      [](const SingleResponse&) {
        return "the certificate was never issued, but the answer has an extension that refers to a CRL";
      });
}

constexpr Lint row(std::string_view id, Severity severity, std::string_view requirement,
                   std::string_view citation, std::string_view hint, std::string_view example, OcspLint lint,
                   std::string_view zlint = {}) {
  return {.check = {id, severity, Counts::never, requirement, citation, hint, zlint},
          .example = example,
          .effective = dates::rfc6962,
          .ocsp = lint};
}

constexpr Lint responses_lints[] = {
    row("rfc6960.response.no_answer", Severity::notice,
        "A successful response SHOULD contain an answer for at least one certificate.", "RFC 6960 2.2, 4.2.1",
        "Have the responder answer for the certificates that were requested.", "an empty list of responses",
        no_answer),
    row("rfc6960.response.this_update_after_production", Severity::error,
        "thisUpdate MUST NOT be later than producedAt.", "RFC 6960 2.4",
        "Correct the responder's clock or its cache.", "thisUpdate an hour after producedAt",
        this_update_after_production, "e_this_update_not_after_produced_at"),
    row("rfc6960.response.next_update_not_later", Severity::notice,
        "nextUpdate SHOULD be later than thisUpdate.", "RFC 6960 2.4",
        "Set a nextUpdate in the future, or none.", "nextUpdate the same as thisUpdate",
        next_update_not_later),
    row("rfc6960.response.revoked_after_production", Severity::notice,
        "The revocationTime SHOULD NOT be later than producedAt.", "RFC 6960 2.4",
        "Correct the responder's clock or its data source.", "a revocationTime an hour after producedAt",
        revoked_after_production),
    row("rfc6960.response.certificate_repeated", Severity::notice,
        "An OCSP response SHOULD contain a single answer for each certificate.", "RFC 6960 4.1.1, 4.2.1",
        "Have the responder answer once.", "two answers about one serial number", certificate_repeated),
    row("rfc6960.response.key_hash_length", Severity::error,
        "The key hash of a ResponderID MUST be a SHA-1 digest.", "RFC 6960 4.2.1",
        "Identify the responder by the SHA-1 digest of its key, or by its name.", "a byKey of 32 bytes",
        key_hash_length),
    row("rfc6960.response.responder_without_purpose", Severity::error,
        "The certificate of a responder that is not a CA MUST contain id-kp-OCSPSigning in extKeyUsage.",
        "RFC 6960 4.2.2.2", "Sign responses with a certificate that has the purpose OCSPSigning.",
        "a response signed by a TLS server's certificate", responder_without_purpose),
    row("rfc6960.response.critical_extension", Severity::notice,
        "Extensions of an OCSP response SHOULD NOT be critical.", "RFC 6960 4.4",
        "Mark the extension not critical: clients need not support any.", "a critical nonce",
        critical_extension),
    row("rfc6960.response.error_with_body", Severity::error,
        "An OCSP response with an error status MUST NOT contain responseBytes.", "RFC 6960 4.2.1",
        "Omit responseBytes, or answer with the status successful.", "tryLater with a signed answer",
        error_with_body),
    row("rfc6960.response.hash_parameters", Severity::error,
        "The parameters of a hashAlgorithm MUST be NULL or absent.",
        "RFC 6960 4.1.1; RFC 3370 2.1; RFC 4055 2.1", "Encode NULL, or leave the parameters out.",
        "SHA-1 with an INTEGER as its parameters", hash_parameters),
    row("rfc6960.response.hash_length", Severity::error,
        "issuerNameHash and issuerKeyHash MUST be hashes by hashAlgorithm.", "RFC 6960 4.1.1",
        "Hash the issuer's name and key with hashAlgorithm.", "hashes of 20 bytes with hashAlgorithm SHA-256",
        hash_length),
    row("rfc6960.response.certificates_empty", Severity::warning,
        "certs SHOULD be absent if there are no certificates.", "RFC 6960 4.2.1", "Omit certs.",
        "certs that is an empty SEQUENCE", certificates_empty),
    row("rfc6960.response.never_issued_not_extended", Severity::error,
        "A response for a certificate that was never issued MUST contain the extended revoked definition "
        "extension.",
        "RFC 6960 2.2, 4.4.8", "Add the extension id-pkix-ocsp-extended-revoke, or answer unknown.",
        "revoked at 1970-01-01 with certificateHold, without the extension", never_issued_not_extended),
    row("rfc6960.response.never_issued_with_crl", Severity::error,
        "A response for a certificate that was never issued MUST NOT contain a CRL references extension or "
        "CRL entry extensions.",
        "RFC 6960 2.2, 4.4.2, 4.4.5", "Remove the extension.",
        "revoked at 1970-01-01 with certificateHold and a CRL reference", never_issued_with_crl),
};

}  // namespace

constinit const Rows responses_rows = responses_lints;

}  // namespace certcheck::lint::rfc6960
