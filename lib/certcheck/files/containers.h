#pragma once

#include "certcheck/der/oid.h"
#include "certcheck/files/contents.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Files that hold several certificates. Each reader is total, and gives what it could read before a fault.
namespace certcheck::files {

/// RFC 5652 5.1
inline constexpr der::Oid signed_data{std::string_view("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")};

struct Unpacked {
  std::vector<Part> parts;            ///< certificates and CRLs in the order of the container
  std::string fault;                  ///< what kept the rest from being read; empty if nothing did
  std::optional<size_t> offset = {};  ///< of the fault, if it is in the encoding
};

/// RFC 5652 5.1: certificates [0] and crls [1] of SignedData. BER of any length form.
Unpacked unpack_pkcs7(ByteView der);

/// RFC 7292: every CertBag of an X.509 certificate, CRLBags. The MAC is
/// verified (RFC 7292 4, RFC 9579).
Unpacked unpack_pkcs12(ByteView der, std::string_view passphrase);

/// JKS and JCEKS: trusted certificates, and the chains of private keys. The keyed digest at the end is
/// verified where a passphrase is given; certificates are readable without.
Unpacked unpack_java_keystore(ByteView bytes, std::string_view passphrase);

/// PkiPath: the order is from the anchor to the leaf (X.509 10.1), and is turned round.
Unpacked unpack_certificate_path(ByteView der);

/// A passphrase in UTF-16, big-endian, without a mark. It is UTF-8; if it is not, each byte is a character.
Bytes utf16_of(std::string_view passphrase);

/// The content of an OCTET STRING (or of a context tag in its place), the parts of a constructed one joined.
std::optional<Bytes> joined_octets(ByteView content, bool constructed);

}  // namespace certcheck::files
