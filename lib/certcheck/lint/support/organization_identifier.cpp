#include "certcheck/lint/support/organization_identifier.h"

#include "certcheck/base/ascii.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/support/country_codes.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

using namespace std::string_view_literals;

// EVG 7.1.2.2: 2.23.140.3.1.
constexpr der::Oid cabf_organization_identifier{"\x67\x81\x0c\x03\x01"sv};
constexpr uint8_t subdivision_tag = 0x80;

bool is_upper_case(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "up to three alphanumeric characters"
bool is_subdivision(std::string_view text) {
  return !text.empty() && text.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

}  // namespace

std::optional<RegistrationReference> read_registration_reference(std::string_view text) {
  constexpr size_t scheme_size = 3, country_size = 2, prefix = scheme_size + country_size;
  if (text.size() < prefix || !is_upper_case(text.substr(0, prefix))) return std::nullopt;
  RegistrationReference found{text.substr(0, scheme_size), text.substr(scheme_size, country_size), {}, {}};
  std::string_view rest = text.substr(prefix);
  const size_t hyphen = rest.find('-');
  if (rest.starts_with('+')) {
    found.subdivision = rest.substr(1, hyphen == std::string_view::npos ? hyphen : hyphen - 1);
    if (!is_subdivision(found.subdivision)) return std::nullopt;
  } else if (!rest.empty() && hyphen != 0) {
    return std::nullopt;
  }
  found.has_hyphen = hyphen != std::string_view::npos;
  if (found.has_hyphen) found.reference = rest.substr(hyphen + 1);
  return found;
}

bool is_registration_country(const RegistrationReference& identifier) {
  return is_country_code(identifier.country) || identifier.country == "XG" ||
         (identifier.scheme == "VAT" && (identifier.country == "EL" || identifier.country == "XI"));
}

const x509::Extension* find_organization_identifier(const x509::Certificate& certificate) {
  const auto found =
      std::find_if(certificate.extensions.begin(), certificate.extensions.end(),
                   [](const x509::Extension& each) { return each.id == cabf_organization_identifier; });
  return found == certificate.extensions.end() ? nullptr : &*found;
}

// CABFOrganizationIdentifier ::= SEQUENCE { registrationSchemeIdentifier PrintableString (SIZE(3)),
//   registrationCountry PrintableString (SIZE(2)),
//   registrationStateOrProvince [0] IMPLICIT PrintableString (SIZE(1..128)) OPTIONAL,
//   registrationReference UTF8String }
std::optional<RegistrationReference> read_organization_identifier(const x509::Extension& extension) {
  Findings unheeded;
  der::FaultSink sink(unheeded);
  der::Reader value(extension.value, sink, {}, extension.value_offset);
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  const auto scheme = fields->take(der::tag::printable_string, "registrationSchemeIdentifier");
  const auto country = fields->take(der::tag::printable_string, "registrationCountry");
  if (!scheme || !country) return std::nullopt;
  RegistrationReference found{as_text(scheme->content), as_text(country->content), {}, {}};
  if (const auto subdivision = fields->take_if(subdivision_tag))
    found.subdivision = as_text(subdivision->content);
  const auto reference = fields->take(der::tag::utf8_string, "registrationReference");
  if (!reference) return std::nullopt;
  found.reference = as_text(reference->content);
  found.has_hyphen = true;
  return found;
}

}  // namespace certcheck::lint
