#include "certcheck/x509/strings.h"

#include "certcheck/base/encoding.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/name.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

const uint8_t* units(std::string_view text) { return reinterpret_cast<const uint8_t*>(text.data()); }

bool is_utf8(std::string_view text) {
  return is_ascii(as_bytes(text)) || u8_check(units(text), text.size()) == nullptr;
}

void append_code_point(std::string& out, uint32_t code_point) {
  uint8_t buffer[6];
  const int length = u8_uctomb(buffer, code_point, sizeof buffer);
  if (length > 0) out.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(length));
}

constexpr bool is_alphanumeric(uint8_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// X.680 41.4 Table 10
constexpr bool is_printable_string(uint8_t c) {
  return is_alphanumeric(c) ||
         std::string_view(" '()+,-./:=?").find(static_cast<char>(c)) != std::string_view::npos;
}

/// The first byte that the character set of the type leaves out.
ByteView::iterator first_outside(uint8_t type, ByteView value) {
  switch (type) {
    case tag::printable_string:
      return std::find_if_not(value.begin(), value.end(), is_printable_string);
    case tag::numeric_string:
      return std::find_if_not(value.begin(), value.end(),
                              [](uint8_t c) { return c == ' ' || (c >= '0' && c <= '9'); });
    case tag::visible_string:
      return std::find_if_not(value.begin(), value.end(), [](uint8_t c) { return c >= 0x20 && c < 0x7f; });
    case tag::ia5_string:
      return std::find_if(value.begin(), value.end(), [](uint8_t c) { return c >= 0x80; });
    default:
      return value.end();
  }
}

/// The first character for which browsers refuse a certificate that has the string in its subject or issuer:
/// bssl::pki lets "*" pass in a PrintableString (NormalizePrintableStringValue), and does not look into types
/// other than these two.
ByteView::iterator first_refused(uint8_t type, ByteView value) {
  if (type == tag::printable_string)
    return std::find_if_not(value.begin(), value.end(),
                            [](uint8_t c) { return is_printable_string(c) || c == '*'; });
  return type == tag::ia5_string ? first_outside(type, value) : value.end();
}

/// "CN contains '_' (0x5f), which PrintableString does not allow"
std::string outside_message(der::Oid attribute, uint8_t type, uint8_t character) {
  const std::string_view known = short_name(attribute);
  const std::string_view type_name = type == tag::printable_string ? "PrintableString"
                                     : type == tag::numeric_string ? "NumericString"
                                     : type == tag::visible_string ? "VisibleString"
                                                                   : "IA5String";
  std::string message = std::string(known.empty() ? "the attribute's value" : known) + " contains ";
  const std::string hex = "0x" + hex_encode(ByteView(&character, 1));
  if (character >= 0x20 && character < 0x7f)
    message += std::string("'") + static_cast<char>(character) + "' (" + hex + ")";
  else
    message += "the byte " + hex;
  return message + ", which " + std::string(type_name) + " does not allow";
}

/// Big-endian code points of `width` bytes; nullopt if one is not a scalar value. BMPString is UCS-2:
/// surrogates, even in pairs, are none.
std::optional<std::string> wide_text(ByteView value, size_t width) {
  if (value.size() % width != 0) return std::nullopt;
  std::string text;
  text.reserve(value.size());
  for (size_t i = 0; i < value.size(); i += width) {
    uint32_t code_point = 0;
    for (const uint8_t octet : value.subspan(i, width)) code_point = code_point << 8 | octet;
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000)) return std::nullopt;
    append_code_point(text, code_point);
  }
  return text;
}

/// RFC 4518 2.2, without the case folding: nothing, a space, or the character itself.
std::optional<uint32_t> map_character(uint32_t c) {
  if ((c >= 0x09 && c <= 0x0d) || c == 0x85) return ' ';
  if (c == 0x00ad || c == 0x1806 || c == 0x034f || (c >= 0x180b && c <= 0x180d) ||
      (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfffc || c == 0x200b)
    return std::nullopt;
  if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf)) return std::nullopt;
  if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Zs | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp))
    return ' ';
  return c;
}

/// Appends prepared text character by character and squeezes its white space (RFC 4518 2.6.1).
class Squeezer {
 public:
  /// Room for `size` characters is made at once: checking it for each would cost more than the rest.
  Squeezer(std::string& out, size_t size) : out_(out) {
    const size_t start = out.size();
    out.resize(start + size);
    start_ = end_ = out.data() + start;
  }
  Squeezer(const Squeezer&) = delete;
  Squeezer& operator=(const Squeezer&) = delete;
  ~Squeezer() { out_.resize(static_cast<size_t>(end_ - out_.data())); }

