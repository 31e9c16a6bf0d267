#pragma once

#include <string>
#include <string_view>

namespace certcheck::names {

/// The form in which two URIs name the same: RFC 5280 4.2.1.6 compares scheme and host "without regard to
/// case", the rest byte for byte. The host's U-labels become A-labels, an empty path after a host is "/"
/// (RFC 3986 6.2.3), and in "sip:example.com" the domain stands for the host (RFC 9525 2: "or its
/// equivalent").
std::string comparable_uri(std::string_view uri);

/// Why the text cannot be the URI that identifies a peer, as the end of a sentence: "has no scheme", ...
/// Empty if it can. SPIFFE IDs have their own, narrower syntax.
std::string_view identity_uri_fault(std::string_view uri);

/// "spiffe://..." in any case.
bool is_spiffe_id(std::string_view uri);

}  // namespace certcheck::names
