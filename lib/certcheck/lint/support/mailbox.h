#pragma once

#include <string_view>

namespace certcheck::lint {

/// Why the text is not a Mailbox (RFC 5321 4.1.2, in its local part also the characters of RFC 6531 3.3), as
/// the end of a sentence: "has a comment after the address", ... Empty if it is one. A domain beyond ASCII is
/// let pass: whether that may stand depends on the kind of name.
std::string_view mailbox_fault(std::string_view text);

/// The same of the part after the "@" alone.
std::string_view mailbox_domain_fault(std::string_view domain);

/// The part of that which bytes of any kind show: what people add to addresses, such as "<" and ">" around
/// one. The text is not empty.
std::string_view decoration_fault(std::string_view text);

}  // namespace certcheck::lint
