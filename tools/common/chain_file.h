#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"

#include <optional>
#include <string>

namespace certcheck::tools {

/// Writes what a server of this certificate has to send (RFC 8446 4.4.2): the leaf, and each issuer in turn
/// up to the one below the root, as PEM; the whole file, or none. Why not: the certificate has no trusted
/// path, or the file cannot be written.
std::optional<Error> write_chain(const engine::Report& report, const std::string& path);

}  // namespace certcheck::tools
