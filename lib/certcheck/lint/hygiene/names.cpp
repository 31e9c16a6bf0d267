#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/texts.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <unictype.h>

#include <algorithm>
#include <string>

/// Characters of Unicode that have no place in a name or another text, in every text of certificates, CRLs,
/// OCSP responses and requests.
namespace certcheck::lint::hygiene {
namespace {

namespace tag = der::tag;

/// Bytes of a character in the types whose characters are certain; 0 for others, which hold Latin-1 at most.
size_t width_of(uint8_t type) {
  return type == tag::bmp_string ? 2 : type == tag::universal_string ? 4 : type == tag::utf8_string ? 1 : 0;
}

/// U+FFFD as it is encoded, as apart from bytes that cannot be decoded, which are the parser's.
bool has_replacement_character(const Text& text) {
  const uint8_t type = text.type;
  const ByteView value = text.value;
  const size_t width = width_of(type);
  if (width == 1) return as_text(value).find("\xef\xbf\xbd") != std::string_view::npos;
  for (size_t i = 0; width != 0 && i + width <= value.size(); i += width) {
    const ByteView character = value.subspan(i, width);
    if (character[width - 1] == 0xfd && character[width - 2] == 0xff &&
        std::all_of(character.begin(), character.end() - 2, [](uint8_t octet) { return octet == 0; }))
      return true;
  }
  return false;
}

/// Unicode's property Bidi_Control: marks, embeddings, overrides and isolates (UAX #9).
bool is_bidi_control(uint32_t character) {
  return character == 0x061c || character == 0x200e || character == 0x200f ||
         (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

bool has_bidi_control(const Text& text) {
  const uint8_t type = text.type;
  const ByteView value = text.value;
  if (width_of(type) == 0 || (width_of(type) == 1 && x509::is_ascii(value))) return false;
  Characters characters(type, value);
  while (const auto character = characters.next())
    if (is_bidi_control(*character)) return true;
  return false;
}

/// A letter of the Latin, Greek or Cyrillic scripts, or a mark on one, or a space: where nothing joins or
/// varies.
bool is_plain_letter(uint32_t character) {
  const bool ascii = (character | 0x20U) >= 'a' && (character | 0x20U) <= 'z';
  return ascii || character == ' ' || (character >= 0xc0 && character < 0x590);
}

/// Unicode's property Default_Ignorable_Code_Point, but for controls of direction. Joiners, fillers and
/// selectors of variants are part of how other scripts are written (RFC 5892 A.1, A.2): they are invisible
/// after a plain letter, and at the beginning.
bool is_invisible(uint32_t character, uint32_t previous) {
  if (character < 0xad || is_bidi_control(character) ||
      !uc_is_property_default_ignorable_code_point(character))
    return false;
  const bool varies = character == 0x034f || character == 0x115f || character == 0x1160 ||
                      (character >= 0x180b && character <= 0x180f) || character == 0x200c ||
                      character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f) ||
                      (character >= 0xe0100 && character <= 0xe01ef);
  return !varies || is_plain_letter(previous);
}

bool has_invisible_character(const Text& text) {
  const uint8_t type = text.type;
  if (width_of(type) == 0 || (width_of(type) == 1 && x509::is_ascii(text.value))) return false;
  Characters characters(type, text.value);
  uint32_t previous = ' ';
  while (const auto character = characters.next()) {
    if (is_invisible(*character, previous)) return true;
    previous = *character;
  }
  return false;
}

/// C0, DEL or C1 in a text of which no rule of a standard says so: attributes of names and explicitText have
/// rules of their own, see rfc5280/names.cpp and rfc6818/explicit_text.cpp.
bool has_control_character(const Text& text) {
  if (text.kind == Text::Kind::attribute || text.kind == Text::Kind::notice) return false;
  Characters characters(text.type, text.value);
  while (const auto character = characters.next())
    if (is_control(*character)) return true;
  return false;
}

using TextTest = bool (*)(const Text&);

template <TextTest has, const std::string_view& what, typename Subject>
Outcome check_all(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_texts(parsed(subject), [&](const Text& text, const Where& where) {
    outcome = std::max(outcome, Outcome::pass);
    if (has(text))
      outcome = report.fire(node_path(parsed(subject), where), text.offset,
                            fmt::format("{} in {} has {}", name_of(text), to_string(where.place), what));
  });
  return outcome;
}

// U+FFFD is what a decoder puts where it could not read: the name went through a broken conversion.
constexpr std::string_view a_replacement = "U+FFFD, which replaces characters that could not be decoded";
// RFC 4518 2.2 maps these to nothing before names are compared, so that a name with them matches one without,
// while what people see is turned round (Unicode UTR #36 2.5).
constexpr std::string_view a_bidi_control = "a bidirectional control character";

// RFC 4518 2.2 maps nearly all of them to nothing, too: who reads the name cannot tell it from the one
// without.
constexpr std::string_view an_invisible = "a character that is not visible";

// Software that takes texts for C strings reads less than there is; others show what moves a cursor.
constexpr std::string_view a_control = "a control character";

template <TextTest has, const std::string_view& what>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view citation,
                   std::string_view hint, std::string_view example) {
  return {.check = {.id = id,
                    .severity = Severity::warning,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = citation,
                    .hint = hint},
          .example = example,
          .finds_in = Unusual::text,
          .certificate = check_all<has, what, CertificateFacts>,
          .crl = check_all<has, what, x509::Crl>,
          .ocsp = check_all<has, what, x509::OcspResponse>,
          .ocsp_request = check_all<has, what, x509::OcspRequest>};
}

constexpr Lint names_lints[] = {
    row<has_replacement_character, a_replacement>(
        "hygiene.names.replacement_character",
        "Names and texts SHOULD NOT contain U+FFFD, the replacement character.",
        "Unicode 5.22; good practice", "Issue it again with the intended name.",
        "an organization \"Caf\\ufffd\""),
    row<has_bidi_control, a_bidi_control>(
        "hygiene.names.bidi_control", "Names and texts SHOULD NOT contain bidirectional control characters.",
        "RFC 4518 2.2; Unicode UAX #9 2, UTR #36 2.5", "Issue it again without the control character.",
        "a common name with U+202E"),
    row<has_invisible_character, an_invisible>(
        "hygiene.names.invisible_character",
        "Names and texts SHOULD NOT contain characters that are not visible, such as U+200B.",
        "RFC 4518 2.2; Unicode 5.21, UTS #39 4", "Issue it again without the character.",
        "an organization with U+200B, a space without width"),
    row<has_control_character, a_control>("hygiene.names.control_character",
                                          "The values of otherName and ediPartyName and the organization of "
                                          "a noticeRef SHOULD NOT contain control "
                                          "characters.",
                                          "good practice", "Issue it again without the control character.",
                                          "a user principal name with a NUL"),
};

}  // namespace

constinit const Rows names_rows = names_lints;

}  // namespace certcheck::lint::hygiene
