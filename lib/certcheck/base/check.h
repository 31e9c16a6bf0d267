#pragma once

#include <cstdint>
#include <string_view>

namespace certcheck {

/// Severity of a finding by the key word of the standard: MUST is an error, SHOULD a warning, else a notice.
/// It is independent of trust; see Counts.
enum class Severity : uint8_t { notice, warning, error };

std::string_view to_string(Severity severity);

/// Which set of rules decides whether a chain is trusted.
enum class Profile : uint8_t { rfc5280, webpki };

std::string_view to_string(Profile profile);

/// In which profiles a finding counts against trust, each with and without --strict.
/// `strict` sets imply nothing about the lenient ones: a check that always counts names both.
enum class Counts : uint8_t {
  never = 0,
  rfc5280 = 1,
  webpki = 2,
  rfc5280_strict = 4,
  webpki_strict = 8,
  always = 15,
  strict = 12,             ///< only under --strict, in both profiles
  all_webpki = 10,         ///< webpki with and without --strict
  all_rfc5280 = 5,         ///< rfc5280 with and without --strict
  webpki_or_strict = 14,   ///< webpki always, rfc5280 only under --strict
  rfc5280_or_strict = 13,  ///< rfc5280 always, webpki only under --strict
};

constexpr bool counts(Counts set, Profile profile, bool strict) {
  const auto base = profile == Profile::rfc5280 ? Counts::rfc5280 : Counts::webpki;
  const auto bit = static_cast<unsigned>(base) << (strict ? 2U : 0U);
  return (static_cast<unsigned>(set) & bit) != 0;
}

/// One kind of problem that certcheck can report. Every check is in one constexpr table of its module;
/// lists, documentation and report metadata are made from those tables. All views are of static storage.
struct Check {
  std::string_view id;  ///< dotted, stable, never reused, says nothing of severity
  Severity severity;
  Counts counts;                 ///< where it decides the verdict
  std::string_view requirement;  ///< the norm, in one sentence with the key words of BCP 14
  std::string_view citation;     ///< document and section, e.g. "RFC 5280 4.2.1.9"
  std::string_view hint;         ///< how to fix it
  std::string_view zlint = {};   ///< the zlint lint that means the same, or empty
};

}  // namespace certcheck
