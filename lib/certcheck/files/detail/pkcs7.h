#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/files/detail/unpacked.h"

#include <string_view>

namespace certcheck::files {

/// RFC 5652 5.1
inline constexpr der::Oid signed_data{std::string_view("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")};

/// RFC 5652 5.1: certificates [0] and crls [1] of SignedData. BER of any length form.
Unpacked unpack_pkcs7(ByteView der);

/// PkiPath: the order is from the anchor to the leaf (X.509 10.1), and is turned round.
Unpacked unpack_certificate_path(ByteView der);

}  // namespace certcheck::files
