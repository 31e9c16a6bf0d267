#pragma once

#include "certcheck/x509/general_name.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck::names {

/// A mailbox in its two parts (RFC 5321 4.1.2; other than ASCII in the local part by RFC 6531). Views the
/// text.
struct EmailAddress {
  std::string_view local_part;  ///< as written, quotes included; compared byte by byte
  std::string_view domain;
};

/// Splits at the last "@". nullopt unless the local part is dot-atom or quoted string, in UTF-8 if it goes
/// beyond ASCII. The domain is not looked at, only not empty.
std::optional<EmailAddress> split_email_address(std::string_view text);

/// What a local part says without the quoting around it: that of "\"a.b\"" is "a.b" (RFC 5321 4.1.2 takes
/// both for one mailbox, RFC 5280 7.5 does not). One that is not quoted comes back as it is.
std::string unquoted(std::string_view local_part);

/// The text of an otherName of type SmtpUTF8Mailbox (RFC 9598 3), which views the name's bytes; nullopt if
/// the name is none or no UTF8String.
std::optional<std::string_view> smtp_utf8_mailbox(const x509::GeneralName& name);

}  // namespace certcheck::names
