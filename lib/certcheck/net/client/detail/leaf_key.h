#pragma once

#include "certcheck/base/bytes.h"

#include <optional>

namespace certcheck::net {

/// The SubjectPublicKeyInfo of a certificate, whatever else its bytes are: the outline of RFC 5280 4.1 is
/// walked by lengths alone (BER lengths included), and no name, time or extension is read. Borrowed from the
/// certificate. nullopt if the outline does not lead there.
std::optional<ByteView> subject_public_key_info(ByteView certificate);

/// Bits of the modulus of an RSA key; nullopt for another key or one that cannot be read.
std::optional<unsigned> rsa_bits(ByteView key_info);

}  // namespace certcheck::net
