#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/algorithm.h"

#include <string_view>

/// The AlgorithmIdentifiers of signatures that browsers' and CA/Browser documents allow, byte by byte. The
/// same bytes are in BR 7.1.3.2, S/MIME BR 7.1.3.2 and Mozilla Root Store Policy 5.1.
namespace certcheck::lint {

/// RSASSA-PSS with MGF1 and salt by the digest: SHA-256, SHA-384 or SHA-512.
bool is_allowed_pss_encoding(ByteView algorithm);

/// RSASSA-PKCS1-v1_5 with SHA-256, SHA-384 or SHA-512 and a NULL.
bool is_allowed_pkcs1_encoding(ByteView algorithm);

/// What is known of the key that made an ECDSA signature, by the size of the numbers in it: "P-256", "P-384",
/// "P-521". A number of the larger curve that fits the smaller one has a probability below 2^-120. Empty for
/// what is not an ECDSA signature, or larger.
std::string_view curve_of_signature(ByteView signature);

/// The AlgorithmIdentifier that such a key has to use: ECDSA with SHA-256, SHA-384 or SHA-512.
ByteView ecdsa_encoding_for(std::string_view curve);

}  // namespace certcheck::lint
