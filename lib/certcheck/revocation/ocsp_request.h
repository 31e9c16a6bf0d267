#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/certificate.h"

namespace certcheck::revocation {

/// DER of an OCSPRequest (RFC 6960 4.1.1) for one certificate of this issuer, without nonce and signature, as
/// RFC 9654 and RFC 5019 2.1.1 have it for responders that answer from a cache. The CertID is of SHA-1, which
/// every responder knows (RFC 5019 2.1.1); it protects nothing, it only names.
Bytes ocsp_request(const x509::Certificate& certificate, const x509::Certificate& issuer);

}  // namespace certcheck::revocation
