#include "certcheck/lint/cabf_br/subject.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <span>

/// BR 7.1.4.1 and 7.1.4.2: how names are encoded.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

enum class Encoding : uint8_t { printable, printable_or_utf8, ia5 };

struct AttributeEncoding {
  der::Oid type;
  std::string_view name;
  Encoding encoding;
  bool single;  ///< 7.1.4.1: no more than one in a name
  size_t longest =
      0;  ///< 7.1.4.2, in characters; 0 for the bounds of RFC 5280 and X.520, which rfc5280.* has
};

// The tables of 7.1.4.2, the first one in the order that names have to follow. domainComponent (7.1.2.7.4)
// and streetAddress "Multiple instances MAY be present"; of postalCode and organizationalUnitName zlint lets
// several be.
constexpr AttributeEncoding ordered_attributes[] = {
    {oids::domain_component, "domainComponent", Encoding::ia5, false, 63},
    {oids::country, "countryName", Encoding::printable, true},
    {oids::state_or_province, "stateOrProvinceName", Encoding::printable_or_utf8, true},
    {oids::locality, "localityName", Encoding::printable_or_utf8, true},
    {oids::postal_code, "postalCode", Encoding::printable_or_utf8, false},
    {oids::street_address, "streetAddress", Encoding::printable_or_utf8, false},
    {oids::organization, "organizationName", Encoding::printable_or_utf8, true},
    {oids::surname, "surname", Encoding::printable_or_utf8, true, 64},
    {oids::given_name, "givenName", Encoding::printable_or_utf8, true, 64},
    {oids::organizational_unit, "organizationalUnitName", Encoding::printable_or_utf8, false},
    {oids::common_name, "commonName", Encoding::printable_or_utf8, true},
};
constexpr AttributeEncoding unordered_attributes[] = {
    {oids::business_category, "businessCategory", Encoding::printable_or_utf8, true, 128},
    {oids::jurisdiction_country, "jurisdictionCountry", Encoding::printable, true, 2},
    {oids::jurisdiction_state, "jurisdictionStateOrProvince", Encoding::printable_or_utf8, true, 128},
    {oids::jurisdiction_locality, "jurisdictionLocality", Encoding::printable_or_utf8, true, 128},
    {oids::serial_number, "serialNumber", Encoding::printable, true},
    {oids::organization_identifier, "organizationIdentifier", Encoding::printable_or_utf8, true},
};

const AttributeEncoding* find_in(std::span<const AttributeEncoding> table, der::Oid type) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [type](const AttributeEncoding& each) { return each.type == type; });
  return found == table.end() ? nullptr : &*found;
}

const AttributeEncoding* find_encoding(der::Oid type) {
  const AttributeEncoding* found = find_in(ordered_attributes, type);
  return found != nullptr ? found : find_in(unordered_attributes, type);
}

bool is_encoded_so(uint8_t string_tag, Encoding encoding) {
  switch (encoding) {
    case Encoding::printable:
      return string_tag == tag::printable_string;
    case Encoding::printable_or_utf8:
      return string_tag == tag::printable_string || string_tag == tag::utf8_string;
    case Encoding::ia5:
      return string_tag == tag::ia5_string;
  }
  return true;
}

std::string_view encoding_name(Encoding encoding) {
  return encoding == Encoding::printable ? "PrintableString"
         : encoding == Encoding::ia5     ? "IA5String"
                                         : "UTF8String or PrintableString";
}

// BR 2.0.0 7.1.4.2: "follow the specified encoding requirements for the attribute."
Outcome wrong_string_type(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    const AttributeEncoding* const rule = find_encoding(attribute.type);
    if (rule != nullptr && !is_encoded_so(attribute.string_tag, rule->encoding))
      outcome = fire_at_attribute(
          report, attribute,
          fmt::format("{} of the subject is not encoded as {}", rule->name, encoding_name(rule->encoding)));
  }
  return outcome;
}

// BR 2.0.0 7.1.4.1: each RDN "is encoded within the RDNSequence in the order that it appears in Section
// 7.1.4.2." Attributes that the table does not have may be anywhere.
Outcome out_of_order(const CertificateFacts& facts, const Reporter& report) {
  const AttributeEncoding* latest = std::begin(ordered_attributes);
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    const AttributeEncoding* const place = find_in(ordered_attributes, attribute.type);
    if (place == nullptr) continue;
    if (place < latest)
      return fire_at_attribute(report, attribute,
                               fmt::format("{} of the subject comes after {}", place->name, latest->name));
    latest = place;
  }
  return Outcome::pass;
}

