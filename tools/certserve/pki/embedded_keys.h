#pragma once

#include <string_view>

namespace certcheck::pki {

/// The PKCS#8 PEM of keys/<name>.pem, static storage; empty if there is no such key.
std::string_view embedded_key(std::string_view name);

}  // namespace certcheck::pki
