#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/extension_id.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/name.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Extensions as encoded, and their contents. All views point into the bytes of the certificate or CRL.
namespace certcheck::x509 {

/// One Extension as it stands (RFC 5280 4.1).
struct Extension {
  der::Oid id;
  ExtensionId known;  ///< the same, if it is known
  bool critical = false;
  bool critical_encoded = false;  ///< the BOOLEAN is there (DER leaves a FALSE out)
  ByteView value;                 ///< content of extnValue
  size_t offset = 0;              ///< of the Extension
  size_t index = 0;               ///< in the SEQUENCE OF, counting those that cannot be read
  size_t value_offset = 0;        ///< of value's first octet
};

/// RFC 5280 4.2.1.9
struct BasicConstraints {
  bool ca = false;
  bool has_path_length = false;  ///< whatever the value
  std::optional<uint64_t> path_length;
};

/// RFC 5280 4.2.1.3; bit numbers as in the standard.
struct KeyUsage {
  enum Bit : uint8_t {
    digital_signature = 0,
    content_commitment = 1,
    key_encipherment = 2,
    data_encipherment = 3,
    key_agreement = 4,
    key_cert_sign = 5,
    crl_sign = 6,
    encipher_only = 7,
    decipher_only = 8,
  };
  der::BitString bits;
  bool has(Bit bit) const { return bits.bit(bit); }
  bool none() const;  ///< no bit set at all
};

/// RFC 5280 4.2.1.12
struct ExtendedKeyUsage {
  std::vector<der::Oid> purposes;
  bool has(der::Oid purpose) const;
};

/// RFC 5280 4.2.1.1
struct AuthorityKeyIdentifier {
  std::optional<ByteView> key_identifier;
  std::vector<GeneralName> issuer;  ///< authorityCertIssuer
  std::optional<ByteView> serial;   ///< authorityCertSerialNumber, content octets
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

/// RFC 7633: TLS extension numbers that the server promises (5 = status_request)
struct TlsFeatures {
  std::vector<uint64_t> features;
};

/// RFC 6962 3.3: one SCT of version 1
struct SignedCertificateTimestamp {
  uint8_t version = 0;        ///< 0 = v1
  ByteView log_id;            ///< 32 octets
  uint64_t timestamp_ms = 0;  ///< since 1970
  ByteView extensions;
  uint8_t hash_algorithm = 0, signature_algorithm = 0;  ///< RFC 5246 7.4.1.4.1
  ByteView signature;
  ByteView bytes;  ///< the whole SerializedSCT
};

/// ETSI EN 319 412-5
struct QcStatement {
  der::Oid id;
  ByteView info;  ///< the whole element; empty if absent
};
struct QcStatements {
  std::vector<QcStatement> statements;
};

/// The decoders. Each reads the content of extnValue through a reader placed there and returns nullopt when
/// the structure cannot be made out; faults are recorded in any case.
std::optional<BasicConstraints> read_basic_constraints(der::Reader value);
std::optional<KeyUsage> read_key_usage(der::Reader value);
std::optional<ExtendedKeyUsage> read_extended_key_usage(der::Reader value);
std::optional<std::vector<GeneralName>> read_alternative_names(der::Reader value);
std::optional<AuthorityKeyIdentifier> read_authority_key_identifier(der::Reader value);
std::optional<ByteView> read_subject_key_identifier(der::Reader value);
std::optional<NameConstraints> read_name_constraints(der::Reader value);
std::optional<CertificatePolicies> read_certificate_policies(der::Reader value);
std::optional<PolicyMappings> read_policy_mappings(der::Reader value);
std::optional<PolicyConstraints> read_policy_constraints(der::Reader value);
std::optional<InhibitAnyPolicy> read_inhibit_any_policy(der::Reader value);
std::optional<CrlDistributionPoints> read_crl_distribution_points(der::Reader value);
std::optional<InformationAccess> read_information_access(der::Reader value);
std::optional<TlsFeatures> read_tls_features(der::Reader value);
std::optional<std::vector<SignedCertificateTimestamp>> read_sct_list(der::Reader value);
std::optional<QcStatements> read_qc_statements(der::Reader value);
/// Extensions whose value is a NULL: precertificate poison (RFC 6962 3.1), OCSP nocheck (RFC 6960 4.2.2.2.1),
/// noRevAvail (RFC 9608 2).
bool read_null_extension(der::Reader value);

/// CRLReason (RFC 5280 5.3.1), of a CRL entry or an OCSP response.
std::optional<uint64_t> read_crl_reason(der::Reader value);

/// SEQUENCE OF Extension through the reader's end, duplicates kept.
std::vector<Extension> read_extensions(der::Reader& reader);

/// The first extension with this id, or null.
const Extension* find_extension(const std::vector<Extension>& extensions, ExtensionId id);

/// Where the first of each known extension stands in a list: what find_extension says, at the cost of reading
/// two values. Lists that are asked often have one.
class ExtensionIndex {
 public:
  ExtensionIndex() = default;
  explicit ExtensionIndex(const std::vector<Extension>& extensions);

  /// In the list that the index was made of.
  const Extension* find(const std::vector<Extension>& extensions, ExtensionId id) const {
    const uint32_t place = places_[id.number()];
    return place == 0 ? nullptr : &extensions[place - 1];
  }

 private:
  std::array<uint32_t, ExtensionId::count + 1> places_{};  ///< counted from 1; 0: there is none
};

}  // namespace certcheck::x509
