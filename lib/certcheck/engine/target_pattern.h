#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/target.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::engine {

/// Which targets a user means: "www.example.com", "*.example.com:8443", "*:636", "[2001:db8::1]", "10.0.0.*";
/// a URL's scheme, path and query are skipped. * stands for any text, dots included; without a port every
/// port is meant. A domain means its mail exchangers as well. Host names are compared as A-labels in any
/// case, addresses in their canonical form.
class TargetPattern {
 public:
  /// The error quotes the text and says what is wrong with it.
  static Result<TargetPattern> parse(std::string_view text);

  bool matches(const Target& target) const;
  /// True if it means one host alone, so that the text is a target by itself.
  bool names_one_host() const { return !wildcard_; }
  /// As the user wrote it.
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string host_;   ///< in lower case
  uint16_t port_ = 0;  ///< 0: any
  bool wildcard_ = false;
};

}  // namespace certcheck::engine
