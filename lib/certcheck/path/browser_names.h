#pragma once

#include "certcheck/x509/name.h"

namespace certcheck::path {

/// Whether browsers find that the two names match: as bssl::pki compares them, which of all is the most
/// lenient (mozilla::pkix, Go and rustls-webpki compare bytes). Strings of different types are equal if their
/// text is, with ASCII letters folded and spaces squeezed; everything else is compared as encoded. RFC 5280
/// 7.1 asks for more, the whole of RFC 4518: see x509::canonical. Fast when the encodings are equal.
/// Internal to path/.
bool match_in_browsers(const x509::Name& a, const x509::Name& b);

}  // namespace certcheck::path
