#pragma once

#include "certcheck/x509/name.h"

#include <string>
#include <string_view>

namespace certcheck::lint {

/// The value as UTF-8, or, where it is not what its type says, its bytes. Borrowed from the attribute, or
/// from `buffer` for the types that are not written in ASCII or UTF-8 already. Empty for what is not a
/// string.
std::string_view text_of(const x509::Attribute& attribute, std::string& buffer);

/// RFC 5280 A.1 and X.520: the attribute's values are of type DirectoryString.
bool is_directory_string(der::Oid attribute);

/// The attributes in which people write what they like: names of people and organizations, addresses. Those
/// that zlint looks at for what was encoded wrongly.
bool is_free_text(der::Oid attribute);

}  // namespace certcheck::lint
