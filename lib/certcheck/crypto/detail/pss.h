#pragma once

#include "certcheck/crypto/detail/public_key.h"
#include "certcheck/crypto/signature_facts.h"

#include <memory>

namespace Botan {
class RSA_PublicKey;
}

/// RSASSA-PSS in the forms that Botan has no name for.
namespace certcheck::crypto {

/// True for MGF1 with the digest that hashes the message: Botan checks those.
bool pss_is_plain(const SignatureFacts& signature);

/// For the others: MGF1 with another digest (RFC 4055 allows it), and SHAKE as the mask generator (RFC 8692).
/// `key` must outlive the checker.
std::unique_ptr<SignatureChecker> make_pss_checker(const Botan::RSA_PublicKey& key,
                                                   const SignatureFacts& signature);

}  // namespace certcheck::crypto
