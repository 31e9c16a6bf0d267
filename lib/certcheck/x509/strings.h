#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"

#include <optional>
#include <string>
#include <string_view>

/// Character strings of ASN.1: what their bytes may be, mean, and how they compare.
namespace certcheck::x509 {

/// True for the types that hold text: DirectoryString (RFC 5280 4.1.2.4) and the other character strings.
bool is_string_tag(uint8_t tag);

/// Records a fault, at the reader's node and `name`, if the bytes do not fit the type. It is the value of an
/// attribute of this type; `in_own_name` says that it is in a certificate's subject or issuer, which
/// browsers look into while they parse.
void check_string(const der::Reader& reader, uint8_t tag, ByteView value, size_t offset,
                  std::string_view name, der::Oid attribute, bool in_own_name);

/// The bytes of a string type as UTF-8. Teletex strings are read as Latin-1, which is what issuers put there.
/// Types that are subsets of ASCII may hold any ASCII, since what they say is clear. nullopt for other types
/// and bytes that are no text.
std::optional<std::string> string_text(uint8_t tag, ByteView value);

/// Appends UTF-8 text prepared for comparison by RFC 4518: mapped, case folded, NFKC, white space squeezed to
/// one space inside and none at the ends. Two texts match by RFC 5280 7.1 if what is appended is equal.
void append_prepared(std::string& out, std::string_view utf8);

/// The escaper of all that certcheck prints. Appends text with everything escaped, as "\" and two
/// hexadecimal digits a byte, that does not print, is not UTF-8 or changes the direction or look of text
/// around it; and with "\" before what is in `special`.
void append_printable(std::string& out, std::string_view bytes, std::string_view special = "\\");

/// The same for text that is shown by itself: bytes become \xNN, and what is printable already stays as it
/// is.
std::string printable(std::string_view text);

/// A JSON document whose strings hold none of the characters that append_printable() escapes: they become
/// "\u009b" (RFC 8259 7 lets any character be written so). `document` is UTF-8 and has them in strings alone.
std::string inert_json(std::string document);

bool is_ascii(ByteView bytes);

}  // namespace certcheck::x509
