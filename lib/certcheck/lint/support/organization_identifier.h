#pragma once

#include "certcheck/x509/certificate.h"

#include <optional>
#include <string_view>

/// organizationIdentifier: the attribute of names (X.520) in which CA/Browser and ETSI documents have the
/// number under which an organization is registered, and the extension that repeats it (EVG 7.1.2.2).
namespace certcheck::lint {

/// EVG 7.1.4.2.8, S/MIME BR 7.1.4.2.2 (d): three letters, a country, "+" and a subdivision, "-" and the
/// reference, as in NTRUS+CA-12345678. Views the text.
struct RegistrationReference {
  std::string_view scheme, country;
  std::string_view subdivision;  ///< empty if there is none
  std::string_view reference;    ///< after the first hyphen; empty if there is no hyphen
  bool has_hyphen = false;
};

/// nullopt if the text does not have that form. Whether a reference is there, and whether countries and
/// schemes exist, is not looked at.
std::optional<RegistrationReference> read_registration_reference(std::string_view text);

/// The country may be in an identifier of the scheme: ISO 3166-1; EL and XI for VAT (Directive 2006/112/EC
/// article 215); XG for what is not of a country.
bool is_registration_country(const RegistrationReference& identifier);

/// The extension cabfOrganizationIdentifier, or null.
const x509::Extension* find_organization_identifier(const x509::Certificate& certificate);

/// What it holds; nullopt if it cannot be read.
std::optional<RegistrationReference> read_organization_identifier(const x509::Extension& extension);

}  // namespace certcheck::lint
