#include "certcheck/x509/extension_policies.h"

#include "certcheck/x509/checks.h"

#include <utility>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

std::vector<PolicyQualifier> read_qualifiers(der::Reader list) {
  std::vector<PolicyQualifier> qualifiers;
  // policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL
  if (list.at_end()) list.fault(checks::sequence_empty, list.offset(), "the list of qualifiers is empty");
  for (size_t index = 0; !list.at_end(); ++index) {
    // The fields of a single one, without the SEQUENCE around them, are one fault.
    const bool is_list = index != 0 || list.peek() != tag::oid;
    const auto element = list.item(tag::sequence, index);
    if (!is_list) break;
    if (!element) continue;
    auto fields = list.enter(*element, {}, index);
    const auto id = fields.oid("policyQualifierId");
    if (!id) continue;
    const auto qualifier = fields.any("qualifier");
    if (!qualifier) continue;
    fields.finish();
    qualifiers.push_back(
        PolicyQualifier{.id = *id, .qualifier = qualifier->bytes, .offset = element->offset});
  }
  return qualifiers;
}

}  // namespace

std::optional<CertificatePolicies> read_certificate_policies(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  CertificatePolicies result;
  // certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
  if (list->at_end()) list->fault(checks::sequence_empty, list->offset(), "the list of policies is empty");
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    const auto id = fields.oid("policyIdentifier");
    if (!id) continue;
    PolicyInformation policy{.id = *id, .qualifiers = {}, .offset = element->offset};
    if (const auto qualifiers = fields.take_if(tag::sequence))
      policy.qualifiers = read_qualifiers(fields.enter(*qualifiers, "policyQualifiers"));
    fields.finish();
    result.policies.push_back(std::move(policy));
  }
  value.finish();
  return result;
}

std::optional<PolicyMappings> read_policy_mappings(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  PolicyMappings result;
  // PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE
  if (list->at_end()) list->fault(checks::sequence_empty, list->offset(), "the list of mappings is empty");
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    const auto issuer = fields.oid("issuerDomainPolicy");
    if (!issuer) continue;
    const auto subject = fields.oid("subjectDomainPolicy");
    if (!subject) continue;
    fields.finish();
    result.mappings.push_back(PolicyMapping{.issuer_domain = *issuer, .subject_domain = *subject});
  }
  value.finish();
  return result;
}

std::optional<PolicyConstraints> read_policy_constraints(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  PolicyConstraints result;
  if (fields->sees(tag::context(0)))
    result.require_explicit_policy =
        fields->unsigned_integer("requireExplicitPolicy", UINT64_MAX, tag::context(0));
  if (fields->sees(tag::context(1)))
    result.inhibit_policy_mapping =
        fields->unsigned_integer("inhibitPolicyMapping", UINT64_MAX, tag::context(1));
  fields->finish();
  value.finish();
  return result;
}

std::optional<InhibitAnyPolicy> read_inhibit_any_policy(der::Reader value) {
  const auto skip = value.unsigned_integer({}, UINT64_MAX);
  value.finish();
  if (!skip) return std::nullopt;
  return InhibitAnyPolicy{*skip};
}

}  // namespace certcheck::x509
