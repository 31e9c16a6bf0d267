#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/files/detail/unpacked.h"

#include <optional>
#include <string_view>

namespace certcheck::files {

/// RFC 7292: every CertBag of an X.509 certificate, CRLBags. The MAC is verified (RFC 7292 4, RFC 9579).
Unpacked unpack_pkcs12(ByteView der, std::string_view passphrase);

/// The content of an OCTET STRING (or of a context tag in its place), the parts of a constructed one joined.
std::optional<Bytes> joined_octets(ByteView content, bool constructed);

}  // namespace certcheck::files
