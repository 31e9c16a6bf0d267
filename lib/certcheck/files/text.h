#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/files/contents.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Text of other formats that holds certificates, and text in other encodings than UTF-8.
namespace certcheck::files {

class ValueNames;

/// Values of base64 in a text of another format (Kubernetes secrets, JWKS, answers of services), that hold
/// PEM or DER of what is sought here, and DER on lines of its own. `text` is what is between PEM blocks,
/// `start` where it begins.
void read_encoded_values(std::string_view text, Place start, const ReadOptions& options, Contents& contents,
                         ValueNames* names = nullptr);

/// The bytes as UTF-8 if they are text in UTF-16, with or without byte order mark; nullopt if they are not.
std::optional<std::string> text_of_utf16(ByteView bytes);

/// A passphrase in UTF-16, big-endian, without a mark. It is UTF-8; if it is not, each byte is a character.
Bytes utf16_of(std::string_view passphrase);

}  // namespace certcheck::files
