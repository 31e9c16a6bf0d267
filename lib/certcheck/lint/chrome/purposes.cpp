#include "certcheck/lint/chrome/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// Chrome Root Program Policy 1.8, 1.3.2: hierarchies are dedicated to TLS server authentication.
namespace certcheck::lint::chrome {
namespace {

namespace oids = x509::oids;

// Subscriber certificates issued from 15 March 2027 on have no clientAuth. Version 1.6 had it from June 2026
// on.
Outcome client_auth(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  return extension != nullptr && facts.certificate.extended_key_usage &&
                 facts.certificate.extended_key_usage->has(oids::client_auth)
             ? report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "extKeyUsage of the TLS server certificate has clientAuth")
             : Outcome::pass;
}

// Subordinate CA certificates, cross-certificates included, issued from 15 June 2026 on have serverAuth and
// nothing else in extKeyUsage.
Outcome ca_not_dedicated(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  if (extension == nullptr)
    return report.fire("tbsCertificate.extensions", {}, "the subordinate CA certificate has no extKeyUsage");
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  const auto& purposes = facts.certificate.extended_key_usage->purposes;
  const auto other = std::find_if(purposes.begin(), purposes.end(),
                                  [](der::Oid purpose) { return purpose != oids::server_auth; });
  return other == purposes.end()
             ? Outcome::pass
             : report.fire(
                   place_in(facts.certificate, *extension), extension->value_offset,
                   fmt::format("extKeyUsage of the subordinate CA certificate has {}", other->to_string()));
}

constexpr Lint purposes_lints[] = {
    {.check = must("chrome.purposes.client_auth",
                   "TLS server certificates MUST NOT have clientAuth in extKeyUsage.",
                   "Chrome Root Program Policy 1.8 1.3.2",
                   "Issue certificates for clients from another hierarchy.", "e_client_auth_not_allowed"),
     .example = "extKeyUsage with serverAuth and clientAuth",
     .applies = Role::subscriber,
     .effective = dates::chrome_1_8_client_auth,
     .certificate = client_auth},
    {.check =
         must("chrome.purposes.ca_not_dedicated",
              "Subordinate CA certificates for TLS servers MUST have serverAuth alone in extKeyUsage.",
              "Chrome Root Program Policy 1.8 1.3.2", "Use another subordinate CA for each other purpose."),
     .example = "extKeyUsage of a subordinate CA with serverAuth and clientAuth",
     .applies = Role::subordinate_ca,
     .effective = dates::chrome_1_8_dedicated,
     .certificate = ca_not_dedicated},
};

}  // namespace

constinit const Rows purposes_rows = purposes_lints;

}  // namespace certcheck::lint::chrome
