#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/extensions.h"

#include <optional>

/// What logs sign (RFC 6962 3.2).
namespace certcheck::ct {

/// The TBSCertificate that the logs signed for a certificate with embedded SCTs: the certificate's own
/// without the SCT list, byte for byte. That is so for precertificates of a Precertificate Signing
/// Certificate, too: their issuer and authority key identifier are changed to those of the final certificate
/// before they are signed. nullopt if the certificate has not exactly one SCT list, or its TBSCertificate
/// cannot be taken apart.
std::optional<Bytes> tbs_without_scts(const x509::Certificate& certificate);

/// The input of an SCT's signature over a certificate as it is (x509_entry).
Bytes signed_over_certificate(const x509::SignedCertificateTimestamp& sct, ByteView certificate);

/// The input of an SCT's signature over a precertificate (precert_entry). `issuer_key_hash` is the SHA-256 of
/// the SubjectPublicKeyInfo of the CA that issued the final certificate.
Bytes signed_over_precertificate(const x509::SignedCertificateTimestamp& sct, const Sha256& issuer_key_hash,
                                 ByteView tbs);

}  // namespace certcheck::ct
