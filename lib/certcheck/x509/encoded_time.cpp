#include "certcheck/x509/encoded_time.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <array>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// Takes the digits of a time off the front of its text.
class Digits {
 public:
  explicit Digits(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool starts_with_digit() const { return !rest_.empty() && is_digit(rest_[0]); }
  /// nullopt if the next `count` characters are not all digits.
  std::optional<unsigned> take(size_t count) {
    if (rest_.size() < count ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<ptrdiff_t>(count), is_digit))
      return std::nullopt;
    unsigned value = 0;
    for (const char c : rest_.substr(0, count)) value = value * 10 + static_cast<unsigned>(c - '0');
    rest_.remove_prefix(count);
    return value;
  }
  bool skip(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

struct Reading {
  std::optional<Time> time;
  bool der_form = false;  ///< as RFC 5280 4.1.2.5.1 and 4.1.2.5.2 ask
};

/// The zone after a time: what to subtract to get UTC. X.680 46.3, 47.3.
std::optional<std::chrono::minutes> read_zone(Digits& digits, bool& der_form) {
  if (digits.rest() == "Z") return std::chrono::minutes{0};
  der_form = false;
  const bool negative = digits.rest().starts_with('-');
  if (!digits.skip("+-")) return std::nullopt;
  const auto hours = digits.take(2);
  const auto minutes = digits.rest().empty() ? std::optional(0U) : digits.take(2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59 || !digits.rest().empty()) return std::nullopt;
  const std::chrono::minutes shift{*hours * 60 + *minutes};
  return negative ? -shift : shift;
}

/// RFC 5280 4.1.2.5.1: two-digit years from 50 are of the 20th century.
constexpr unsigned century_of(unsigned year) { return year >= 50 ? 1900 : 2000; }

/// X.680 46 and 47: UTCTime YYMMDDhhmm[ss] and GeneralizedTime YYYYMMDDhh[mm[ss[.f]]], each with Z or an
/// offset. A GeneralizedTime in local time (no zone) names no moment.
Reading read_text(uint8_t type, std::string_view text) {
  const bool utc = type == tag::utc_time;
  Digits digits(text);
  Reading reading{.time = std::nullopt, .der_form = true};
  auto year = digits.take(utc ? 2 : 4);
  const auto month = digits.take(2), day = digits.take(2), hour = digits.take(2);
  std::optional<unsigned> minute = 0, second = 0;
  if (utc || digits.starts_with_digit()) {
    minute = digits.take(2);
    if (digits.starts_with_digit())
      second = digits.take(2);
    else
      reading.der_form = false;
  } else {
    reading.der_form = false;
  }
  if (!utc && digits.skip(".,")) {
    reading.der_form = false;
    if (!digits.starts_with_digit()) return reading;
    while (digits.take(1)) {
    }
  }
  const auto zone = read_zone(digits, reading.der_form);
  if (!year || !month || !day || !hour || !minute || !second || !zone) return reading;
  if (utc) *year += century_of(*year);
  reading.time = make_time(static_cast<int>(*year), *month, *day, *hour, *minute, *second);
  if (!reading.time) return reading;
  *reading.time -= *zone;
  if (*reading.time < date(0, 1, 1) || *reading.time >= date(10000, 1, 1)) reading.time.reset();
  return reading;
}

/// YYMMDDhhmmssZ, as DER has a UTCTime, at a fraction of what read_text() costs: large CRLs have one an
/// entry. nullopt for other forms, and for what is not a moment.
std::optional<Time> read_der_utc_time(std::string_view text) {
  if (text.size() != 13 || text[12] != 'Z') return std::nullopt;
  std::array<unsigned, 6> pairs{};
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto tens = static_cast<unsigned>(text[2 * i] - '0'),
               ones = static_cast<unsigned>(text[2 * i + 1] - '0');
    if (tens > 9 || ones > 9) return std::nullopt;
    pairs[i] = tens * 10 + ones;
  }
  const auto [year, month, day, hour, minute, second] = pairs;
  return make_time(static_cast<int>(year + century_of(year)), month, day, hour, minute, second);
}

/// Reads a Time; where GeneralizedTime is `expected`, UTCTime is a fault.
EncodedTime read_time_as(der::Reader& reader, std::string_view name, uint8_t expected) {
  EncodedTime result;
  result.offset = reader.offset();
  const uint8_t type = reader.peek();
  const bool is_time = type == tag::utc_time || type == tag::generalized_time;
  constexpr uint8_t constructed_utc_time = tag::utc_time | 0x20;  // which is a fault of its own
  if (!is_time && expected == tag::utc_time && type != constructed_utc_time) {
    reader.sees(tag::utc_time);
    reader.take(tag::generalized_time, name);
  } else if (!is_time || (expected == tag::generalized_time && type != expected)) {
    reader.take(expected, name);
  }
  if (!is_time) {
    // What is in the place of a time is skipped if it can hardly be what follows, so that one wrong tag
    // does not make all the rest unreadable.
    if (!reader.at_end() && (type & 0x20) == 0) reader.next();
    return result;
  }
  const auto element = reader.next();
  if (!element) return result;
  result.tag = type;
  result.text = element->content;
  if (type == tag::utc_time) result.time = read_der_utc_time(as_text(result.text));
  if (result.time) return result;
  const Reading reading = read_text(type, as_text(result.text));
  result.time = reading.time;
  if (!reading.time || !reading.der_form) {
    std::string shown = type == tag::utc_time ? "the UTCTime \"" : "the GeneralizedTime \"";
    append_printable(shown, as_text(result.text).substr(0, 40));
    if (!reading.time)
      reader.fault(checks::time_invalid, element->content_offset(), shown + "\" is not a valid time", name);
    else
      reader.fault(checks::time_not_der_form, element->content_offset(),
                   shown + "\" is not in UTC with whole seconds", name);
  }
  return result;
}

}  // namespace

EncodedTime read_time(der::Reader& reader, std::string_view name) {
  return read_time_as(reader, name, tag::utc_time);
}

EncodedTime read_generalized_time(der::Reader& reader, std::string_view name) {
  return read_time_as(reader, name, tag::generalized_time);
}

}  // namespace certcheck::x509
