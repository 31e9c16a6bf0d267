#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc6818/themes.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/user_notice.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc6818 {
namespace {

namespace tag = der::tag;

/// Fires for each explicitText of which `complain` says something.
template <typename Complain>
Outcome check(const CertificateFacts& facts, const Reporter& report, Complain complain) {
  Outcome outcome = Outcome::not_applicable;
  for_each_explicit_text(facts.certificate, [&](const QualifierPlace& place, const der::Element& text) {
    if (std::string complaint = complain(text); !complaint.empty())
      outcome = report.fire(place.path(facts.certificate) + ".qualifier.explicitText", text.offset,
                            "the explicitText " + complaint);
    else if (outcome == Outcome::not_applicable)
      outcome = Outcome::pass;
  });
  return outcome;
}

// RFC 6818 3: "Conforming CAs MUST NOT encode explicitText as IA5String." RFC 5280 allowed it.
Outcome ia5_string(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const der::Element& text) {
    return std::string(text.tag == tag::ia5_string ? "is an IA5String" : "");
  });
}

// RFC 6818 3: "Conforming CAs SHOULD use the UTF8String encoding for explicitText. VisibleString or BMPString
// are acceptable but less preferred alternatives."
Outcome not_utf8_string(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const der::Element& text) {
    return std::string(text.tag == tag::utf8_string ? "" : "is not a UTF8String");
  });
}

// RFC 6818 3: "The explicitText field is a string with a maximum size of 200 characters." The same in RFC
// 3280. Characters, as in the ASN.1 (SIZE (1..200)): zlint counts bytes of UTF-8.
Outcome too_long(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const der::Element& text) {
    size_t length = 0;
    for (Characters characters(text.tag, text.content); characters.next();) ++length;
    return length > 200 ? fmt::format("has {} characters, 200 are allowed", length) : std::string();
  });
}

// RFC 6818 3: "The explicitText string SHOULD NOT include any control characters (e.g., U+0000 to U+001F and
// U+007F to U+009F)." Whatever its type: zlint looks at UTF8Strings only.
Outcome control_characters(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const der::Element& text) {
    Characters characters(text.tag, text.content);
    while (const auto character = characters.next())
      if (is_control(*character)) return fmt::format("has a control character, number {}", *character);
    return std::string();
  });
}

// RFC 6818 3: "When the UTF8String or BMPString encoding is used, all character sequences SHOULD be
// normalized according to Unicode normalization form C (NFC) [NFC]." zlint takes the bytes of every
// BMPString for UTF-8.
Outcome not_nfc(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const der::Element& text) {
    const bool normalized =
        (text.tag != tag::utf8_string && text.tag != tag::bmp_string) || is_nfc(text.tag, text.content);
    return std::string(normalized ? "" : "is not in Unicode normalization form C");
  });
}

constexpr std::string_view write_as_utf8 = "Issue the certificate again with a UTF8String, or without.";

constexpr Lint explicit_text_lints[] = {
    {.check = {.id = "rfc6818.explicit_text.ia5_string",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "explicitText MUST NOT be an IA5String.",
               .citation = "RFC 6818 3",
               .hint = write_as_utf8,
               .zlint = "e_ext_cert_policy_explicit_text_ia5_string"},
     .example = "a user notice whose explicitText is an IA5String",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc6818,
     .certificate = ia5_string},
    {.check = {.id = "rfc6818.explicit_text.not_utf8_string",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "explicitText SHOULD be a UTF8String.",
               .citation = "RFC 6818 3",
               .hint = write_as_utf8,
               .zlint = "w_ext_cert_policy_explicit_text_not_utf8"},
     .example = "a user notice whose explicitText is a VisibleString",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc6818,
     .certificate = not_utf8_string},
    {.check = {.id = "rfc6818.explicit_text.too_long",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "explicitText MUST NOT be longer than 200 characters.",
               .citation = "RFC 6818 3",
               .hint = "Shorten the notice and keep the rest of it in the CPS.",
               .zlint = "e_ext_cert_policy_explicit_text_too_long"},
     .example = "an explicitText of 201 characters",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc6818,
     .certificate = too_long},
    {.check = {.id = "rfc6818.explicit_text.control_characters",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "explicitText SHOULD NOT contain control characters.",
               .citation = "RFC 6818 3",
               .hint = "Remove line feeds and the like: the text is shown as it is.",
               .zlint = "w_ext_cert_policy_explicit_text_includes_control"},
     .example = "an explicitText with a line feed",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc6818,
     .certificate = control_characters},
    {.check = {.id = "rfc6818.explicit_text.not_nfc",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "explicitText SHOULD be in Unicode normalization form C.",
               .citation = "RFC 6818 3",
               .hint = "Normalize the text before it is encoded.",
               .zlint = "w_ext_cert_policy_explicit_text_not_nfc"},
     .example = "an explicitText in which e and a combining accent stand for one letter",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc6818,
     .certificate = not_nfc},
};

}  // namespace

constinit const Rows explicit_text_rows = explicit_text_lints;

}  // namespace certcheck::lint::rfc6818
