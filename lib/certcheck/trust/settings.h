#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"
#include "certcheck/der/oid.h"
#include "certcheck/trust/constraints.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::trust {

/// What a store says of an anchor besides that it is there: OpenSSL's X509_CERT_AUX (TRUSTED CERTIFICATE
/// blocks) and p11-kit's attributes. Purposes are content bytes of extended key usage OIDs.
struct Settings {
  /// The purposes it is trusted for; unset: any, empty: none.
  std::optional<std::vector<std::string>> trusted_purposes = {};
  std::vector<std::string> rejected_purposes = {};
  /// The whole anchor is distrusted (p11-kit: x-distrusted).
  bool distrusted = false;
  /// Server certificates issued (notBefore) after this are not trusted (p11-kit: nss-server-distrust-after).
  std::optional<Time> distrust_after = {};
  /// The same for email certificates (nss-email-distrust-after).
  std::optional<Time> email_distrust_after = {};
  /// Name constraints that are stapled to its key (p11-kit: x-certificate-extension).
  std::vector<std::shared_ptr<const Constraints>> constraints = {};
  /// Why settings that are there cannot be read; then the anchor is trusted for nothing.
  std::string unreadable = {};

  bool operator==(const Settings&) const = default;

  /// Adds what another copy of the anchor says, so that no rejection and no date is lost: rejections and
  /// constraints add up, the earlier date counts, lists of trusted purposes add up, and any list overrules
  /// none.
  void merge(const Settings& other);

  /// Whether the settings allow a purpose. As OpenSSL's X509_check_trust: anyExtendedKeyUsage in either list
  /// stands for every purpose; a purpose that is rejected is not trusted even if it is also listed; where
  /// there is a list, what it lacks is not trusted. No purpose in particular (`purpose` empty) is
  /// anyExtendedKeyUsage itself, which a list of single purposes does not have.
  bool allows(der::Oid purpose) const;
};

/// Reads X509_CERT_AUX, which OpenSSL's TRUSTED CERTIFICATE has after the certificate:
/// SEQUENCE { trust SEQUENCE OF OID OPTIONAL, reject [0] SEQUENCE OF OID OPTIONAL, alias UTF8String OPTIONAL,
/// keyid OCTET STRING OPTIONAL, other [1] SEQUENCE OF AlgorithmIdentifier OPTIONAL }. Total: what cannot be
/// read is `unreadable`.
Settings read_certificate_aux(ByteView der);

}  // namespace certcheck::trust
