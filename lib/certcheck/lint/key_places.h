#pragma once

#include "certcheck/lint/facts.h"

#include <string_view>

/// Keys and signatures: where they stand, and what is asked of all that are octets of a fixed number and take
/// no parameters (Ed25519, ML-DSA, ...).
namespace certcheck::lint {

inline constexpr std::string_view key_place = "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey",
                                  key_algorithm_place = "tbsCertificate.subjectPublicKeyInfo.algorithm",
                                  tbs_signature_place = "tbsCertificate.signature",
                                  signature_algorithm_place = "signatureAlgorithm",
                                  signature_place = "signatureValue";

/// Where a part of a certificate stands, counted from the certificate's start. `part` must be a view of it.
size_t offset_of(const x509::Certificate& certificate, ByteView part);

/// True for keys under rsaEncryption and id-RSASSA-PSS.
bool is_rsa(const CertificateFacts& facts);

/// The octets of an INTEGER without leading zeros; empty if it is zero, negative or unreadable.
ByteView magnitude_of(ByteView integer);

// Each passes or fires. `key` and `signature` are those of the facts.
Outcome key_without_parameters(const CertificateFacts& facts, const Reporter& report);
Outcome key_of_fixed_length(const CertificateFacts& facts, const Reporter& report);
Outcome signature_without_parameters(const CertificateFacts& facts, const Reporter& report);
Outcome signature_of_fixed_length(const CertificateFacts& facts, const Reporter& report);

}  // namespace certcheck::lint
