#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace certcheck::lint {

namespace detail {

/// ISO 3166-1 alpha-2, the officially assigned codes.
inline constexpr std::string_view country_codes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV "
    "BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES "
    "ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE "
    "IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
    "NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
    "SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE "
    "VG VI VN VU WF WS YE YT ZA ZM ZW ";

inline constexpr size_t letters = 26;

consteval std::array<bool, letters * letters> country_table() {
  std::array<bool, letters * letters> table{};
  for (size_t i = 0; i < country_codes.size(); i += 3)
    table[static_cast<size_t>(country_codes[i] - 'A') * letters +
          static_cast<size_t>(country_codes[i + 1] - 'A')] = true;
  return table;
}

}  // namespace detail

/// The text is a code that ISO 3166-1 has assigned to a country, in upper case.
constexpr bool is_country_code(std::string_view text) {
  constexpr auto table = detail::country_table();
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && is_letter(text[0]) && is_letter(text[1]) &&
         table[static_cast<size_t>(text[0] - 'A') * detail::letters + static_cast<size_t>(text[1] - 'A')];
}

/// The same in any case: that codes are written in upper case is a rule of its own.
constexpr bool is_country_code_in_any_case(std::string_view text) {
  if (text.size() != 2) return false;
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  const char code[] = {upper(text[0]), upper(text[1])};
  return is_country_code({code, 2});
}

/// The same, or XX, which CA/Browser documents let stand for a country without a code.
constexpr bool is_country_code_or_xx(std::string_view text) {
  return text == "XX" || text == "xx" || is_country_code_in_any_case(text);
}

}  // namespace certcheck::lint
