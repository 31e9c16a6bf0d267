#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/name.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Extensions made of names: alternative names, key identifiers, constraints, places to fetch from.
/// All views point into the bytes of the certificate or CRL.
namespace certcheck::x509 {

/// RFC 5280 4.2.1.1
struct AuthorityKeyIdentifier {
  std::optional<ByteView> key_identifier;
  std::vector<GeneralName> issuer;  ///< authorityCertIssuer
  std::optional<ByteView> serial;   ///< authorityCertSerialNumber, content bytes
  bool has_issuer = false;          ///< authorityCertIssuer is there, empty or not
};

/// RFC 5280 4.2.1.10. minimum and maximum must be 0 and absent; other values are kept to be refused.
struct GeneralSubtree {
  GeneralName base;
  std::optional<uint64_t> minimum, maximum;  ///< as encoded
};
struct NameConstraints {
  std::vector<GeneralSubtree> permitted, excluded;
  bool has_permitted = false, has_excluded = false;  ///< the field is there, empty or not
};

/// RFC 5280 4.2.1.13; also freshestCRL (4.2.1.15)
struct DistributionPoint {
  std::vector<GeneralName> full_name;
  std::optional<std::vector<Attribute>> relative_name;  ///< nameRelativeToCRLIssuer
  std::optional<der::BitString> reasons;
  std::vector<GeneralName> crl_issuer;
  bool has_name = false;
  size_t offset = 0;
};
struct CrlDistributionPoints {
  std::vector<DistributionPoint> points;
};

/// RFC 5280 4.2.2.1 and 4.2.2.2: authorityInfoAccess and subjectInfoAccess
struct AccessDescription {
  der::Oid method;
  GeneralName location;
};
struct InformationAccess {
  std::vector<AccessDescription> descriptions;
};

/// The decoders. Each reads the content of extnValue through a reader placed there and returns nullopt when
/// the structure cannot be made out; faults are recorded in any case.
std::optional<std::vector<GeneralName>> read_alternative_names(der::Reader value);
std::optional<AuthorityKeyIdentifier> read_authority_key_identifier(der::Reader value);
std::optional<NameConstraints> read_name_constraints(der::Reader value);
std::optional<CrlDistributionPoints> read_crl_distribution_points(der::Reader value);
std::optional<InformationAccess> read_information_access(der::Reader value);

/// DistributionPointName (RFC 5280 4.2.1.13), from the content of the [0] around it.
void read_distribution_point_name(der::Reader& content, DistributionPoint& point);

}  // namespace certcheck::x509
