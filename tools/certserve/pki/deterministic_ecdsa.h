#pragma once

#include "certcheck/base/bytes.h"

#include <string_view>

namespace Botan {
class EC_PrivateKey;
}

namespace certcheck::pki {

/// An ECDSA signature (DER, Ecdsa-Sig-Value) with the nonce of RFC 6979, so that equal input gives equal
/// bytes. Botan does the same where it is built with its rfc6979 module; the bytes of our test PKI must not
/// depend on how it was built. For test keys only: the arithmetic on bytes here takes no care of timing.
Bytes sign_deterministic_ecdsa(const Botan::EC_PrivateKey& key, ByteView message, std::string_view digest);

}  // namespace certcheck::pki
