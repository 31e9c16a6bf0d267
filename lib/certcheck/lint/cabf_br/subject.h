#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// Attributes of subjects as the Baseline Requirements name them.
namespace certcheck::lint::cabf_br {

struct SubjectAttribute {
  der::Oid type;
  std::string_view name;
};

inline constexpr SubjectAttribute common_name_attribute{x509::oids::common_name, "commonName"},
    country_attribute{x509::oids::country, "countryName"},
    state_attribute{x509::oids::state_or_province, "stateOrProvinceName"},
    locality_attribute{x509::oids::locality, "localityName"},
    postal_code_attribute{x509::oids::postal_code, "postalCode"},
    street_attribute{x509::oids::street_address, "streetAddress"},
    organization_attribute{x509::oids::organization, "organizationName"},
    unit_attribute{x509::oids::organizational_unit, "organizationalUnitName"},
    surname_attribute{x509::oids::surname, "surname"},
    given_name_attribute{x509::oids::given_name, "givenName"},
    domain_component_attribute{x509::oids::domain_component, "domainComponent"};

inline bool subject_has(const CertificateFacts& facts, der::Oid type) {
  const auto& attributes = facts.certificate.subject.attributes;
  return std::any_of(attributes.begin(), attributes.end(),
                     [type](const x509::Attribute& attribute) { return attribute.type == type; });
}

/// Whom the subject names: an organization or a person.
inline bool subject_has_name(const CertificateFacts& facts) {
  return subject_has(facts, x509::oids::organization) || subject_has(facts, x509::oids::given_name) ||
         subject_has(facts, x509::oids::surname);
}

inline constexpr std::string_view subject_place = "tbsCertificate.subject";

inline Outcome fire_at_subject(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(subject_place, facts.certificate.subject.offset, std::move(message));
}

inline Outcome fire_at_attribute(const Reporter& report, const x509::Attribute& attribute,
                                 std::string message) {
  return report.fire(subject_place, attribute.offset, std::move(message));
}

/// The name of an attribute type for people: short where it has a short one.
inline std::string attribute_name(der::Oid type) {
  const std::string_view name = x509::short_name(type);
  return name.empty() ? type.to_string() : std::string(name);
}

/// Fires unless the subject has the attribute; `of` is the kind of certificate.
inline Outcome require_attribute(const CertificateFacts& facts, const Reporter& report,
                                 const SubjectAttribute& attribute, std::string_view of) {
  return subject_has(facts, attribute.type)
             ? Outcome::pass
             : fire_at_subject(facts, report,
                               fmt::format("the subject of the {} has no {}", of, attribute.name));
}

/// Fires for each such attribute of the subject.
inline Outcome forbid_attribute(const CertificateFacts& facts, const Reporter& report,
                                const SubjectAttribute& attribute, std::string_view of) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& each : facts.certificate.subject.attributes) {
    if (each.type == attribute.type)
      outcome =
          fire_at_attribute(report, each, fmt::format("the subject of the {} has {}", of, attribute.name));
  }
  return outcome;
}

/// Fires for each attribute of the subject of another type.
inline Outcome allow_attributes(const CertificateFacts& facts, const Reporter& report,
                                std::initializer_list<der::Oid> allowed, std::string_view of) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& each : facts.certificate.subject.attributes) {
    if (std::find(allowed.begin(), allowed.end(), each.type) == allowed.end())
      outcome = fire_at_attribute(report, each,
                                  fmt::format("the subject of the {} has {}", of, attribute_name(each.type)));
  }
  return outcome;
}

}  // namespace certcheck::lint::cabf_br
