#pragma once

#include "certcheck/base/bytes.h"

#include <string>
#include <string_view>

namespace certcheck::der {

/// An OBJECT IDENTIFIER as its content bytes. Borrowed: from the bytes read, or from static storage for
/// constants. Cheap to copy and compare.
class Oid {
 public:
  constexpr Oid() = default;
  /// `content` are the bytes after tag and length, e.g. "\x55\x1d\x13" for 2.5.29.19.
  constexpr explicit Oid(std::string_view content) : content_(content) {}
  explicit Oid(ByteView content) : content_(as_text(content)) {}

  constexpr std::string_view content() const { return content_; }
  constexpr bool empty() const { return content_.empty(); }

  /// "2.5.29.19". Not well-formed content gives "invalid:" and hexadecimal; arcs of more than 128 bits are in
  /// hexadecimal and parentheses, and what is long is shortened (OutputBudget).
  std::string to_string() const;

  /// The last bytes are compared first: it is there that most object identifiers differ.
  constexpr bool operator==(const Oid& other) const {
    return content_.size() == other.content_.size() &&
           (content_.empty() || (content_.back() == other.content_.back() && content_ == other.content_));
  }
  constexpr auto operator<=>(const Oid&) const = default;

 private:
  std::string_view content_;
};

/// The content bytes of a dotted OID; empty if the text is none.
std::string encode_oid(std::string_view dotted);

}  // namespace certcheck::der
