#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/pem.h"
#include "certcheck/trust/settings.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::trust {

/// True for CERTIFICATE and the labels that older programs write: X509 CERTIFICATE, TRUSTED CERTIFICATE.
bool is_certificate_block(const PemBlock& block);

/// A certificate with what was after it in a TRUSTED CERTIFICATE.
struct TrustedCertificate {
  Bytes der;
  Settings settings = {};
};

/// Parts the certificate from the settings that OpenSSL puts after it in a TRUSTED CERTIFICATE.
TrustedCertificate split_trusted_certificate(Bytes der);

/// Takes away what follows a certificate that is given as an anchor, as OpenSSL's d2i_X509 does, and returns
/// of how many bytes that was. What cannot be read stays as it is.
size_t drop_trailing_data(Bytes& der);
/// That it was there; `place` begins the sentence.
Finding trailing_data_finding(const std::string& place, size_t bytes);

/// The block's certificate; of a TRUSTED CERTIFICATE with its settings. nullopt if the block has no END line
/// or is not base64.
std::optional<TrustedCertificate> decode_certificate_block(const PemBlock& block);

/// Whether a label says that settings follow the certificate.
bool is_trusted_label(std::string_view label);

}  // namespace certcheck::trust
