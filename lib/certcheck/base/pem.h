#pragma once

#include "certcheck/base/bytes.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck {

/// How a body was written that is more than base64.
struct PemForm {
  bool spare_bits = false;  ///< bits are set that the last group of base64 has to spare
  bool wrapped = false;     ///< escapes, quotation or comment marks had to be taken away first
};

/// One PEM block as found in a text (RFC 7468, read leniently: any text around, CRLF, RFC 1421 headers).
struct PemBlock {
  std::string_view label;  ///< "CERTIFICATE", "X509 CRL", ...; views the text
  std::string_view body;   ///< between the lines, base64 as written; views the text
  size_t offset = 0;       ///< of "-----BEGIN" in the text
  size_t line = 0;         ///< of "-----BEGIN", counted from 1 by what lines of the text end with
  bool terminated = true;  ///< false if no END line with the same label follows

  /// The decoded body; nullopt if it is not base64. Reads more than base64 too: bodies in strings of JSON,
  /// YAML or programs, with line ends written as \n, and lines after comment or quotation marks or those of
  /// a patch.
  std::optional<Bytes> decode() const;
  /// The same; `form` says how it was written.
  std::optional<Bytes> decode(PemForm& form) const;
};

/// Every block in order. Total on any bytes; linear time. The blocks view the text, so none is searched that
/// is gone when they are looked at.
std::vector<PemBlock> find_pem_blocks(std::string_view text);
std::vector<PemBlock> find_pem_blocks(std::same_as<std::string> auto&& temporary) = delete;

/// What keeps OpenSSL, and what is built on it, from loading this block of the text, in words for people
/// ("its END line is not on a line of its own"); empty if nothing does. `block` was found in `text`, and
/// `form` is what its decode() says.
std::string_view pem_obstacle(std::string_view text, const PemBlock& block, PemForm form);

/// A block with 64-character lines and a final newline.
std::string pem_encode(std::string_view label, ByteView der);

}  // namespace certcheck
