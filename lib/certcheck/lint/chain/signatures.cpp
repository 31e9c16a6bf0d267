#include "certcheck/crypto/signature_facts.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/crl_entries.h"
#include "certcheck/lint/support/key_places.h"

#include <fmt/format.h>

#include <string>

namespace certcheck::lint::chain {
namespace {

using crypto::SignatureStatus;

// RFC 5280 6.1.3 (a) (1): "Verify the basic certificate information. (...) The signature on the certificate
// can be verified using working_public_key_algorithm, the working_public_key, and the
// working_public_key_parameters." Of a path that was validated the path says it; here of certificates that
// stand together. What cannot be verified, since the algorithm is unknown here or its parameters are wrong,
// is not held against the chain: not_verified reports it.
Outcome invalid(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& status = link.subject.signed_by_next;
    if (!status || *status == SignatureStatus::algorithm_unsupported) return Outcome::not_applicable;
    return *status == SignatureStatus::valid
               ? Outcome::pass
               : report.fire_at(
                     link.index, signature_place, {},
                     fmt::format("the key of {}, serial number {}, does not verify the signature of {}: {}",
                                 name_of(link.issuer), shown_serial(link.issuer.certificate.serial),
                                 name_of(link.subject), crypto::to_string(*status)),
                     {{"status", std::string(crypto::to_string(*status))},
                      {"issuer_serial", shown_serial(link.issuer.certificate.serial)}});
  });
}

/// What is wrong with the parameters of an algorithm that is known, but not usable with them.
std::string parameters_fault(const crypto::SignatureFacts& signature, ByteView parameters) {
  // RFC 4055 3.1
  if (signature.pss && signature.digest == crypto::Digest::none)
    return fmt::format("the parameters of {} are {}", signature.name,
                       parameters.empty() ? "absent" : "malformed or not supported");
  const bool is_null = !parameters.empty() && parameters[0] == der::tag::null;
  // RFC 3279 2.2.1, RFC 4055 5
  if (signature.key_kind == crypto::KeyKind::rsa && !signature.pss)
    return fmt::format("the parameters of {} MUST be NULL, and are {}", signature.name,
                       is_null ? "a malformed NULL" : "of another type");
  // RFC 5758 3, RFC 8410 3, RFC 8692 2, RFC 9881 2, RFC 9909 3
  return fmt::format("the parameters of {} MUST be absent, and are {}", signature.name,
                     is_null ? "NULL" : "present");
}

std::string why_not_verified(const CertificateFacts& subject) {
  const crypto::SignatureFacts& signature = subject.signature;
  const x509::AlgorithmIdentifier& algorithm = subject.certificate.signature_algorithm;
  if (signature.key_kind == crypto::KeyKind::unknown)
    return fmt::format("the algorithm {} is unknown", algorithm.oid.to_string());
  return signature.known && !signature.usable ? parameters_fault(signature, algorithm.parameters)
                                              : fmt::format("{} is not supported", signature.name);
}

// The same rule, of an algorithm that we cannot verify with: silence would pass for a link that holds.
Outcome not_verified(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& status = link.subject.signed_by_next;
    if (!status) return Outcome::not_applicable;
    // What could not be read is the parser's finding.
    if (link.subject.certificate.signature_algorithm.oid.empty()) return Outcome::not_applicable;
    return *status != SignatureStatus::algorithm_unsupported
               ? Outcome::pass
               : report.fire_at(link.index, signature_place, {},
                                fmt::format("the signature of {} cannot be verified: {}",
                                            name_of(link.subject), why_not_verified(link.subject)));
  });
}

constexpr Lint signatures_lints[] = {
    {.check = {.id = "chain.signatures.invalid",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Each certificate of a chain MUST be signed with the key of the next one.",
               .citation = "RFC 5280 6.1.3 (a) (1)",
               .hint = "Put the certificate of the issuing CA after it; a CA may have several keys under one "
                       "name. If it is already there, the certificate was changed after it was signed."},
     .example = "a leaf with one bit of its signature changed",
     .chain = invalid},
    {.check = {.id = "chain.signatures.not_verified",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The signatures of a chain SHOULD use algorithms that can be verified.",
               .citation = "RFC 5280 6.1.3 (a) (1)",
               .hint = "Correct the parameters of the algorithm if they are wrong; otherwise verify the "
                       "signature with a program that knows the algorithm."},
     .example = "a leaf signed with GOST R 34.10-2012",
     .chain = not_verified},
};

}  // namespace

constinit const Rows signatures_rows = signatures_lints;

}  // namespace certcheck::lint::chain
