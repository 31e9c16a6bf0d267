#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/revoked_certificates.h"

#include <memory>
#include <optional>
#include <vector>

namespace certcheck::x509 {

/// RFC 5280 5.2.5
struct IssuingDistributionPoint {
  std::optional<DistributionPoint> point;  ///< name only
  bool only_user_certificates = false, only_ca_certificates = false, only_attribute_certificates = false;
  bool indirect = false;
  std::optional<der::BitString> only_some_reasons;
};

/// A certificate list as its bytes tell it (RFC 5280 5.1); see Certificate for the rules it follows.
struct Crl {
  Bytes der;

  ByteView tbs;
  int version = 1;  ///< as people say it: 1 when the field is absent
  bool version_encoded = false;
  AlgorithmIdentifier tbs_signature;
  Name issuer;
  EncodedTime this_update;
  std::optional<EncodedTime> next_update;
  bool has_revoked_certificates = false;  ///< the field is there, empty or not
  RevokedCertificates revoked;
  bool has_extensions = false;
  std::vector<Extension> extensions;
  AlgorithmIdentifier signature_algorithm;
  der::BitString signature;

  std::optional<AuthorityKeyIdentifier> authority_key_identifier;
  std::optional<std::vector<GeneralName>> issuer_alternative_names;
  std::optional<ByteView> crl_number, delta_crl_indicator;  ///< INTEGER content bytes
  std::optional<IssuingDistributionPoint> issuing_distribution_point;
  std::optional<CrlDistributionPoints> freshest_crl;
  std::optional<InformationAccess> authority_information_access;

  Findings findings;
  bool complete = false;

  Crl() = default;
  Crl(const Crl&) = delete;
  Crl& operator=(const Crl&) = delete;
  /// The first extension with this id, or null.
  const Extension* find(ExtensionId id) const& { return index_.find(extensions, id); }
  const Extension* find(ExtensionId id) const&& = delete;

 private:
  friend std::shared_ptr<const Crl> parse_crl(Bytes der);
  ExtensionIndex index_;
};

using CrlPtr = std::shared_ptr<const Crl>;

/// Total, never null.
CrlPtr parse_crl(Bytes der);

}  // namespace certcheck::x509
