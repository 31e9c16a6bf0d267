#include "certcheck/lint/certificate_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace certcheck::lint {
namespace {

constexpr Role tls_leaf = Role::leaf | Role::subscriber | Role::server_auth;
constexpr Role mail_leaf = Role::leaf | Role::subscriber | Role::email;
constexpr Role issued_ca = Role::ca | Role::subordinate_ca;
constexpr Role own_ca = issued_ca | Role::not_cross_certificate;
constexpr Role validations = Role::domain_validated | Role::organization_validated |
                             Role::individual_validated | Role::extended_validated;

constexpr CertificateProfile smime(std::string_view name, SmimeProfile::Type type,
                                   SmimeProfile::Generation generation) {
  return {.name = name,
          .roles = mail_leaf,
          .smime = {.types = type, .generations = generation},
          .section = "S/MIME BR 7.1.6.1"};
}

constexpr CertificateProfile profiles[] = {
    {.name = "root",
     .roles = Role::ca | Role::root | Role::self_signed | Role::server_auth,
     .kept = validations | Role::email | Role::code_signing,
     .section = "BR 7.1.2.1"},
    {.name = "cross-certificate",
     .roles = issued_ca | Role::cross_certificate,
     .kept = validations | Role::server_auth | Role::email | Role::code_signing | Role::precertificate,
     .section = "BR 7.1.2.2"},
    {.name = "technically-constrained-non-tls",
     .roles = own_ca | Role::tls_br | Role::non_tls_ca | Role::constrained_ca,
     .kept = Role::email | Role::code_signing | Role::precertificate,
     .section = "BR 7.1.2.3"},
    {.name = "precertificate-signing",
     .roles = own_ca | Role::tls_br | Role::precertificate_signer | Role::constrained_ca,
     .kept = validations | Role::precertificate,
     .section = "BR 7.1.2.4"},
    {.name = "technically-constrained",
     .roles = own_ca | Role::server_auth | Role::constrained_ca,
     .kept = validations | Role::precertificate,
     .section = "BR 7.1.2.5"},
    {.name = "intermediate",
     .roles = own_ca | Role::server_auth,
     .kept = validations | Role::precertificate,
     .section = "BR 7.1.2.6"},
    {.name = "dv",
     .roles = tls_leaf | Role::domain_validated,
     .kept = Role::precertificate,
     .section = "BR 7.1.2.7.2"},
    {.name = "iv",
     .roles = tls_leaf | Role::individual_validated,
     .kept = Role::precertificate,
     .section = "BR 7.1.2.7.3"},
    {.name = "ov",
     .roles = tls_leaf | Role::organization_validated,
     .kept = Role::precertificate,
     .section = "BR 7.1.2.7.4"},
    {.name = "ev",
     .roles = tls_leaf | Role::extended_validated,
     .kept = Role::precertificate,
     .section = "BR 7.1.2.7.5"},
    {.name = "ocsp-responder",
     .roles = Role::leaf | Role::subscriber | Role::ocsp_responder,
     .section = "BR 7.1.2.8"},
    {.name = "precertificate",
     .roles = tls_leaf | Role::precertificate,
     .kept = validations,
     .section = "BR 7.1.2.9"},
    smime("smime-mailbox-legacy", SmimeProfile::mailbox, SmimeProfile::legacy),
    smime("smime-mailbox-multipurpose", SmimeProfile::mailbox, SmimeProfile::multipurpose),
    smime("smime-mailbox-strict", SmimeProfile::mailbox, SmimeProfile::strict),
    smime("smime-organization-legacy", SmimeProfile::organization, SmimeProfile::legacy),
    smime("smime-organization-multipurpose", SmimeProfile::organization, SmimeProfile::multipurpose),
    smime("smime-organization-strict", SmimeProfile::organization, SmimeProfile::strict),
    smime("smime-sponsor-legacy", SmimeProfile::sponsor, SmimeProfile::legacy),
    smime("smime-sponsor-multipurpose", SmimeProfile::sponsor, SmimeProfile::multipurpose),
    smime("smime-sponsor-strict", SmimeProfile::sponsor, SmimeProfile::strict),
    smime("smime-individual-legacy", SmimeProfile::individual, SmimeProfile::legacy),
    smime("smime-individual-multipurpose", SmimeProfile::individual, SmimeProfile::multipurpose),
    smime("smime-individual-strict", SmimeProfile::individual, SmimeProfile::strict),
    {.name = "code-signing",
     .roles = Role::leaf | Role::subscriber | Role::code_signing,
     .section = "Code Signing BR 7.1.6.1"},
};

}  // namespace

std::span<const CertificateProfile> certificate_profiles() { return profiles; }

const CertificateProfile* find_certificate_profile(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(profiles), std::end(profiles),
                   [name](const CertificateProfile& each) { return each.name == name; });
  return found == std::end(profiles) ? nullptr : found;
}

Result<const CertificateProfile*> read_certificate_profile(std::string_view name) {
  if (const CertificateProfile* const found = find_certificate_profile(name)) return found;
  std::string names;
  for (const CertificateProfile& each : profiles) {
    if (!names.empty()) names += ", ";
    names += each.name;
  }
  return Error{Error::Kind::usage,
               fmt::format("\"{}\" is not a kind of certificate; these are: {}", name, names)};
}

Result<Time> read_as_of(std::string_view text) {
  constexpr size_t date_size = 10;
  const auto time =
      parse_rfc3339(text.size() == date_size ? std::string(text) + "T00:00:00Z" : std::string(text));
  if (time) return *time;
  return Error{
      Error::Kind::usage,
      fmt::format("\"{}\" is neither a day like 2029-03-15 nor a time like 2029-03-15T12:00:00Z", text)};
}

}  // namespace certcheck::lint
