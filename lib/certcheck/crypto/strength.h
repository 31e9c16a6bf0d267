#pragma once

#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"

#include <optional>

/// How many bits of security an algorithm gives at most: 2^n steps break it (NIST SP 800-57 part 1 rev. 5,
/// 5.6.1). OpenSSL's security levels mean the same numbers.
namespace certcheck::crypto {

/// nullopt if that cannot be determined: an unknown algorithm, curve or size.
std::optional<unsigned> security_strength(const KeyFacts& key);

/// Of the signature scheme without its key: of a digest against collisions, which is what a forger of
/// certificates needs (SP 800-57 table 3); of a scheme that fixes its own digest, that of the scheme.
std::optional<unsigned> security_strength(const SignatureFacts& signature);

}  // namespace certcheck::crypto
