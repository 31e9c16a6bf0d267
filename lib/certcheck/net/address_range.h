#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::net {

/// A block of addresses that a user names at once (RFC 4632 section 3.1): "10.0.0.0/28", "10.0.0.0/28:8443",
/// "fd00::/120", "[fd00::]/120:8443".
class AddressRange {
 public:
  /// No more can be named at once: a line is to be no longer a job than a list of targets.
  static constexpr size_t addresses_max = size_t{1} << 16;

  /// The next of its addresses as a target, "10.0.0.1:8443"; nullopt at the end.
  std::optional<std::string> next();

 private:
  friend std::optional<Result<AddressRange>> read_address_range(std::string_view text, bool allow_public);

  Bytes address_;
  size_t left_ = 0;
  std::string port_;  ///< with the colon; empty where there is none
};

/// nullopt: the text is not a range. Else the range, or why it is not gone through: it has too many
/// addresses, or some that are not loopback's (127.0.0.0/8, ::1) or private (RFC 1918, RFC 4193) where
/// `allow_public` is not given. Bits after the prefix are ignored. Errors are of kind usage.
std::optional<Result<AddressRange>> read_address_range(std::string_view text, bool allow_public);

}  // namespace certcheck::net
