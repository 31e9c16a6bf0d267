#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <string_view>

/// What RFC 5280 A.1 and X.520 say that the values of attributes are, for every name in which they stand.
namespace certcheck::lint {

/// An upper bound in characters.
struct Bound {
  der::Oid type;
  size_t maximum;
  std::string_view attribute;
};

// RFC 5280 A.1, "Upper Bounds": ub-common-name 64, ub-organization-name 64, ub-organizational-unit-name 64,
// ub-locality-name 128, ub-state-name 128, ub-serial-number 64, ub-name 32768 for surname and givenName,
// ub-emailaddress-length 255, ub-title 64, ub-pseudonym 128. X.520 (02/2001) annex C, and BR 7.1.4.2:
// ub-street-address 128, ub-postal-code 40. (RFC 5280's ub-postal-code-length 16 is of the PostalCode in an
// X.400 ORAddress, not of this attribute, though zlint takes it for that.) Other attributes have no bound
// that binds: those of X.520's annex (description 1024, telephoneNumber 32) are not normative (RFC
// 4517 3.3.31), nor are they in RFC 5280; uid had one in RFC 1274 and has none in RFC 4519 2.39.
namespace bounds {
inline constexpr Bound common_name{x509::oids::common_name, 64, "commonName"},
    email_address{x509::oids::email_address, 255, "emailAddress"},
    given_name{x509::oids::given_name, 32768, "givenName"},
    generation_qualifier{x509::oids::generation_qualifier, 32768, "generationQualifier"},
    initials{x509::oids::initials, 32768, "initials"}, locality{x509::oids::locality, 128, "localityName"},
    name{x509::oids::name, 32768, "name"}, organization{x509::oids::organization, 64, "organizationName"},
    organizational_unit{x509::oids::organizational_unit, 64, "organizationalUnitName"},
    postal_code{x509::oids::postal_code, 40, "postalCode"},
    pseudonym{x509::oids::pseudonym, 128, "pseudonym"},
    serial_number{x509::oids::serial_number, 64, "serialNumber"},
    state{x509::oids::state_or_province, 128, "stateOrProvinceName"},
    street_address{x509::oids::street_address, 128, "streetAddress"},
    surname{x509::oids::surname, 32768, "surname"}, title{x509::oids::title, 64, "title"};

inline constexpr const Bound* all[] = {&common_name,
                                       &organization,
                                       &organizational_unit,
                                       &locality,
                                       &state,
                                       &street_address,
                                       &postal_code,
                                       &serial_number,
                                       &email_address,
                                       &title,
                                       &pseudonym,
                                       &given_name,
                                       &surname,
                                       &name,
                                       &initials,
                                       &generation_qualifier};
}  // namespace bounds

/// The one type that an attribute's values have.
struct StringType {
  der::Oid attribute;
  std::string_view attribute_name;
  uint8_t string_tag;
  std::string_view type_name;
};

// RFC 5280 A.1: "X520countryName ::= PrintableString", "X520SerialNumber ::= PrintableString",
// "X520dnQualifier ::= PrintableString", "DomainComponent ::= IA5String", "EmailAddress ::= IA5String".
namespace string_types {
inline constexpr StringType country{x509::oids::country, "countryName", der::tag::printable_string,
                                    "PrintableString"},
    serial_number{x509::oids::serial_number, "serialNumber", der::tag::printable_string, "PrintableString"},
    dn_qualifier{x509::oids::dn_qualifier, "dnQualifier", der::tag::printable_string, "PrintableString"},
    domain_component{x509::oids::domain_component, "domainComponent", der::tag::ia5_string, "IA5String"},
    email_address{x509::oids::email_address, "emailAddress", der::tag::ia5_string, "IA5String"};

inline constexpr const StringType* all[] = {&country, &serial_number, &dn_qualifier, &domain_component,
                                            &email_address};
}  // namespace string_types

/// Characters of a value: ASN.1 counts sizes of strings in characters, whatever bytes they take
/// (X.680 51.5).
size_t character_count(const x509::Attribute& attribute);

/// TeletexString, BMPString or UniversalString (RFC 5280 4.1.2.6).
bool is_outdated_string(uint8_t string_tag);

/// The value's type is one of the DirectoryString CHOICE (RFC 5280 4.1.2.4).
bool is_directory_string_tag(uint8_t string_tag);

/// RFC 5280 A.1 gives the attribute an upper bound, and with it SIZE (1..ub).
bool is_bounded(const x509::Attribute& attribute);

/// C0, DEL or C1 among the characters of a string.
bool has_control_character(const x509::Attribute& attribute);

}  // namespace certcheck::lint
