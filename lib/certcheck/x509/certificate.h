#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/name.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace certcheck::x509 {

/// What is read as a certificate.
enum class CertificateForm : uint8_t {
  complete,  ///< with the signature that makes it one
  /// What a CA is about to sign: a TBSCertificate by itself, or a certificate whose signature stands for the
  /// one to come and is not looked at.
  to_be_signed,
};

/// A certificate as its bytes tell it (RFC 5280 4.1), whatever the bytes are. Made by parse_certificate only,
/// never changed afterwards, so it may be read from any thread. Every view points into `der`.
struct Certificate {
  Bytes der;  ///< as received; fingerprints are of these

  ByteView tbs;                  ///< what is signed: the whole tbsCertificate element
  int version = 0;               ///< 1, 2, 3 as people say it (encoded value + 1); 0 unreadable
  bool version_encoded = false;  ///< the field is there
  ByteView serial;               ///< content bytes, two's complement
  size_t serial_offset = 0;
  AlgorithmIdentifier tbs_signature;  ///< tbsCertificate.signature
  Name issuer;
  EncodedTime not_before, not_after;
  Name subject;
  SubjectPublicKeyInfo public_key;
  std::optional<der::BitString> issuer_unique_id, subject_unique_id;
  bool has_extensions = false;        ///< the field is there, empty or not
  std::vector<Extension> extensions;  ///< in order, duplicates kept
  /// Of a TBSCertificate by itself, tbsCertificate.signature: RFC 5280 4.1.1.2 has it be the same.
  AlgorithmIdentifier signature_algorithm;
  der::BitString signature;  ///< empty if it is not to be looked at
  bool is_signed = true;     ///< false of CertificateForm::to_be_signed
  bool is_bare = false;      ///< `der` is a TBSCertificate by itself

  // The known extensions, decoded. nullopt: absent, or not decodable (then a finding says so and find() still
  // has it). Of duplicates the first counts.
  std::optional<BasicConstraints> basic_constraints;
  std::optional<KeyUsage> key_usage;
  std::optional<ExtendedKeyUsage> extended_key_usage;
  std::optional<std::vector<GeneralName>> subject_alternative_names, issuer_alternative_names;
  std::optional<AuthorityKeyIdentifier> authority_key_identifier;
  std::optional<ByteView> subject_key_identifier;
  std::optional<NameConstraints> name_constraints;
  std::optional<CertificatePolicies> certificate_policies;
  std::optional<PolicyMappings> policy_mappings;
  std::optional<PolicyConstraints> policy_constraints;
  std::optional<InhibitAnyPolicy> inhibit_any_policy;
  std::optional<CrlDistributionPoints> crl_distribution_points, freshest_crl;
  std::optional<InformationAccess> authority_information_access, subject_information_access;
  std::optional<TlsFeatures> tls_features;
  std::optional<std::vector<SignedCertificateTimestamp>> signed_certificate_timestamps;
  std::optional<QcStatements> qc_statements;
  bool precertificate_poison = false, no_revocation_available = false, ocsp_no_check = false;

  Findings findings;  ///< what is wrong with the encoding; offsets count from der's start, subjects are unset
  bool complete = false;  ///< every mandatory field was read; false implies a finding

  Certificate() = default;
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  // What views a certificate does not outlive it, so none is had of a temporary one.
  /// The first extension with this id, or null.
  const Extension* find(ExtensionId id) const& { return index_.find(extensions, id); }
  const Extension* find(ExtensionId id) const&& = delete;
  /// basicConstraints with cA.
  bool is_ca() const { return basic_constraints && basic_constraints->ca; }
  /// Subject and issuer match by RFC 5280 7.1.
  bool self_issued() const { return self_issued_; }
  /// Opaque keys under which matching names are equal, see x509::canonical.
  const std::string& subject_key() const& { return subject_key_; }
  const std::string& subject_key() const&& = delete;
  const std::string& issuer_key() const& { return issuer_key_; }
  const std::string& issuer_key() const&& = delete;

 private:
  friend std::shared_ptr<const Certificate> parse_certificate(Bytes der, CertificateForm form);
  ExtensionIndex index_;
  bool self_issued_ = false;
  std::string subject_key_, issuer_key_;
};

/// True if the identifier's issuer and serial number (RFC 5280 4.2.1.1) are those of this certificate. Both
/// must be there.
bool identifies(const AuthorityKeyIdentifier& identifier, const Certificate& issuer);

using CertificatePtr = std::shared_ptr<const Certificate>;

/// Total: any bytes give a certificate with as many fields as can be read, and findings for the rest. Never
/// null.
CertificatePtr parse_certificate(Bytes der, CertificateForm form = CertificateForm::complete);
inline CertificatePtr parse_certificate(ByteView der) { return parse_certificate(to_bytes(der)); }

}  // namespace certcheck::x509
