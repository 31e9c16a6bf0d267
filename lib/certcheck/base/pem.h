#pragma once

#include "certcheck/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck {

/// One PEM block as found in a text (RFC 7468, read leniently: any text around, CRLF, RFC 1421 headers).
struct PemBlock {
  std::string_view label;  ///< "CERTIFICATE", "X509 CRL", ...; views the text
  std::string_view body;   ///< between the lines, base64 as written; views the text
  size_t offset = 0;       ///< of "-----BEGIN" in the text
  size_t line = 0;         ///< of "-----BEGIN", counted from 1
  bool terminated = true;  ///< false if no END line with the same label follows

  /// The decoded body; nullopt if it is no base64.
  std::optional<Bytes> decode() const;
};

/// Every block in order. Total on any bytes; linear time.
std::vector<PemBlock> find_pem_blocks(std::string_view text);

/// A block with 64-character lines and a final newline.
std::string pem_encode(std::string_view label, ByteView der);

}  // namespace certcheck
