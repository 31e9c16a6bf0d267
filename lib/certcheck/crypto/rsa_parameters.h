#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/crypto/digest.h"

#include <cstdint>
#include <optional>

/// The parameters of RSA's newer schemes as encoded.
namespace certcheck::crypto {

/// RSASSA-PSS-params, RFC 4055 3.1, RFC 8017 A.2.3
struct PssParameters {
  Digest digest = Digest::sha1, mgf_digest = Digest::sha1;  ///< none: not one we know
  uint64_t salt_length = 20, trailer = 1;
  bool strict = false;  ///< no default is spelled out
};

/// nullopt unless they are DER and follow their ASN.1, but for defaults that are spelled out.
std::optional<PssParameters> read_pss_parameters(ByteView parameters);

/// RSAES-OAEP-params, RFC 4055 4.1, RFC 8017 A.2.1
struct OaepParameters {
  Digest digest = Digest::sha1, mgf_digest = Digest::sha1;  ///< none: not one we know
  bool strict = false;                                      ///< no default is spelled out
};

/// nullopt unless they are DER and follow their ASN.1, but for defaults that are spelled out.
std::optional<OaepParameters> read_oaep_parameters(ByteView parameters);

}  // namespace certcheck::crypto
