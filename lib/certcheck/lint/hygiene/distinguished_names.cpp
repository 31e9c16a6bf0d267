#include "certcheck/der/oid_table.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>

namespace certcheck::lint::hygiene {
namespace {

namespace oids = x509::oids;
using x509::Attribute;
using x509::Name;

/// One of the two names of a certificate.
struct Side {
  Name x509::Certificate::*name;
  std::string_view place;
  std::string_view word;
};
constexpr Side subject{&x509::Certificate::subject, "tbsCertificate.subject", "subject"};
constexpr Side issuer{&x509::Certificate::issuer, "tbsCertificate.issuer", "issuer"};

/// Fires for each attribute that is `wrong`; `what` is said of it.
template <typename Wrong>
Outcome check_attributes(const Side& side, const CertificateFacts& facts, const Reporter& report, Wrong wrong,
                         std::string_view what) {
  Outcome outcome = Outcome::pass;
  for (const Attribute& attribute : (facts.certificate.*side.name).attributes) {
    if (wrong(attribute)) {
      outcome = report.fire(
          side.place, attribute.offset,
          fmt::format("the attribute {} of the {} {}", attribute.type.to_string(), side.word, what));
    }
  }
  return outcome;
}

/// Characters with the Unicode property White_Space, in UTF-8.
constexpr std::string_view white_space[] = {
    "\t",           "\n",           "\v",           "\f",           "\r",           " ",
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
    "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
    "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f",
    "\xe3\x80\x80"};

/// No white space begins or ends with it.
constexpr bool is_graphic_ascii(char c) { return c > ' ' && c < '\x7f'; }

bool starts_with_space(std::string_view text) {
  if (text.empty() || is_graphic_ascii(text.front())) return false;
  return std::any_of(std::begin(white_space), std::end(white_space),
                     [text](std::string_view space) { return text.starts_with(space); });
}
bool ends_with_space(std::string_view text) {
  if (text.empty() || is_graphic_ascii(text.back())) return false;
  return std::any_of(std::begin(white_space), std::end(white_space),
                     [text](std::string_view space) { return text.ends_with(space); });
}

/// The attributes that zlint looks at for white space: those of RFC 5280 A.1 for names of people and
/// organizations, streetAddress and postalCode.
bool is_name_attribute(der::Oid type) {
  static constexpr der::OidTable types({oids::common_name, oids::surname, oids::serial_number, oids::country,
                                        oids::locality, oids::state_or_province, oids::street_address,
                                        oids::organization, oids::organizational_unit, oids::title,
                                        oids::postal_code, oids::name, oids::given_name, oids::initials,
                                        oids::generation_qualifier, oids::dn_qualifier});
  return types.contains(type);
}

// White space around a value is not part of what it says; RFC 4518 2.6.1 has it ignored when names are
// compared, but what compares bytes does not.
template <const Side& side>
Outcome leading_space(const CertificateFacts& facts, const Reporter& report) {
  std::string buffer;
  return check_attributes(
      side, facts, report,
      [&buffer](const Attribute& attribute) {
        return is_name_attribute(attribute.type) && starts_with_space(text_of(attribute, buffer));
      },
      "starts with white space");
}
template <const Side& side>
Outcome trailing_space(const CertificateFacts& facts, const Reporter& report) {
  std::string buffer;
  return check_attributes(
      side, facts, report,
      [&buffer](const Attribute& attribute) {
        return is_name_attribute(attribute.type) && ends_with_space(text_of(attribute, buffer));
      },
      "ends with white space");
}

// An RDN of several attributes is legal and rare; most often somebody took the SET for a list.
template <const Side& side>
Outcome several_attributes_in_rdn(const CertificateFacts& facts, const Reporter& report) {
  const auto& attributes = (facts.certificate.*side.name).attributes;
  const auto second =
      std::adjacent_find(attributes.begin(), attributes.end(),
                         [](const Attribute& a, const Attribute& b) { return a.rdn == b.rdn; });
  return second == attributes.end()
             ? Outcome::pass
             : report.fire(side.place, second->offset,
                           fmt::format("RDN {} of the {} has several attributes", second->rdn, side.word));
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "&amp;", "&#39;", "&#x27;": one pass, for each & takes what follows only as far as it is such a thing.
bool has_html_entity(std::string_view text) {
  for (size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i)) {
    ++i;
    if (i < text.size() && text[i] == '#') ++i;
    const size_t start = i;
    while (i < text.size() && is_alphanumeric(text[i])) ++i;
    if (i > start && i < text.size() && text[i] == ';') return true;
  }
  return false;
}

// A name that went through a web form is escaped for HTML; in a certificate it stands as it is. Every value
// counts, where zlint looks at the first of each attribute.
Outcome html_entity(const CertificateFacts& facts, const Reporter& report) {
  std::string buffer;
  return check_attributes(
      subject, facts, report,
      [&buffer](const Attribute& attribute) {
        return is_free_text(attribute.type) && has_html_entity(text_of(attribute, buffer));
      },
      "has an HTML entity");
}

// ISO 3166-1 5.1: the alpha-2 codes are of the letters A to Z.
Outcome country_not_upper_case(const CertificateFacts& facts, const Reporter& report) {
  std::string buffer;
  return check_attributes(
      subject, facts, report,
      [&buffer](const Attribute& attribute) {
        if (attribute.type != oids::country && attribute.type != oids::jurisdiction_country) return false;
        const std::string_view text = text_of(attribute, buffer);
        return text.empty() ||
               !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      },
      "is not a country code in upper case");
}

// Saying the same twice tells nothing; some readers show or compare the first only, some the last.
Outcome attribute_repeated(const CertificateFacts& facts, const Reporter& report) {
  const auto* repeated = first_repeated(
      std::span<const Attribute>(facts.certificate.subject.attributes), [](const Attribute& attribute) {
        return std::tuple(attribute.type.content(), attribute.string_tag, as_text(attribute.value));
      });
  return repeated == nullptr ? Outcome::pass
                             : report.fire(subject.place, repeated->offset,
                                           fmt::format("the attribute {} appears twice with the same value",
                                                       repeated->type.to_string()));
}

constexpr Lint row(std::string_view id, Severity severity, std::string_view requirement,
                   std::string_view hint, std::string_view example, CertificateLint lint,
                   std::string_view zlint, std::string_view citation = "good practice; AWS Labs certlint") {
  return {.check = {id, severity, Counts::never, requirement, citation, hint, zlint},
          .example = example,
          .certificate = lint};
}

constexpr std::string_view trim = "Issue the certificate again with the value trimmed.";
constexpr std::string_view trim_issuer = "The issuer's own certificate has to be issued again first.";

constexpr Lint distinguished_names_lints[] = {
    row("hygiene.subject.leading_space", Severity::warning,
        "Attributes of the subject SHOULD NOT begin with white space.", trim, "an organization \" Example\"",
        leading_space<subject>, "w_subject_dn_leading_whitespace"),
    row("hygiene.subject.trailing_space", Severity::warning,
        "Attributes of the subject SHOULD NOT end with white space.", trim, "an organization \"Example \"",
        trailing_space<subject>, "w_subject_dn_trailing_whitespace"),
    row("hygiene.issuer.leading_space", Severity::warning,
        "Attributes of the issuer SHOULD NOT begin with white space.", trim_issuer,
        "an issuer's organization \" Example\"", leading_space<issuer>, "w_issuer_dn_leading_whitespace"),
    row("hygiene.issuer.trailing_space", Severity::warning,
        "Attributes of the issuer SHOULD NOT end with white space.", trim_issuer,
        "an issuer's organization \"Example \"", trailing_space<issuer>, "w_issuer_dn_trailing_whitespace"),
    row("hygiene.subject.several_attributes_in_rdn", Severity::notice,
        "Each RDN of the subject SHOULD have a single attribute.",
        "Put each attribute into its own RDN, unless this is intended.",
        "a common name and an organization in one RDN", several_attributes_in_rdn<subject>,
        "n_multiple_subject_rdn"),
    row("hygiene.issuer.several_attributes_in_rdn", Severity::warning,
        "Each RDN of the issuer SHOULD have a single attribute.",
        "Give CAs names of which each RDN has one attribute.",
        "a common name and an organization in one RDN of the issuer", several_attributes_in_rdn<issuer>,
        "w_multiple_issuer_rdn"),
    row("hygiene.subject.html_entity", Severity::error, "The subject MUST NOT contain HTML entities.",
        "Issue the certificate again with the intended characters.", "an organization \"A &amp; B\"",
        html_entity, "e_subj_contains_html_entities", "good practice"),
    row("hygiene.subject.country_not_upper_case", Severity::error,
        "The subject's country code MUST be in upper case.",
        "Issue the certificate again with the code of ISO 3166-1.", "a country \"de\"",
        country_not_upper_case, "e_subj_country_not_uppercase", "ISO 3166-1 5.1"),
    row("hygiene.subject.attribute_repeated", Severity::notice,
        "An attribute of the subject SHOULD NOT be repeated with the same value.",
        "Remove the second attribute.", "one organizational unit twice", attribute_repeated, "",
        "good practice"),
};

}  // namespace

constinit const Rows distinguished_names_rows = distinguished_names_lints;

}  // namespace certcheck::lint::hygiene
