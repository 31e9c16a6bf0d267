#include "certcheck/revocation/crl_scope.h"

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <vector>

namespace certcheck::revocation {
namespace {

using x509::GeneralName;
using x509::Name;

bool same_general_name(const GeneralName& a, const GeneralName& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == GeneralName::Kind::directory_name) return x509::same_name(a.directory_name, b.directory_name);
  return same_bytes(a.value, b.value);
}

bool any_in_common(const std::vector<GeneralName>& a, const std::vector<GeneralName>& b) {
  return std::any_of(a.begin(), a.end(), [&](const GeneralName& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const GeneralName& other) { return same_general_name(one, other); });
  });
}

/// The names of a distribution point in full: nameRelativeToCRLIssuer is put behind the CRL issuer's name
/// (4.2.1.13). The result views both.
std::vector<GeneralName> full_names(const x509::DistributionPoint& point, const Name& crl_issuer) {
  if (!point.relative_name) return point.full_name;
  GeneralName name;
  name.kind = GeneralName::Kind::directory_name;
  name.directory_name.attributes = crl_issuer.attributes;
  name.directory_name.rdn_count = crl_issuer.rdn_count + 1;
  for (x509::Attribute attribute : *point.relative_name) {
    attribute.rdn = static_cast<uint32_t>(crl_issuer.rdn_count);
    name.directory_name.attributes.push_back(attribute);
  }
  return {name};
}

Reasons reasons_of(const std::optional<der::BitString>& flags) {
  if (!flags) return all_reasons;
  Reasons reasons = 0;
  for (unsigned bit = 1; bit <= 8; ++bit)
    if (flags->bit(bit)) reasons = static_cast<Reasons>(reasons | (1U << bit));
  return reasons;
}

/// 6.3.3 (b)(2)(i): the CRL's distribution point is one of those that the certificate names.
bool point_matches(const x509::Crl& crl, const x509::DistributionPoint& of_crl,
                   const x509::DistributionPoint& point) {
  const auto names = full_names(of_crl, crl.issuer);
  if (point.has_name) return any_in_common(names, full_names(point, crl.issuer));
  return any_in_common(names, point.crl_issuer);
}

}  // namespace

Reasons reasons_covered(const x509::Crl& crl, const x509::Certificate& certificate,
                        const x509::DistributionPoint& point) {
  const auto& scope = crl.issuing_distribution_point;
  // (b)(1): the CRL comes from whom the certificate says, by default its own issuer.
  if (!point.crl_issuer.empty()) {
    const bool named =
        std::any_of(point.crl_issuer.begin(), point.crl_issuer.end(), [&](const GeneralName& name) {
          return name.kind == GeneralName::Kind::directory_name &&
                 x509::same_name(name.directory_name, crl.issuer);
        });
    if (!named || !scope || !scope->indirect) return 0;
  } else if (!x509::same_name(crl.issuer, certificate.issuer)) {
    return 0;
  }
  if (!scope) return reasons_of(point.reasons);
  // (b)(2)(i)
  if (scope->point && !point_matches(crl, *scope->point, point)) return 0;
  // (b)(2)(ii) to (iv)
  const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
  if ((scope->only_user_certificates && is_ca) || (scope->only_ca_certificates && !is_ca) ||
      scope->only_attribute_certificates)
    return 0;
  // (d)
  return reasons_of(point.reasons) & reasons_of(scope->only_some_reasons);
}

bool same_scope(const x509::Crl& a, const x509::Crl& b) {
  const x509::Extension* of_a = a.find(x509::oids::issuing_distribution_point);
  const x509::Extension* of_b = b.find(x509::oids::issuing_distribution_point);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return same_bytes(of_a->value, of_b->value);
}

}  // namespace certcheck::revocation
