#pragma once

#include "certcheck/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::fetch {

/// An address to fetch from, taken apart (RFC 3986, RFC 9110 4.2.1): http only.
struct Url {
  std::string host;  ///< a name in lower case, or an IP address in its canonical form, without brackets
  bool is_address = false;  ///< the host is an IP address
  uint16_t port = 80;
  std::string path;  ///< with the query, "/a/b?c"; begins with a slash; fit for a request line

  /// "ca.example:8080", "[2001:db8::1]"; the port only where it is not 80.
  std::string authority() const;
  std::string text() const { return "http://" + authority() + path; }

  bool operator==(const Url&) const = default;
};

/// Reads an address as certificates have it. What people forgot to encode in a path is
/// encoded (RFC 3986 2.1), and its segments "." and ".." are applied (5.2.4). A host that looks like a number
/// is the address that other programs take it for: "0x7f.1" and "2130706433" are 127.0.0.1. Errors are of
/// kind usage: another scheme, a user name, a host or port that is none, control characters, more than
/// `bytes_max`.
Result<Url> parse_url(std::string_view text, size_t bytes_max);

/// "2130706433", "0x7f.1": the last label is a number, so that resolvers read the host as an IPv4 address,
/// and so do browsers (WHATWG URL 3.5). In lower case, without the final dot.
bool ends_in_number(std::string_view host);

/// Where a redirection leads (RFC 3986 5.2, RFC 9110 10.2.2).
Result<Url> resolve_reference(const Url& base, std::string_view location, size_t bytes_max);

/// Where the OCSPRequest is asked for with GET: the base64 of its DER below the responder's address (RFC 6960
/// A.1).
Url with_request(const Url& responder, std::string_view request_base64);

}  // namespace certcheck::fetch
