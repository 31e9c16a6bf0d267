#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Extensions of certificate policies.
/// All views point into the bytes of the certificate or CRL.
namespace certcheck::x509 {

/// RFC 5280 4.2.1.4
struct PolicyQualifier {
  der::Oid id;
  ByteView qualifier;  ///< the whole element
  size_t offset = 0;
};
struct PolicyInformation {
  der::Oid id;
  std::vector<PolicyQualifier> qualifiers;
  size_t offset = 0;
};
struct CertificatePolicies {
  std::vector<PolicyInformation> policies;
};

/// RFC 5280 4.2.1.5
struct PolicyMapping {
  der::Oid issuer_domain, subject_domain;
};
struct PolicyMappings {
  std::vector<PolicyMapping> mappings;
};

/// RFC 5280 4.2.1.11
struct PolicyConstraints {
  std::optional<uint64_t> require_explicit_policy, inhibit_policy_mapping;
};

/// RFC 5280 4.2.1.14
struct InhibitAnyPolicy {
  uint64_t skip_certificates = 0;
};

/// The decoders. Each reads the content of extnValue through a reader placed there and returns nullopt when
/// the structure cannot be made out; faults are recorded in any case.
std::optional<CertificatePolicies> read_certificate_policies(der::Reader value);
std::optional<PolicyMappings> read_policy_mappings(der::Reader value);
std::optional<PolicyConstraints> read_policy_constraints(der::Reader value);
std::optional<InhibitAnyPolicy> read_inhibit_any_policy(der::Reader value);

}  // namespace certcheck::x509
