#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace certcheck::lint::hygiene {
namespace {

namespace tag = der::tag;

/// The letters from U+00C0 to U+00FF are C3 80 to C3 BF in UTF-8. Read as Windows-1252 (Latin-1 and, from 80
/// to 9F, other letters and signs) they are U+00C3 and one of these. Left out are the second bytes that
/// Windows-1252 lacks, and no-break space and soft hyphen, which may follow a real U+00C3.
constexpr std::u32string_view second_characters =
    U"\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d"
    U"\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
    U"\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ab\u00ac\u00ae\u00af"
    U"\u00b0\u00b1\u00b2\u00b3\u00b4\u00b5\u00b6\u00b7\u00b8\u00b9\u00ba\u00bb\u00bc\u00bd\u00be\u00bf";

bool is_utf8_read_as_latin1(uint8_t type, ByteView value) {
  Characters characters(type, value);
  uint32_t previous = 0;
  while (const auto character = characters.next()) {
    if (previous == 0xc3 &&
        second_characters.find(static_cast<char32_t>(*character)) != std::u32string_view::npos)
      return true;
    previous = *character;
  }
  return false;
}

/// Types in which the characters are certain. The bytes of a TeletexString may be UTF-8 as they stand.
bool is_unicode(uint8_t type) {
  return type == tag::utf8_string || type == tag::bmp_string || type == tag::universal_string;
}

// No standard says so: a name that was encoded twice is nobody's name. In all versions. Every
// value counts, where zlint looks at the first of each attribute.
Outcome utf8_read_as_latin1(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (is_unicode(attribute.string_tag) && is_free_text(attribute.type) &&
        is_utf8_read_as_latin1(attribute.string_tag, attribute.value)) {
      const std::string value = attribute.text().value_or("");
      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                            fmt::format("\"{}\" looks like UTF-8 that was read as Latin-1", value),
                            {{"value", value}});
    }
  }
  return outcome;
}

/// The same of every other text. Rare enough to be a warning: other languages have other texts.
template <typename Subject>
Outcome read_as_latin1_elsewhere(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_texts(parsed(subject), [&](const Text& text, const Where& where) {
    if (where.place == Place::subject) return;
    outcome = std::max(outcome, Outcome::pass);
    if (is_unicode(text.type) && is_utf8_read_as_latin1(text.type, text.value))
      outcome = report.fire(node_path(parsed(subject), where), text.offset,
                            fmt::format("{} in {} looks like UTF-8 that was read as Latin-1", name_of(text),
                                        to_string(where.place)));
  });
  return outcome;
}

constexpr Lint internationalization_lints[] = {
    {.check = {.id = "hygiene.internationalization.utf8_read_as_latin1",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "UTF-8 in the subject MUST NOT have been decoded as Latin-1 and encoded again.",
               .citation = "ISO/IEC 8859-1; RFC 3629 3",
               .hint = "Encode the name once, and issue the certificate again.",
               .zlint = "e_utf8_latin1_mixup"},
     .example = "a u with diaeresis that became a capital A with tilde and a fraction sign",
     .finds_in = Unusual::text,
     .certificate = utf8_read_as_latin1},
    {.check = {.id = "hygiene.internationalization.utf8_read_as_latin1_elsewhere",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "UTF-8 in names and texts other than the subject SHOULD NOT have been decoded as "
                   "Latin-1 and encoded again.",
               .citation = "ISO/IEC 8859-1; RFC 3629 3",
               .hint = "Encode the text once; where it is a name, the certificate that has it as its subject "
                       "has to be issued again first."},
     .example = "an issuer with a u with diaeresis that became two characters",
     .finds_in = Unusual::text,
     .certificate = read_as_latin1_elsewhere<CertificateFacts>,
     .crl = read_as_latin1_elsewhere<x509::Crl>,
     .ocsp = read_as_latin1_elsewhere<x509::OcspResponse>,
     .ocsp_request = read_as_latin1_elsewhere<x509::OcspRequest>},
};

}  // namespace

constinit const Rows internationalization_rows = internationalization_lints;

}  // namespace certcheck::lint::hygiene
