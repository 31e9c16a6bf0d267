#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What bytes are, by their outermost structure. The one place of the library that decides so.
namespace certcheck::files {

enum class Kind : uint8_t {
  unknown,
  certificate,
  certificate_path,  ///< PkiPath (X.509): SEQUENCE OF Certificate
  crl,
  ocsp_response,
  pkcs7,          ///< ContentInfo with SignedData (RFC 5652): may hold certificates and CRLs
  pkcs7_other,    ///< ContentInfo of another type
  pkcs12,         ///< PFX (RFC 7292)
  java_keystore,  ///< JKS or JCEKS
  certificate_request,
  private_key,
  encrypted_private_key,
  public_key,
  parameters,
  ocsp_request,
  time_stamp_request,
  time_stamp_response,
  attribute_certificate,
  spkac,      ///< SignedPublicKeyAndChallenge
  other_pem,  ///< a PEM block whose label says that it holds nothing of X.509, such as a PGP key
};

/// "a PKCS#10 certificate request".
std::string_view describe(Kind kind);

/// A command that makes PEM certificates of a file of this kind, or what to give instead, as the end of a
/// sentence
/// ("convert it with: ..."); empty if there is nothing to advise.
std::string_view advice(Kind kind);

/// Certificates, CRLs, OCSP responses and requests can be linted, and containers of them.
bool holds_lintable(Kind kind);

/// Containers that are opened for what is in them.
bool holds_parts(Kind kind);

/// By the outermost elements. What begins like a certificate and is nothing else is one, so that a broken one
/// is explained rather than refused; `unknown` is what does not.
Kind recognise_der(ByteView der);

/// By magic numbers first, then as DER. Text is `unknown`.
Kind recognise_binary(ByteView bytes);

/// Words about an element of DER or BER that ends before its length says ("cut off at byte 446: ...");
/// nullopt if the first element of the bytes is whole, whatever follows it.
std::optional<std::string> cut_off(ByteView der);

/// What bytes are that hold nothing known, as describe(): text of a form that is not read, a compressed file,
/// DER that is cut off too early to be recognised.
std::string describe_unknown(ByteView bytes);

/// By a PEM label (RFC 7468 4 and what programs write besides); nullopt for labels that nobody defined.
std::optional<Kind> recognise_label(std::string_view label);

}  // namespace certcheck::files
