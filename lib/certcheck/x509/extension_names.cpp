#include "certcheck/x509/extension_names.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"

#include <utility>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

std::vector<GeneralSubtree> read_subtrees(der::Reader list) {
  std::vector<GeneralSubtree> subtrees;
  // GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
  if (list.at_end()) list.fault(checks::sequence_empty, list.offset(), "the list of subtrees is empty");
  for (size_t index = 0; !list.at_end(); ++index) {
    const auto element = list.item(tag::sequence, index);
    if (!element) continue;
    auto fields = list.enter(*element, {}, index);
    auto base = read_general_name(fields, "base");
    GeneralSubtree subtree;
    if (fields.sees(tag::context(0))) {
      const size_t offset = fields.offset();
      subtree.minimum = fields.unsigned_integer("minimum", UINT64_MAX, tag::context(0));
      if (subtree.minimum == 0U)
        fields.fault(der::checks::default_encoded, offset, "0 is the default and must be omitted", "minimum");
    }
    if (fields.sees(tag::context(1)))
      subtree.maximum = fields.unsigned_integer("maximum", UINT64_MAX, tag::context(1));
    fields.finish();
    if (!base) continue;
    subtree.base = std::move(*base);
    subtrees.push_back(std::move(subtree));
  }
  return subtrees;
}

DistributionPoint read_distribution_point(der::Reader& fields) {
  DistributionPoint point;
  if (const auto name = fields.take_if(tag::context_constructed(0))) {
    auto content = fields.enter(*name, "distributionPoint");
    read_distribution_point_name(content, point);
  }
  if (fields.sees(tag::context(1))) point.reasons = fields.named_bits("reasons", tag::context(1));
  if (const auto issuer = fields.take_if(tag::context_constructed(2))) {
    auto names = fields.enter(*issuer, "cRLIssuer");
    point.crl_issuer = read_general_names(names);
  }
  fields.finish();
  return point;
}

}  // namespace

void read_distribution_point_name(der::Reader& content, DistributionPoint& point) {
  point.has_name = true;
  if (const auto full = content.take_if(tag::context_constructed(0))) {
    auto names = content.enter(*full, "fullName");
    point.full_name = read_general_names(names);
  } else if (const auto relative = content.take(tag::context_constructed(1), "nameRelativeToCRLIssuer")) {
    auto attributes = content.enter(*relative, "nameRelativeToCRLIssuer");
    read_relative_name(attributes, 0, point.relative_name.emplace());
  }
  content.finish();
}

std::optional<std::vector<GeneralName>> read_alternative_names(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  auto names = read_general_names(*list);
  value.finish();
  return names;
}

std::optional<AuthorityKeyIdentifier> read_authority_key_identifier(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  AuthorityKeyIdentifier result;
  if (fields->sees(tag::context(0)))
    result.key_identifier = fields->octet_string("keyIdentifier", tag::context(0));
  if (const auto issuer = fields->take_if(tag::context_constructed(1))) {
    result.has_issuer = true;
    auto names = fields->enter(*issuer, "authorityCertIssuer");
    result.issuer = read_general_names(names);
  }
  if (fields->sees(tag::context(2)))
    result.serial = fields->integer("authorityCertSerialNumber", tag::context(2));
  fields->finish();
  value.finish();
  return result;
}

std::optional<NameConstraints> read_name_constraints(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  NameConstraints result;
  if (const auto permitted = fields->take_if(tag::context_constructed(0))) {
    result.has_permitted = true;
    result.permitted = read_subtrees(fields->enter(*permitted, "permittedSubtrees"));
  }
  if (const auto excluded = fields->take_if(tag::context_constructed(1))) {
    result.has_excluded = true;
    result.excluded = read_subtrees(fields->enter(*excluded, "excludedSubtrees"));
  }
  fields->finish();
  value.finish();
  return result;
}

std::optional<CrlDistributionPoints> read_crl_distribution_points(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  CrlDistributionPoints result;
  // CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
  if (list->at_end()) list->fault(checks::sequence_empty, list->offset(), "the list of points is empty");
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    result.points.push_back(read_distribution_point(fields));
    result.points.back().offset = element->offset;
  }
  value.finish();
  return result;
}

std::optional<InformationAccess> read_information_access(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  InformationAccess result;
  // AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
  if (list->at_end())
    list->fault(checks::sequence_empty, list->offset(), "the list of access methods is empty");
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    const auto method = fields.oid("accessMethod");
    if (!method) continue;
    auto location = read_general_name(fields, "accessLocation");
    if (!location) continue;
    fields.finish();
    result.descriptions.push_back(AccessDescription{.method = *method, .location = std::move(*location)});
  }
  value.finish();
  return result;
}

}  // namespace certcheck::x509
