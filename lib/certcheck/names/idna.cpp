#include "certcheck/names/idna.h"

#include "certcheck/base/ascii.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/strings.h"

#include <idn2.h>
#include <unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace certcheck::names {

namespace {

struct Idn2Free {
  void operator()(void* pointer) const { idn2_free(pointer); }
};
template <typename T>
using Idn2Pointer = std::unique_ptr<T, Idn2Free>;

/// Longer input can only give names that DNS cannot hold (253 bytes of A-labels); libidn2's cost grows with
/// the square of its input.
constexpr size_t max_input = 1024;

}  // namespace

namespace {

/// One label or name through libidn2.
struct Converted {
  int status = IDN2_OK;
  std::string text;
};

Converted convert(std::string_view text, int mapping) {
  char* raw = nullptr;
  const int status = idn2_to_ascii_8z(std::string(text).c_str(), &raw, IDN2_NFC_INPUT | mapping);
  const Idn2Pointer<char> owner(raw);
  return {status, status == IDN2_OK ? to_lower(raw) : std::string()};
}

/// What the two ways of UTS 46 read differently: sharp s, final sigma, the two joiners.
bool has_deviation(std::string_view label) {
  constexpr std::array<std::string_view, 4> characters{"\u00df", "\u03c2", "\u200c", "\u200d"};
  return std::any_of(characters.begin(), characters.end(),
                     [&](std::string_view c) { return label.find(c) != std::string_view::npos; });
}

/// Only the transitional way of libidn2 leaves the tables of IDNA2008 out, as browsers do. The two ways agree
/// on a label without the characters that they read differently.
Converted convert_label(std::string_view label) {
  Converted result = convert(label, IDN2_NONTRANSITIONAL);
  if (result.status == IDN2_DISALLOWED && !has_deviation(label)) result = convert(label, IDN2_TRANSITIONAL);
  return result;
}

/// UTS 46 maps three characters to the dot between labels.
std::string with_plain_dots(std::string_view name) {
  constexpr std::array<std::string_view, 3> dots{"\u3002", "\uff0e", "\uff61"};
  std::string result(name);
  for (const std::string_view dot : dots)
    for (size_t at = 0; (at = result.find(dot, at)) != std::string::npos;)
      result.replace(at, dot.size(), ".");
  return result;
}

}  // namespace

Result<std::string> to_a_labels(std::string_view name) {
  if (x509::is_ascii(as_bytes(name))) return to_lower(name);
  const auto invalid = [](std::string_view why) {
    return Error{Error::Kind::usage, "not a valid internationalized name: " + std::string(why)};
  };
  if (name.size() > max_input) return invalid("too long");
  // libidn2 reads up to the first NUL; one inside would hide what follows.
  if (name.find('\0') != std::string_view::npos) return invalid("NUL character");
  if (u8_check(reinterpret_cast<const uint8_t*>(name.data()), name.size()) != nullptr)
    return invalid("not UTF-8");
  Converted whole = convert(name, IDN2_NONTRANSITIONAL);
  if (whole.status == IDN2_OK) return std::move(whole.text);
  if (whole.status != IDN2_DISALLOWED) return invalid(idn2_strerror(whole.status));
  const std::string plain = with_plain_dots(name);
  std::string result;
  for (size_t begin = 0; begin <= plain.size();) {
    const size_t end = std::min(plain.find('.', begin), plain.size());
    if (begin != 0) result += '.';
    if (end != begin) {
      const Converted label = convert_label(std::string_view(plain).substr(begin, end - begin));
      if (label.status != IDN2_OK) return invalid(idn2_strerror(label.status));
      result += label.text;
    }
    begin = end + 1;
  }
  return result;
}

std::optional<std::string> decode_a_label(std::string_view label) {
  if (label.size() > max_label || !equal_ignoring_case(label.substr(0, 4), "xn--") ||
      !x509::is_ascii(as_bytes(label)) ||
      label.find_first_of(std::string_view{"\0.", 2}) != std::string_view::npos)
    return std::nullopt;
  char* raw = nullptr;
  const int status = idn2_to_unicode_8z8z(to_lower(label).c_str(), &raw, 0);
  const Idn2Pointer<char> owner(raw);
  if (status != IDN2_OK) return std::nullopt;
  return std::string(raw);
}

bool is_a_label(std::string_view label) {
  const auto u_label = decode_a_label(label);
  if (!u_label || x509::is_ascii(as_bytes(*u_label))) return false;
  // The tests of registration (RFC 5891 4.2), which are what makes a U-label; lookup leaves some of them out.
  uint8_t* raw = nullptr;
  const int status =
      idn2_register_u8(reinterpret_cast<const uint8_t*>(u_label->c_str()), nullptr, &raw, IDN2_NFC_INPUT);
  const Idn2Pointer<uint8_t> owner(raw);
  // IDN2_NFC_INPUT normalizes, so a label that was not in NFC (RFC 5891 4.2.1) comes back as another one.
  return status == IDN2_OK && to_lower(label) == reinterpret_cast<const char*>(raw);
}

}  // namespace certcheck::names
