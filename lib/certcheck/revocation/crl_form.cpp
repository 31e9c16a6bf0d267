#include "certcheck/revocation/crl_form.h"

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace certcheck::revocation {
namespace {

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

std::string strict_fault(const x509::Crl& crl) {
  // RFC 5280 5.1.2.5: "Conforming CRL issuers MUST include the nextUpdate field in all CRLs."
  if (!crl.next_update) return "it does not say when the next one comes (nextUpdate)";
  // RFC 5280 5.2.3: "CRL issuers conforming to this profile MUST include this extension in all CRLs and MUST
  // mark this extension as non-critical."
  const x509::Extension* const number = crl.find(x509::oids::crl_number);
  if (number == nullptr) return "it has no CRL number";
  if (number->critical) return "its CRL number is critical";
  if (lists_one_twice(crl)) return "it lists a certificate twice";
  return {};
}

}  // namespace certcheck::revocation
