#pragma once

#include "certcheck/base/result.h"
#include "certcheck/lint/weak_keys.h"

#include <string>
#include <vector>

namespace certcheck::certlint {

/// Where Debian's packages openssl-blacklist and openssl-blacklist-extra put their lists.
inline constexpr const char* debian_weak_keys = "/usr/share/openssl-blacklist";

/// The lists of a user, each a file, and those of a directory (blacklist.RSA-*) if it is there. Fails if a
/// file cannot be read or is not a list; the error names file and line.
Result<lint::WeakKeys> read_weak_keys(const std::vector<std::string>& files,
                                      const std::string& directory = debian_weak_keys);

}  // namespace certcheck::certlint