  void add(char c) {
    if (c == ' ') {
      pending_ = true;
      return;
    }
    if (pending_ && end_ != start_) *end_++ = ' ';
    pending_ = false;
    *end_++ = c;
  }

 private:
  std::string& out_;
  char* start_;
  char* end_;
  bool pending_ = false;
};

/// Appends text of printable ASCII without a space too many, as nearly all names are: only the case changes.
/// False for any other; then nothing is appended. Loops without a way out, so that the compiler takes many
/// characters at once.
bool append_prepared_plain(std::string& out, std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
  bool two_spaces = false, other = false;
  for (size_t i = 1; i < text.size(); ++i) two_spaces |= text[i] == ' ' && text[i - 1] == ' ';
  for (const char c : text) other |= static_cast<uint8_t>(c - ' ') > '~' - ' ';
  if (two_spaces || other) return false;
  const size_t start = out.size();
  out.resize(start + text.size());
  char* const to = out.data() + start;
  for (size_t i = 0; i < text.size(); ++i)
    to[i] = static_cast<char>(text[i] + (text[i] >= 'A' && text[i] <= 'Z' ? 'a' - 'A' : 0));
  return true;
}

void append_prepared_unicode(std::string& out, std::string_view utf8) {
  std::string mapped;
  for (size_t i = 0; i < utf8.size();) {
    ucs4_t c = 0;
    const int length = u8_mbtouc(&c, units(utf8) + i, utf8.size() - i);
    i += static_cast<size_t>(std::max(length, 1));
    if (const auto kept = map_character(c)) append_code_point(mapped, *kept);
  }
  // Twice, because NFKC brings forth characters with case ("TEL" of U+2121) that RFC 3454 B.2 folds too.
  for (int round = 0; round < 2; ++round) {
    size_t length = 0;
    const Owned<uint8_t> folded(
        u8_casefold(units(mapped), mapped.size(), nullptr, UNINORM_NFKC, nullptr, &length));
    if (!folded) break;
    mapped.assign(reinterpret_cast<const char*>(folded.get()), length);
  }
  Squeezer squeezer(out, mapped.size());
  for (const char c : mapped) squeezer.add(c);
}

/// True if a terminal could obey the character, a person be misled by it, or not see it.
bool is_hidden(uint32_t c) {
  constexpr uint32_t braille_blank = 0x2800;
  return uc_is_general_category_withtable(c,
                                          UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp) ||
         (c != ' ' && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Zs)) || c == braille_blank ||
         uc_is_property_default_ignorable_code_point(c);
}

void append_json_unit(std::string& out, uint32_t unit) {
  const std::array<uint8_t, 2> bytes{static_cast<uint8_t>(unit >> 8), static_cast<uint8_t>(unit)};
  out += "\\u" + hex_encode(bytes);
}

void append_escaped(std::string& out, std::string_view bytes, std::string_view mark) {
  for (const char c : bytes) {
    out += mark;
    out += hex_encode(as_bytes(std::string_view(&c, 1)));
  }
}

/// The ASCII characters that a person may see as they are, but for some.
class PlainCharacters {
 public:
  explicit PlainCharacters(std::string_view special) {
    for (const char c : special) bits_[place(c)] &= ~bit(c);
  }
  bool contains(char c) const { return static_cast<uint8_t>(c) < 0x80 && (bits_[place(c)] & bit(c)) != 0; }

 private:
  static size_t place(char c) { return static_cast<uint8_t>(c) >> 6 & 1U; }
  static uint64_t bit(char c) { return uint64_t{1} << (static_cast<uint8_t>(c) & 63U); }

  std::array<uint64_t, 2> bits_{~uint64_t{0} << 0x20, ~uint64_t{0} >> 1};  ///< from the space to the tilde
};

/// What a person may see as it is, all else as `mark` and two hexadecimal digits a byte.
void append_inert(std::string& out, std::string_view bytes, std::string_view special, std::string_view mark) {
  const PlainCharacters plain(special);
  for (size_t i = 0; i < bytes.size();) {
    const char first = bytes[i];
    if (plain.contains(first)) {
      size_t end = i + 1;
      while (end < bytes.size() && plain.contains(bytes[end])) ++end;
      out += bytes.substr(i, end - i);
      i = end;
      continue;
    }
    if (static_cast<uint8_t>(first) < 0x80) {
      if (first < 0x20 || first == 0x7f) {
        append_escaped(out, bytes.substr(i, 1), mark);
      } else {
        out.push_back('\\');
        out.push_back(first);
      }
      ++i;
      continue;
    }
    ucs4_t c = 0;
    const int length = u8_mbtoucr(&c, units(bytes) + i, bytes.size() - i);
    const size_t count = length > 0 ? static_cast<size_t>(length) : 1;
    if (length <= 0 || is_hidden(c))
      append_escaped(out, bytes.substr(i, count), mark);
    else
      out += bytes.substr(i, count);
    i += count;
  }
}

}  // namespace

