#include "certcheck/revocation/detail/crl_scope.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/budget.h"
#include "certcheck/base/uri.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace certcheck::revocation {
namespace {

using x509::GeneralName;
using x509::Name;

/// RFC 5280 7.4: scheme and host of URIs are compared without regard to case, and the rest as it is.
std::string uri_key(std::string_view text) {
  const Uri uri = split_uri(text);
  std::string key(text);
  const auto fold = [&](std::string_view part) {
    if (!part.empty())
      key.replace(static_cast<size_t>(part.data() - text.data()), part.size(), to_lower(part));
  };
  fold(uri.scheme);
  if (uri.authority) fold(host_of(*uri.authority));
  return key;
}

/// Equal for names that match, and for these alone: the kind, then the canonical form of a directoryName or
/// a URI, or the bytes of another name.
std::string key_of(const GeneralName& name) {
  std::string key(1, static_cast<char>(name.kind));
  switch (name.kind) {
    case GeneralName::Kind::directory_name:
      return key + x509::canonical(name.directory_name);
    case GeneralName::Kind::uri:
      return key + uri_key(as_text(name.value));
    default:
      return key + std::string(as_text(name.value));
  }
}

/// What a nameRelativeToCRLIssuer adds to the canonical form of the CRL issuer's name, after which it is put
/// (4.2.1.13).
std::string relative_key(const std::vector<x509::Attribute>& relative_name) {
  Name name;
  name.attributes = relative_name;
  name.rdn_count = 1;
  return x509::canonical(name);
}

std::string directory_key(const std::string& canonical) {
  return std::string(1, static_cast<char>(GeneralName::Kind::directory_name)) + canonical;
}

Reasons reasons_of(const std::optional<der::BitString>& flags) {
  if (!flags) return all_reasons;
  Reasons reasons = 0;
  for (unsigned bit = 1; bit <= 8; ++bit)
    if (flags->bit(bit)) reasons = static_cast<Reasons>(reasons | (1U << bit));
  return reasons;
}

/// The keys of the CRL's distribution point, each once: a name that is repeated is looked up once.
std::vector<std::string> keys_of(const x509::DistributionPoint& point, const std::string& crl_issuer) {
  std::vector<std::string> keys;
  if (point.relative_name)
    keys.push_back(directory_key(crl_issuer + relative_key(*point.relative_name)));
  else
    for (const GeneralName& name : point.full_name) keys.push_back(key_of(name));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// 6.3.3 (b)(2)(i): of the points in `candidates` those that share a name with the CRL's distribution point.
std::vector<bool> matching_points(const x509::DistributionPoint& of_crl, const std::string& crl_issuer,
                                  const CertificateScope& scope, const std::vector<bool>& candidates) {
  std::vector<bool> matching(candidates.size());
  const auto add = [&](const CertificateScope::PointsByName& points, const std::string& key) {
    const auto found = points.find(key);
    if (found == points.end()) return;
    for (const size_t point : found->second) matching[point] = matching[point] || candidates[point];
  };
  const std::string below_issuer = directory_key(crl_issuer);
  for (const std::string& key : keys_of(of_crl, crl_issuer)) {
    add(scope.by_name, key);
    if (!scope.by_relative_name.empty() && key.starts_with(below_issuer))
      add(scope.by_relative_name, key.substr(below_issuer.size()));
  }
  return matching;
}

/// A list of names as people know it: its first, or how many there are.
std::string describe(const std::vector<GeneralName>& names) {
  if (names.empty()) return "(without a name)";
  const std::string first = names.front().to_string();
  return names.size() == 1 ? first : first + " and " + std::to_string(names.size() - 1) + " more";
}

/// The names of a point: nameRelativeToCRLIssuer is put after the CRL issuer's name.
std::string describe(const x509::DistributionPoint& point, const Name& crl_issuer) {
  if (!point.has_name) return describe(point.crl_issuer);
  if (!point.relative_name) return describe(point.full_name);
  GeneralName name;
  name.kind = GeneralName::Kind::directory_name;
  name.directory_name.attributes = crl_issuer.attributes;
  name.directory_name.rdn_count = crl_issuer.rdn_count + 1;
  for (x509::Attribute attribute : *point.relative_name) {
    attribute.rdn = static_cast<uint32_t>(crl_issuer.rdn_count);
    name.directory_name.attributes.push_back(attribute);
  }
  return name.to_string();
}

/// As many of the certificate's points as a value has room for: this is said anew about each CRL.
std::string describe_points(const x509::Certificate& certificate, const Name& crl_issuer) {
  if (!certificate.crl_distribution_points || certificate.crl_distribution_points->points.empty())
    return "none";
  const auto& points = certificate.crl_distribution_points->points;
  std::string text;
  for (size_t i = 0; i < points.size(); ++i) {
    const std::string next = describe(points[i], crl_issuer);
    if (i != 0 && text.size() + next.size() > OutputBudget::value_bytes)
      return text + " and " + std::to_string(points.size() - i) + " more";
    if (i != 0) text += ", ";
    text += next;
  }
  return text;
}

/// (b)(2)(ii) to (iv): the kind of certificates that the CRL is for, if it is not for this one.
std::string wrong_kind(const x509::IssuingDistributionPoint& scope, bool is_ca) {
  if (scope.only_attribute_certificates)
    return "it is for attribute certificates only (onlyContainsAttributeCerts)";
  if (scope.only_user_certificates && is_ca)
    return "it is for end-entity certificates only (onlyContainsUserCerts)";
  if (scope.only_ca_certificates && !is_ca) return "it is for CA certificates only (onlyContainsCACerts)";
  return {};
}

}  // namespace

CertificateScope::CertificateScope(const x509::Certificate& of) : certificate(of) {
  const auto add = [](PointsByName& points, std::string key, size_t point) {
    auto& listed = points[std::move(key)];
    if (listed.empty() || listed.back() != point) listed.push_back(point);
  };
  if (certificate.crl_distribution_points) {
    for (const auto& point : certificate.crl_distribution_points->points) {
      const size_t number = reasons.size();
      reasons.push_back(reasons_of(point.reasons));
      names_issuer.push_back(!point.crl_issuer.empty());
      if (point.crl_issuer.empty()) add(by_issuer, certificate.issuer_key(), number);
      for (const GeneralName& name : point.crl_issuer)
        if (name.kind == GeneralName::Kind::directory_name)
          add(by_issuer, x509::canonical(name.directory_name), number);
      if (point.relative_name)
        add(by_relative_name, relative_key(*point.relative_name), number);
      else
        for (const GeneralName& name : point.has_name ? point.full_name : point.crl_issuer)
          add(by_name, key_of(name), number);
    }
  }
  add(by_issuer, certificate.issuer_key(), reasons.size());
  add(by_name, directory_key(certificate.issuer_key()), reasons.size());
  reasons.push_back(all_reasons);
  names_issuer.push_back(false);
}

Coverage coverage(const x509::Crl& crl, const CertificateScope& points) {
  const x509::Certificate& certificate = points.certificate;
  Coverage result;
  // (b)(1): the CRL comes from whom the point says.
  const std::string crl_issuer = x509::canonical(crl.issuer);
  const auto from_issuer = points.by_issuer.find(crl_issuer);
  if (from_issuer == points.by_issuer.end()) return result;
  result.relevant = true;
  const auto& scope = crl.issuing_distribution_point;
  const bool is_ca = certificate.is_ca();
  const std::string kind = scope ? wrong_kind(*scope, is_ca) : std::string();
  bool lacks_indirect = false, any_match = false, other_point = false;
  if (kind.empty()) {
    std::vector<bool> candidates(points.reasons.size());
    for (const size_t point : from_issuer->second) {
      const bool excluded = points.names_issuer[point] && (!scope || !scope->indirect);
      lacks_indirect = lacks_indirect || excluded;
      candidates[point] = !excluded;
    }
    const Reasons of_crl = scope ? reasons_of(scope->only_some_reasons) : all_reasons;
    const std::vector<bool> matching =
        scope && scope->point ? matching_points(*scope->point, crl_issuer, points, candidates) : candidates;
    for (const size_t point : from_issuer->second) {
      any_match = any_match || matching[point];
      other_point = other_point || (candidates[point] && !matching[point]);
      if (matching[point])  // (d)
        result.reasons = static_cast<Reasons>(result.reasons | (points.reasons[point] & of_crl));
    }
  }
  if (result.reasons != 0) return result;
  if (!kind.empty()) {
    result.why_not = kind;
  } else if (other_point && !any_match) {
    const std::string of_crl = describe(*scope->point, crl.issuer);
    const std::string of_certificate = describe_points(certificate, crl.issuer);
    result.why_not = "its distribution point is " + of_crl + ", " + certificate.subject.to_string() +
                     " has " + of_certificate;
    result.evidence = {{"crl_distribution_point", of_crl},
                       {"certificate_distribution_points", of_certificate}};
  } else if (lacks_indirect) {
    result.why_not = "it is not an indirect CRL (indirectCRL), although " + certificate.subject.to_string() +
                     " has its issuer as cRLIssuer";
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
