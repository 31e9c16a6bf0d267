#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <algorithm>
#include <string_view>
#include <type_traits>

/// Keys and signatures: where they stand, and what is asked of all that are bytes of a fixed number and take
/// no parameters (Ed25519, ML-DSA, ...).
namespace certcheck::lint {

inline constexpr std::string_view key_place = "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey",
                                  key_algorithm_place = "tbsCertificate.subjectPublicKeyInfo.algorithm",
                                  tbs_signature_place = "tbsCertificate.signature",
                                  signature_algorithm_place = "signatureAlgorithm",
                                  signature_place = "signatureValue",
                                  preferred_signatures_place = "tbsRequest.requestExtensions";

/// Node path of Certificate::signature_algorithm.
std::string_view place_of_algorithm(const x509::Certificate& certificate);

/// Where a part of a certificate stands, counted from the certificate's start. `part` must be a view of it.
size_t offset_of(const x509::Certificate& certificate, ByteView part);

/// True for keys under rsaEncryption, id-RSASSA-PSS and id-RSAES-OAEP.
bool is_rsa(const CertificateFacts& facts);

/// The bytes of an INTEGER without leading zeros; empty if it is zero, negative or unreadable.
ByteView magnitude_of(ByteView integer);

/// How a certificate, a CRL, an OCSP response or a request is signed; of a request that is not, nothing is
/// known. Views it.
struct Signed {
  const x509::AlgorithmIdentifier& algorithm;  ///< outside of what is signed
  const der::BitString& value;
  const Bytes& der;
  std::string_view algorithm_place, value_place;     ///< node paths
  const x509::AlgorithmIdentifier* inner = nullptr;  ///< the one inside of what is signed; OCSP has none
  std::string_view inner_place = {};

  size_t offset_of(ByteView part) const { return static_cast<size_t>(part.data() - der.data()); }
};
Signed signed_by(const CertificateFacts& facts);
Signed signed_by(const x509::Crl& crl);
Signed signed_by(const x509::OcspResponse& response);
Signed signed_by(const x509::OcspRequest& request);

/// One of the algorithms by which a client prefers the response to be signed (RFC 6960 4.4.7): identified as
/// that of a signature is, without a signature.
Signed preferred_by(const x509::OcspRequest& request, const x509::AlgorithmIdentifier& algorithm);

/// A rule on how something is signed, whatever it is; of a request also on what it prefers.
using SignatureRule = Outcome (*)(const Signed&, const Reporter&);
template <SignatureRule rule, typename Subject>
Outcome signature_lint(const Subject& subject, const Reporter& report) {
  Outcome outcome = rule(signed_by(subject), report);
  if constexpr (std::is_same_v<Subject, x509::OcspRequest>) {
    if (!subject.preferred_signatures) return outcome;
    for (const x509::AlgorithmIdentifier& algorithm : *subject.preferred_signatures)
      outcome = std::max(outcome, rule(preferred_by(subject, algorithm), report));
  }
  return outcome;
}
/// Sets the rule for certificates, CRLs, OCSP responses and requests.
template <SignatureRule rule>
constexpr Lint for_signatures(Lint lint) {
  lint.certificate = signature_lint<rule, CertificateFacts>;
  lint.crl = signature_lint<rule, x509::Crl>;
  lint.ocsp = signature_lint<rule, x509::OcspResponse>;
  lint.ocsp_request = signature_lint<rule, x509::OcspRequest>;
  return lint;
}

// Each passes or fires. `key` is that of the facts.
Outcome key_without_parameters(const CertificateFacts& facts, const Reporter& report);
Outcome key_of_fixed_length(const CertificateFacts& facts, const Reporter& report);
Outcome signature_without_parameters(const Signed& signature, const Reporter& report);
Outcome signature_of_fixed_length(const Signed& signature, const Reporter& report);

}  // namespace certcheck::lint
