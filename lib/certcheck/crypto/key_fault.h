#pragma once

#include "certcheck/crypto/key_facts.h"
#include "certcheck/x509/algorithm.h"

#include <string>

namespace certcheck::crypto {

/// Why a key that is encoded as its kind is can be nobody's: a modulus or a public exponent that RSA does not
/// have (RFC 8017 3.1), a point that does not lie on its curve (RFC 5480 2.2, SEC 1 3.2.2.1). Empty if
/// nothing is known against it. `facts` are the key's. Loads no key: half a microsecond for a point, nothing
/// for the rest.
std::string key_fault(const x509::SubjectPublicKeyInfo& key, const KeyFacts& facts);

}  // namespace certcheck::crypto
