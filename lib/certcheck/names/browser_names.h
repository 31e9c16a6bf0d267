#pragma once

#include "certcheck/x509/name.h"

#include <cstdint>
#include <string>

/// Distinguished names as browsers compare them: as bssl::pki does, which of all is the most lenient
/// (mozilla::pkix, Go and rustls-webpki compare bytes). Strings of different types are equal if their text
/// is, with ASCII letters folded and spaces squeezed; everything else is compared as encoded. RFC 5280 7.1
/// asks for more, the whole of RFC 4518: see x509::canonical.
namespace certcheck::names {

/// By which rules distinguished names are compared: those of RFC 5280 7.1, or those of browsers.
enum class DirectoryNames : uint8_t { rfc5280, browsers };

/// The form in which two names that match in browsers are equal; that of the first RDNs is a prefix of that
/// of the whole. An opaque key, as x509::canonical.
std::string canonical_in_browsers(const x509::Name& name);

/// Whether browsers find that the two names match. Fast when the encodings are equal.
bool match_in_browsers(const x509::Name& a, const x509::Name& b);

}  // namespace certcheck::names
