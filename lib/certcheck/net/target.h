#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/target.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::net {

/// The text without the space and the byte order mark around it, and without the user name and password of a
/// URL: fit to be shown and logged.
std::string without_credentials(std::string_view text);

/// What a user says of all targets.
struct TargetDefaults {
  /// Where neither the target nor `starttls` says otherwise.
  uint16_t port = 443;
  /// The protocol that brings each connection to TLS, by its name in net/starttls/protocols.cpp; empty: TLS
  /// begins at once. Unset: as the scheme of a target says and, without one, its port by custom.
  std::optional<std::string> starttls;
};

/// Reads "host", "host:port", "192.0.2.1", "[2001:db8::1]:8443", "2001:db8::1" and URLs
/// ("https://host:8443/path", "smtp://host") of the schemes in net/starttls/protocols.cpp, each of which
/// brings its own default port; tls, ssl and tcp have none and need one. User names, paths, queries and
/// fragments are skipped, with and without a scheme. A host with characters outside ASCII is taken as it is:
/// turning it into A-labels is the caller's. Errors are of kind usage and say what is wrong with the input,
/// without credentials.
Result<Target> parse_target(std::string_view input, const TargetDefaults& defaults = {});

/// Reads the name of a protocol that begins in the clear, or one of its other names, and returns the name;
/// "none" gives an empty one. The error lists the protocols.
Result<std::string> parse_starttls(std::string_view text);

}  // namespace certcheck::net
