#include "certcheck/lint/support/attribute_text.h"

#include "certcheck/der/oid_table.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

namespace certcheck::lint {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

constexpr der::OidTable directory_strings({oids::common_name, oids::surname, oids::locality,
                                           oids::state_or_province, oids::street_address, oids::organization,
                                           oids::organizational_unit, oids::title, oids::description,
                                           oids::business_category, oids::postal_code, oids::name,
                                           oids::given_name, oids::initials, oids::generation_qualifier,
                                           oids::pseudonym, oids::organization_identifier});

constexpr der::OidTable free_texts({oids::common_name, oids::surname, oids::given_name, oids::organization,
                                    oids::organizational_unit, oids::locality, oids::state_or_province,
                                    oids::street_address, oids::postal_code, oids::organization_identifier,
                                    oids::jurisdiction_locality, oids::jurisdiction_state});

}  // namespace

std::string_view text_of(const x509::Attribute& attribute, std::string& buffer) {
  switch (attribute.string_tag) {
    case tag::utf8_string:
    case tag::printable_string:
    case tag::ia5_string:
    case tag::visible_string:
    case tag::numeric_string:
      return as_text(attribute.value);
    default:
      break;
  }
  if (attribute.string_tag == tag::teletex_string && x509::is_ascii(attribute.value))
    return as_text(attribute.value);
  buffer = attribute.text().value_or(std::string());
  return buffer;
}

bool is_directory_string(der::Oid attribute) { return directory_strings.contains(attribute); }

bool is_free_text(der::Oid attribute) { return free_texts.contains(attribute); }

}  // namespace certcheck::lint
