#include "certcheck/names/email_address.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"

#include <unistr.h>

#include <algorithm>

namespace certcheck::names {

namespace {

bool is_utf8(std::string_view text) {
  return u8_check(reinterpret_cast<const uint8_t*>(text.data()), text.size()) == nullptr;
}

/// atext of RFC 5322 3.2.3 with the characters of RFC 6531, and the dot.
bool is_atom_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

/// Quoted-string of RFC 5321 4.1.2, quotes included.
bool is_quoted_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  const std::string_view inside = text.substr(1, text.size() - 2);
  for (size_t i = 0; i < inside.size(); ++i) {
    const auto c = static_cast<unsigned char>(inside[i]);
    if (c < 0x20 || c == 0x7f || c == '"') return false;
    if (c == '\\' && ++i == inside.size()) return false;
  }
  return true;
}

}  // namespace

std::optional<EmailAddress> split_email_address(std::string_view text) {
  const size_t at = text.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  const EmailAddress address{text.substr(0, at), text.substr(at + 1)};
  if (address.local_part.empty() || address.domain.empty() || !is_utf8(address.local_part))
    return std::nullopt;
  if (!is_quoted_string(address.local_part) &&
      !std::all_of(address.local_part.begin(), address.local_part.end(), is_atom_character))
    return std::nullopt;
  return address;
}

std::string unquoted(std::string_view local_part) {
  if (!is_quoted_string(local_part)) return std::string(local_part);
  std::string text;
  for (size_t i = 1; i + 1 < local_part.size(); ++i) {
    if (local_part[i] == '\\') ++i;
    text += local_part[i];
  }
  return text;
}

std::optional<std::string_view> smtp_utf8_mailbox(const x509::GeneralName& name) {
  return name.other_text(x509::oids::smtp_utf8_mailbox, der::tag::utf8_string);
}

}  // namespace certcheck::names
