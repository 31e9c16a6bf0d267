#include "certcheck/lint/support/technical_constraints.h"

#include "certcheck/base/ip_address.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

using BaseKind = x509::GeneralName::Kind;

template <typename Predicate>
bool any_base(const std::vector<x509::GeneralSubtree>& subtrees, Predicate predicate) {
  return std::any_of(subtrees.begin(), subtrees.end(),
                     [&predicate](const x509::GeneralSubtree& subtree) { return predicate(subtree.base); });
}

/// Addresses of `size` bytes, each with a mask of as many.
bool has_addresses(const std::vector<x509::GeneralSubtree>& subtrees, size_t size) {
  return any_base(subtrees, [size](const x509::GeneralName& base) {
    return base.kind == BaseKind::ip_address && base.value.size() == 2 * size;
  });
}

/// 0.0.0.0/0 or ::0/0.
bool has_all_addresses(const std::vector<x509::GeneralSubtree>& subtrees, size_t size) {
  return any_base(subtrees, [size](const x509::GeneralName& base) {
    return base.kind == BaseKind::ip_address && base.value.size() == 2 * size &&
           std::all_of(base.value.begin(), base.value.end(), [](uint8_t byte) { return byte == 0; });
  });
}

}  // namespace

std::string_view missing_technical_constraint(const x509::Certificate& certificate) {
  if (!certificate.name_constraints) return "is absent";
  const auto& permitted = certificate.name_constraints->permitted;
  const auto& excluded = certificate.name_constraints->excluded;
  const auto is_domain = [](const x509::GeneralName& base) { return base.kind == BaseKind::dns_name; };
  const auto is_all_domains = [](const x509::GeneralName& base) {
    return base.kind == BaseKind::dns_name && base.value.empty();
  };
  const auto is_directory = [](const x509::GeneralName& base) {
    return base.kind == BaseKind::directory_name;
  };
  if (!any_base(permitted, is_domain) && !any_base(excluded, is_all_domains))
    return "neither permits a dNSName nor excludes all of them";
  if (!has_addresses(permitted, ipv4_size) && !has_all_addresses(excluded, ipv4_size))
    return "neither permits IPv4 addresses nor excludes all of them";
  if (!has_addresses(permitted, ipv6_size) && !has_all_addresses(excluded, ipv6_size))
    return "neither permits IPv6 addresses nor excludes all of them";
  return any_base(permitted, is_directory) ? "" : "permits no directoryName";
}

}  // namespace certcheck::lint
