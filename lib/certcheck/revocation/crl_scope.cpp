#include "certcheck/revocation/crl_scope.h"

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>
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

/// 6.3.3 first paragraph: the certificate's distribution points, then one that names its issuer alone.
std::vector<x509::DistributionPoint> distribution_points(const x509::Certificate& certificate) {
  std::vector<x509::DistributionPoint> points;
  if (certificate.crl_distribution_points) points = certificate.crl_distribution_points->points;
  x509::DistributionPoint issuer;
  issuer.has_name = true;
  GeneralName name;
  name.kind = GeneralName::Kind::directory_name;
  name.directory_name = certificate.issuer;
  issuer.full_name.push_back(std::move(name));
  points.push_back(std::move(issuer));
  return points;
}

bool lists(const std::vector<GeneralName>& list, const Name& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const GeneralName& name) {
    return name.kind == GeneralName::Kind::directory_name && x509::same_name(name.directory_name, wanted);
  });
}

/// (b)(1): the CRL comes from whom the point says, by default the certificate's issuer.
bool is_from(const x509::Crl& crl, const x509::DistributionPoint& point,
             const x509::Certificate& certificate) {
  return point.crl_issuer.empty() ? x509::same_name(crl.issuer, certificate.issuer)
                                  : lists(point.crl_issuer, crl.issuer);
}

/// A point as people know it: its first name, or how many there are.
std::string describe(const std::vector<GeneralName>& names) {
  if (names.empty()) return "(without a name)";
  const std::string first = names.front().to_string();
  return names.size() == 1 ? first : first + " and " + std::to_string(names.size() - 1) + " more";
}

std::string describe_points(const x509::Certificate& certificate, const Name& crl_issuer) {
  if (!certificate.crl_distribution_points || certificate.crl_distribution_points->points.empty())
    return "none";
  std::string text;
  for (const auto& point : certificate.crl_distribution_points->points) {
    if (!text.empty()) text += ", ";
    text += describe(point.has_name ? full_names(point, crl_issuer) : point.crl_issuer);
  }
  return text;
}

/// (b)(2)(ii) to (iv): the kind of certificates that the CRL is for, if it is not for this one.
std::string wrong_kind(const x509::IssuingDistributionPoint& scope, bool is_ca) {
  if (scope.only_attribute_certificates)
    return "it is for attribute certificates alone (onlyContainsAttributeCerts)";
  if (scope.only_user_certificates && is_ca)
    return "it is for end-entity certificates alone (onlyContainsUserCerts)";
  if (scope.only_ca_certificates && !is_ca) return "it is for CA certificates alone (onlyContainsCACerts)";
  return {};
}

}  // namespace

Coverage coverage(const x509::Crl& crl, const x509::Certificate& certificate) {
  Coverage result;
  const auto& scope = crl.issuing_distribution_point;
  const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
  const std::string kind = scope ? wrong_kind(*scope, is_ca) : std::string();
  bool lacks_indirect = false, other_point = false;
  for (const auto& point : distribution_points(certificate)) {
    if (!is_from(crl, point, certificate)) continue;
    result.relevant = true;
    if (!kind.empty()) continue;
    if (!point.crl_issuer.empty() && (!scope || !scope->indirect)) {
      lacks_indirect = true;
    } else if (scope && scope->point && !point_matches(crl, *scope->point, point)) {
      other_point = true;  // (b)(2)(i)
    } else {
      // (d)
      const Reasons of_crl = scope ? reasons_of(scope->only_some_reasons) : all_reasons;
      result.reasons = static_cast<Reasons>(result.reasons | (reasons_of(point.reasons) & of_crl));
    }
  }
  if (!result.relevant || result.reasons != 0) return result;
  if (!kind.empty()) {
    result.why_not = kind;
  } else if (other_point) {
    const std::string of_crl = describe(full_names(*scope->point, crl.issuer));
    const std::string of_certificate = describe_points(certificate, crl.issuer);
    result.why_not = "its distribution point is " + of_crl + ", " + certificate.subject.to_string() +
                     " has " + of_certificate;
    result.evidence = {{"crl_distribution_point", of_crl},
                       {"certificate_distribution_points", of_certificate}};
  } else if (lacks_indirect) {
    result.why_not = "it is not an indirect CRL (indirectCRL), though " + certificate.subject.to_string() +
                     " names its issuer as cRLIssuer";
  } else {
    result.why_not =
        "it is for reasons that no distribution point of " + certificate.subject.to_string() + " is for";
  }
  return result;
}

bool same_scope(const x509::Crl& a, const x509::Crl& b) {
  const x509::Extension* of_a = a.find(x509::oids::issuing_distribution_point);
  const x509::Extension* of_b = b.find(x509::oids::issuing_distribution_point);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return same_bytes(of_a->value, of_b->value);
}

}  // namespace certcheck::revocation
