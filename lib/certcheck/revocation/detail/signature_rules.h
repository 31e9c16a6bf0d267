#pragma once

#include "certcheck/base/check.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/algorithm.h"

#include <string>

namespace certcheck::revocation {

/// Which signatures of CRLs and OCSP responses are used, by their algorithm. Internal to the module.
enum class AlgorithmUse : uint8_t {
  sound,
  weak,      ///< SHA-1: used, and warned of
  unlisted,  ///< one that browsers do not verify, under webpki: used, and warned of
  refused    ///< broken (MD2, MD4, MD5), or SHA-1 where the caller refuses it
};

/// A digest for which collisions can be found makes a signature on one statement good for another; such a
/// statement neither clears nor revokes in any profile. SHA-1 is refused where the caller does not allow it
/// (Options::allow_sha1). Where it says nothing SHA-1 is warned of, under webpki too: BR 7.1.3.2.1 ends its
/// use for CRLs and responses, but what is left unused there could no longer say that a certificate is
/// revoked. The same holds for what BR 7.1.3.2 does not list.
AlgorithmUse algorithm_use(const x509::AlgorithmIdentifier& algorithm, const path::Options& options);

/// "it is signed by RSA PKCS#1 with MD5, whose digest is broken": of one that is not sound.
std::string describe(AlgorithmUse use, const x509::AlgorithmIdentifier& algorithm);

/// What is reported of a statement that was used although its algorithm is weak or unlisted.
const Check& check_of(AlgorithmUse use);

}  // namespace certcheck::revocation
