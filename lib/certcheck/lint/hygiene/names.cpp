#include "certcheck/lint/characters.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/values.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <string>

/// Characters of Unicode that have no place in a name, in every name of certificates, CRLs and OCSP
/// responses.
namespace certcheck::lint::hygiene {
namespace {

namespace tag = der::tag;

/// Octets of a character in the types whose characters are certain; 0 for others, which hold Latin-1 at most.
size_t width_of(uint8_t type) {
  return type == tag::bmp_string ? 2 : type == tag::universal_string ? 4 : type == tag::utf8_string ? 1 : 0;
}

/// U+FFFD as it is encoded, as apart from octets that cannot be decoded, which are the parser's.
bool has_replacement_character(uint8_t type, ByteView value) {
  const size_t width = width_of(type);
  if (width == 1) {
    return as_text(value).find("\xef\xbf\xbd") != std::string_view::npos;
  }
  for (size_t i = 0; width != 0 && i + width <= value.size(); i += width) {
    const ByteView character = value.subspan(i, width);
    if (character[width - 1] == 0xfd && character[width - 2] == 0xff &&
        std::all_of(character.begin(), character.end() - 2, [](uint8_t octet) { return octet == 0; })) {
      return true;
    }
  }
  return false;
}

/// Unicode's property Bidi_Control: marks, embeddings, overrides and isolates (UAX #9).
bool is_bidi_control(uint32_t character) {
  return character == 0x061c || character == 0x200e || character == 0x200f ||
         (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

bool has_bidi_control(uint8_t type, ByteView value) {
  if (width_of(type) == 0 || (width_of(type) == 1 && x509::is_ascii(value))) {
    return false;
  }
  Characters characters(type, value);
  while (const auto character = characters.next()) {
    if (is_bidi_control(*character)) {
      return true;
    }
  }
  return false;
}

using TextTest = bool (*)(uint8_t type, ByteView value);

/// Every attribute of every name, and the mailboxes that may go beyond ASCII (RFC 9598). The other names are
/// ASCII.
template <TextTest has, const std::string_view& what, typename Subject>
Outcome judge(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  const auto look = [&](uint8_t type, ByteView value, size_t offset, const Where& where, auto name) {
    outcome = std::max(outcome, Outcome::pass);
    if (has(type, value)) {
      outcome = report.fire(node_path(parsed(subject), where), offset,
                            words(name(), " in ", to_string(where.place), " has ", what));
    }
  };
  visit_names(parsed(subject), [&](std::span<const x509::Attribute> attributes, const Where& where) {
    for (const x509::Attribute& attribute : attributes) {
      look(attribute.string_tag, attribute.value, attribute.offset, where,
           [&] { return words("the attribute ", attribute.type.to_string()); });
    }
  });
  visit_general_names(parsed(subject), [&](const x509::GeneralName& name, const Where& where) {
    if (name.kind != x509::GeneralName::Kind::other_name) {
      return;
    }
    if (const auto mailbox = names::smtp_utf8_mailbox(name)) {
      look(tag::utf8_string, as_bytes(*mailbox), name.offset, where, [] { return "a SmtpUTF8Mailbox"; });
    }
  });
  return outcome;
}

// U+FFFD is what a decoder puts where it could not read: the name went through a broken conversion.
constexpr std::string_view a_replacement = "U+FFFD, the mark of characters that were lost";
// RFC 4518 2.2 maps these to nothing before names are compared, so that a name with them matches one without,
// while what people see is turned round (Unicode UTR #36 2.5).
constexpr std::string_view a_bidi_control = "a character that only turns the direction of text round";

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
          .certificate = judge<has, what, CertificateFacts>,
          .crl = judge<has, what, x509::Crl>,
          .ocsp = judge<has, what, x509::OcspResponse>};
}

constexpr Lint names_lints[] = {
    row<has_replacement_character, a_replacement>(
        "hygiene.names.replacement_character", "Names are free of U+FFFD, the replacement character.",
        "Unicode 5.22; good practice", "Issue it again with the name as it is meant.",
        "an organization \"Caf\\ufffd\""),
    row<has_bidi_control, a_bidi_control>(
        "hygiene.names.bidi_control", "Names are free of characters that control the direction of text.",
        "RFC 4518 2.2; Unicode UAX #9 2, UTR #36 2.5", "Issue it again without the control character.",
        "a common name with U+202E"),
};

}  // namespace

std::span<const Lint> names() { return names_lints; }

}  // namespace certcheck::lint::hygiene
