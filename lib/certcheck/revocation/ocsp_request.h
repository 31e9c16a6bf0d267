#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>

namespace certcheck::revocation {

/// RFC 9654 2.1: "OCSP clients that support this document MUST use a length of 32 octets"; responders may
/// ignore nonces of fewer than 16.
inline constexpr size_t ocsp_nonce_bytes = 32;

/// DER of an OCSPRequest (RFC 6960 4.1.1) for one certificate of this issuer, without signature. Without a
/// nonce, as RFC 5019 2.1.1 has it, it can be answered from a cache. Whoever sends one with a nonce, which is
/// random, says so in Evidence::requested. The CertID is of SHA-1, which every responder knows (RFC 5019
/// 2.1.1); it protects nothing, it only names.
Bytes ocsp_request(const x509::Certificate& certificate, const x509::Certificate& issuer,
                   ByteView nonce = {});

}  // namespace certcheck::revocation