// BR 2.0.0 7.1.4.1: a name "MUST NOT contain more than one instance of a given AttributeTypeAndValue across
// all RelativeDistinguishedNames unless explicitly allowed".
Outcome repeated_attribute(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  const std::span<const x509::Attribute> attributes(facts.certificate.subject.attributes);
  for_each_repeated(
      attributes, [](const x509::Attribute& attribute) { return attribute.type.content(); },
      [&](size_t index) {
        const AttributeEncoding* const rule = find_encoding(attributes[index].type);
        if (rule != nullptr && rule->single)
          outcome = fire_at_attribute(report, attributes[index],
                                      fmt::format("the subject has another {}", rule->name));
      });
  return outcome;
}

// BR 7.1.2.2.2: a cross-certificate may repeat a name that was right when it was first used.
Outcome ca_out_of_order(const CertificateFacts& facts, const Reporter& report) {
  return facts.has(Role::cross_certificate) ? Outcome::not_applicable : out_of_order(facts, report);
}

// BR 2.0.0 7.1.4.1: "Each RelativeDistinguishedName MUST contain exactly one AttributeTypeAndValue."
Outcome multi_valued(const CertificateFacts& facts, const Reporter& report) {
  const auto& attributes = facts.certificate.subject.attributes;
  const auto second =
      std::adjacent_find(attributes.begin(), attributes.end(),
                         [](const x509::Attribute& a, const x509::Attribute& b) { return a.rdn == b.rdn; });
  return second == attributes.end()
             ? Outcome::pass
             : fire_at_attribute(report, *second,
                                 fmt::format("the RDN of the subject with {} has another attribute",
                                             attribute_name(second->type)));
}

// BR 2.0.0 7.1.4.2, "Max Length": of surname and givenName 64, because of a "transcription error from X.520
// (08/2005)" in RFC 5280.
Outcome value_too_long(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    const AttributeEncoding* const rule = find_encoding(attribute.type);
    if (rule == nullptr || rule->longest == 0 || attribute.value.size() <= rule->longest) continue;
    const size_t characters = character_count(attribute);
    if (characters > rule->longest)
      outcome = fire_at_attribute(report, attribute,
                                  fmt::format("{} of the subject has {} characters, more than {}", rule->name,
                                              characters, rule->longest));
  }
  return outcome;
}

constexpr Lint name_encoding_lints[] = {
    {.check = must("cabf_br.name.wrong_string_type",
                   "An attribute of a subject MUST have the string type that the Baseline Requirements "
                   "give it.",
                   "CA/B BR 7.1.4.2", "Encode the value as UTF8String or PrintableString, as the table asks.",
                   "e_subject_rdns_correct_encoding"),
     .example = "a locality as a TeletexString",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = wrong_string_type},
    {.check =
         must("cabf_br.name.out_of_order",
              "The attributes of a subscriber's subject MUST be in the order of the Baseline "
              "Requirements: domainComponent, countryName, stateOrProvinceName, localityName, "
              "postalCode, streetAddress, organizationName, surname, givenName, commonName.",
              "CA/B BR 7.1.4.1, 7.1.4.2", "Put the attributes in this order.", "e_invalid_subject_rdn_order"),
     .example = "a common name before the country",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = out_of_order},
    {.check = must("cabf_br.name.ca_out_of_order",
                   "The attributes of a CA's subject MUST be in the order of the Baseline Requirements, "
                   "unless a cross-certificate repeats an older name.",
                   "CA/B BR 7.1.4.1, 7.1.4.2; 7.1.2.2.2", "Put the attributes in this order."),
     .example = "an organization before the country in the name of a CA",
     .applies = Role::ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_out_of_order},
    {.check = must("cabf_br.name.repeated_attribute",
                   "A subject MUST NOT contain an attribute twice, but for domainComponent and "
                   "streetAddress.",
                   "CA/B BR 7.1.4.1", "Leave one of them out.", "e_duplicate_subject_attribs"),
     .example = "two organizations",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = repeated_attribute},
    {.check = must("cabf_br.name.multi_valued", "Each RDN of a subject MUST contain exactly one attribute.",
                   "CA/B BR 7.1.4.1", "Give each attribute an RDN of its own."),
     .example = "country and organization in one RDN",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = multi_valued},
    {.check = must("cabf_br.name.value_too_long",
                   "domainComponent MUST NOT be longer than 63 characters, surname and givenName than 64, "
                   "businessCategory, jurisdictionStateOrProvince and jurisdictionLocality than 128, nor "
                   "jurisdictionCountry than 2.",
                   "CA/B BR 7.1.4.2", "Abbreviate the name."),
     .example = "a surname of 65 characters",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = value_too_long},
};

}  // namespace

constinit const Rows name_encoding_rows = name_encoding_lints;

}  // namespace certcheck::lint::cabf_br
