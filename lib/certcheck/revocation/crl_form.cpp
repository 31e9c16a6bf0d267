#include "certcheck/revocation/detail/crl_form.h"

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <vector>

namespace certcheck::revocation {
namespace {

namespace oids = x509::oids;

// Those that this module processes (RFC 5280 5.2). Another critical one makes the CRL unusable.
constexpr std::array known_crl_extensions{
    oids::authority_key_identifier,    oids::issuer_alternative_name,    oids::crl_number,
    oids::delta_crl_indicator,         oids::issuing_distribution_point, oids::freshest_crl,
    oids::authority_information_access};

const x509::Extension* unknown_critical(const std::vector<x509::Extension>& extensions) {
  const auto& known = known_crl_extensions;
  const auto found =
      std::find_if(extensions.begin(), extensions.end(), [&](const x509::Extension& extension) {
        return extension.critical && std::find(known.begin(), known.end(), extension.id) == known.end();
      });
  return found == extensions.end() ? nullptr : &*found;
}

/// The entries of a CRL that is not indirect are of its own issuer (5.2.5).
bool names_another_issuer(const x509::Crl& crl) {
  const auto& entries = crl.revoked.naming_issuers();
  return std::any_of(entries.begin(), entries.end(), [&](const x509::RevokedCertificates::Place& place) {
    const x509::RevokedCertificate entry = crl.revoked.at(place);
    return std::none_of(entry.certificate_issuer->begin(), entry.certificate_issuer->end(),
                        [&](const x509::GeneralName& name) {
                          return name.kind == x509::GeneralName::Kind::directory_name &&
                                 x509::same_name(name.directory_name, crl.issuer);
                        });
  });
}

}  // namespace

std::string form_fault(const x509::Crl& crl) {
  if (!crl.complete) return "it cannot be read";
  for (const Finding& finding : crl.findings)
    if (finding.check->counts != Counts::never) return "it is malformed: " + finding.message;
  // 5.2: a critical extension that cannot be processed forbids the use of the CRL; 5.3: likewise in an entry.
  if (const auto* unknown = unknown_critical(crl.extensions))
    return "it has an unknown critical extension (" + unknown->id.to_string() + ")";
  if (const auto& unknown = crl.revoked.summary().unknown_critical)
    return "an entry has an unknown critical extension (" + unknown->to_string() + ")";
  // 5.3.3 defines certificateIssuer for entries of indirect CRLs: elsewhere it is one more critical extension
  // that cannot be processed, and whether the entry is about the CRL's own issuer is anybody's guess.
  const bool indirect = crl.issuing_distribution_point && crl.issuing_distribution_point->indirect;
  if (!indirect && names_another_issuer(crl))
    return "an entry is of another issuer (certificateIssuer), although it is not an indirect CRL";
  return {};
}

std::string strict_fault(const x509::Crl& crl) {
  // RFC 5280 5.1.2.5: "Conforming CRL issuers MUST include the nextUpdate field in all CRLs."
  if (!crl.next_update) return "it has no nextUpdate";
  // RFC 5280 5.2.3: "CRL issuers conforming to this profile MUST include this extension in all CRLs and MUST
  // mark this extension as non-critical."
  const x509::Extension* const number = crl.find(oids::crl_number);
  if (number == nullptr) return "it has no CRL number";
  if (number->critical) return "its CRL number is critical";
  // Two entries for one certificate leave open which of them tells when and why it was revoked.
  if (crl.revoked.first_repeated()) return "it lists a certificate twice";
  return {};
}

}  // namespace certcheck::revocation
