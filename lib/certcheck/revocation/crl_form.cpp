#include "certcheck/revocation/crl_form.h"

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace certcheck::revocation {
namespace {

namespace oids = x509::oids;

// Those that this module processes (RFC 5280 5.2, 5.3). Another critical one makes the CRL unusable.
constexpr std::array known_crl_extensions{
    oids::authority_key_identifier,    oids::issuer_alternative_name,    oids::crl_number,
    oids::delta_crl_indicator,         oids::issuing_distribution_point, oids::freshest_crl,
    oids::authority_information_access};
constexpr std::array known_entry_extensions{oids::crl_reason, oids::invalidity_date,
                                            oids::certificate_issuer};

const x509::Extension* unknown_critical(const std::vector<x509::Extension>& extensions,
                                        std::span<const der::Oid> known) {
  const auto found =
      std::find_if(extensions.begin(), extensions.end(), [&](const x509::Extension& extension) {
        return extension.critical && std::find(known.begin(), known.end(), extension.id) == known.end();
      });
  return found == extensions.end() ? nullptr : &*found;
}

/// Two entries for one certificate leave open which of them tells when and why it was revoked. In an indirect
/// CRL serial numbers of several issuers may be equal (RFC 5280 5.3.3).
bool lists_one_twice(const x509::Crl& crl) {
  if (crl.issuing_distribution_point && crl.issuing_distribution_point->indirect) return false;
  std::vector<std::string_view> serials;
  serials.reserve(crl.revoked.size());
  for (const auto& entry : crl.revoked) serials.push_back(as_text(entry.serial));
  std::sort(serials.begin(), serials.end());
  return std::adjacent_find(serials.begin(), serials.end()) != serials.end();
}

}  // namespace

std::string form_fault(const x509::Crl& crl) {
  if (!crl.complete) return "it cannot be read";
  for (const Finding& finding : crl.findings)
    if (finding.check->counts != Counts::never) return "it is malformed: " + finding.message;
  // 5.2: a critical extension that cannot be processed forbids the use of the CRL; 5.3: likewise in an entry.
  if (const auto* unknown = unknown_critical(crl.extensions, known_crl_extensions))
    return "it has an unknown critical extension (" + unknown->id.to_string() + ")";
  for (const auto& entry : crl.revoked)
    if (const auto* unknown = unknown_critical(entry.extensions, known_entry_extensions))
      return "an entry has an unknown critical extension (" + unknown->id.to_string() + ")";
  return {};
}

std::string strict_fault(const x509::Crl& crl) {
  // RFC 5280 5.1.2.5: "Conforming CRL issuers MUST include the nextUpdate field in all CRLs."
  if (!crl.next_update) return "it does not say when the next one comes (nextUpdate)";
  // RFC 5280 5.2.3: "CRL issuers conforming to this profile MUST include this extension in all CRLs and MUST
  // mark this extension as non-critical."
  const x509::Extension* const number = crl.find(oids::crl_number);
  if (number == nullptr) return "it has no CRL number";
  if (number->critical) return "its CRL number is critical";
  if (lists_one_twice(crl)) return "it lists a certificate twice";
  return {};
}

}  // namespace certcheck::revocation