bool is_ascii(ByteView bytes) {
  uint8_t seen = 0;  // without a way out of the loop the compiler takes many bytes at once
  for (const uint8_t octet : bytes) seen |= octet;
  return seen < 0x80;
}

bool is_string_tag(uint8_t type) {
  switch (type) {
    case tag::utf8_string:
    case tag::numeric_string:
    case tag::printable_string:
    case tag::teletex_string:
    case tag::ia5_string:
    case tag::visible_string:
    case tag::general_string:
    case tag::universal_string:
    case tag::bmp_string:
      return true;
    default:
      return false;
  }
}

void check_string(const der::Reader& reader, uint8_t type, ByteView value, size_t offset,
                  std::string_view name, der::Oid attribute, bool in_own_name) {
  if (type == tag::utf8_string) {
    if (is_utf8(as_text(value))) return;
    const auto* bad = u8_check(value.data(), value.size());
    reader.fault(checks::string_not_utf8, offset + static_cast<size_t>(bad - value.data()),
                 "the UTF8String is not UTF-8", name);
  } else if (type == tag::bmp_string || type == tag::universal_string) {
    if (!wide_text(value, type == tag::bmp_string ? 2 : 4))
      reader.fault(checks::string_malformed, offset,
                   "the string ends inside a character or has characters that do not exist", name);
  } else if (const auto bad = first_outside(type, value); bad != value.end()) {
    const auto refused = in_own_name ? first_refused(type, value) : value.end();
    const auto place = refused == value.end() ? bad : refused;
    reader.fault(
        refused == value.end() ? checks::string_tolerated_characters : checks::string_invalid_characters,
        offset + static_cast<size_t>(place - value.begin()), outside_message(attribute, type, *place), name);
  }
}

std::optional<std::string> string_text(uint8_t type, ByteView value) {
  switch (type) {
    case tag::utf8_string:
      if (!is_utf8(as_text(value))) return std::nullopt;
      return std::string(as_text(value));
    case tag::numeric_string:
    case tag::printable_string:
    case tag::ia5_string:
    case tag::visible_string:
    case tag::general_string:
      if (!is_ascii(value)) return std::nullopt;
      return std::string(as_text(value));
    case tag::teletex_string: {
      std::string text;
      for (const uint8_t c : value) append_code_point(text, c);
      return text;
    }
    case tag::bmp_string:
      return wide_text(value, 2);
    case tag::universal_string:
      return wide_text(value, 4);
    default:
      return std::nullopt;
  }
}

void append_prepared(std::string& out, std::string_view utf8) {
  if (append_prepared_plain(out, utf8)) return;
  if (!is_ascii(as_bytes(utf8))) return append_prepared_unicode(out, utf8);
  Squeezer squeezer(out, utf8.size());
  for (const char c : utf8)
    if (c >= 'A' && c <= 'Z')
      squeezer.add(static_cast<char>(c + ('a' - 'A')));
    else if (c >= 0x09 && c <= 0x0d)
      squeezer.add(' ');
    else if (c >= 0x20 && c != 0x7f)
      squeezer.add(c);
}

void append_printable(std::string& out, std::string_view bytes, std::string_view special) {
  append_inert(out, bytes, special, "\\");
}

std::string printable(std::string_view text) {
  std::string out;
  append_inert(out, text, {}, "\\x");
  return out;
}

std::string inert_json(std::string document) {
  const auto is_plain = [](char c) { return static_cast<uint8_t>(c) < 0x7f; };
  const auto first = std::find_if_not(document.begin(), document.end(), is_plain);
  if (first == document.end()) return document;
  std::string out(document.begin(), first);
  for (auto i = static_cast<size_t>(first - document.begin()); i < document.size();) {
    if (is_plain(document[i])) {
      out.push_back(document[i++]);
      continue;
    }
    ucs4_t c = 0;
    const int length = u8_mbtoucr(&c, units(document) + i, document.size() - i);
    const size_t count = length > 0 ? static_cast<size_t>(length) : 1;
    if (length > 0 && !is_hidden(c)) {
      out.append(document, i, count);
    } else if (length <= 0) {
      out += "\\ufffd";
    } else if (c < 0x10000) {
      append_json_unit(out, c);
    } else {  // RFC 8259 7: a pair of surrogates
      append_json_unit(out, 0xd800 + ((c - 0x10000) >> 10));
      append_json_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
    }
    i += count;
  }
  return out;
}

}  // namespace certcheck::x509
