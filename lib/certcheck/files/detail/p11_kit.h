#pragma once

#include "certcheck/files/contents.h"

#include <string_view>

namespace certcheck::files {

/// The line that begins an object in p11-kit's own format of trust policy (.p11-kit files).
inline constexpr std::string_view p11_kit_mark = "[p11-kit-object-v1]";

/// Certificates with the trust attributes of their objects (trusted, x-distrusted, nss-server-distrust-after,
/// nss-email-distrust-after) and with extensions stapled to their keys (extended key usage, OpenSSL's
/// rejected purposes). Linear. `start` is where the text begins.
void read_p11_kit(std::string_view text, Place start, const ReadOptions& options, Contents& contents);

}  // namespace certcheck::files
