#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/pem.h"

#include <optional>

namespace certcheck::trust {

/// True for CERTIFICATE and the labels that older programs write: X509 CERTIFICATE, TRUSTED CERTIFICATE.
bool is_certificate_block(const PemBlock& block);

/// The block's certificate; of a TRUSTED CERTIFICATE without the trust settings that OpenSSL puts behind it.
/// nullopt if the block has no END line or is not base64.
std::optional<Bytes> decode_certificate_block(const PemBlock& block);

}  // namespace certcheck::trust
