#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <string_view>
#include <vector>

namespace certcheck::files {

/// A private key of a PKCS#12 file with the certificates that belong to it.
struct KeyWithChain {
  Bytes private_key;         ///< PrivateKeyInfo (RFC 5208), DER, not encrypted
  std::vector<Bytes> chain;  ///< its certificate, then its issuers as far as they are there, without a root
};

/// The first key of the file that has a certificate (RFC 7292: by localKeyId; where nothing pairs them, the
/// certificate that issued no other). The MAC is verified. Errors (unreadable) say what kept it from being
/// opened; the passphrase is asked for by the name of the option that gives it.
Result<KeyWithChain> read_pkcs12_key(ByteView der, std::string_view passphrase,
                                     std::string_view passphrase_option);

}  // namespace certcheck::files
