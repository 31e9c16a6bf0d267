#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/files/detail/unpacked.h"

#include <string_view>

namespace certcheck::files {

/// JKS and JCEKS: trusted certificates, and the chains of private keys. The keyed digest at the end is
/// verified where a passphrase is given; certificates are readable without.
Unpacked unpack_java_keystore(ByteView bytes, std::string_view passphrase);

}  // namespace certcheck::files
