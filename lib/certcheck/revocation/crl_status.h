#pragma once

#include "certcheck/revocation/revocation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::revocation {

/// Decides from CRLs by RFC 5280 6.3.3. One object serves one path; what it learns about a CRL (who signed
/// it, whether it is current) is kept for the next certificate.
class CrlChecker {
 public:
  CrlChecker(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier, size_t& signatures_left)
      : path_(path),
        evidence_(evidence),
        options_(options),
        signers_(signers),
        verifier_(verifier),
        signatures_left_(signatures_left),
        newest_first_(newest_first(evidence)) {}

  /// The certificate at `index` of the path; its issuer stands behind it.
  CertificateStatus status(size_t index);

  /// Why CRLs that a certificate of the path could have used were not usable; subject crl with the index in
  /// Evidence.
  const Findings& findings() const { return findings_; }

 private:
  /// Numbers of the CRLs. Where two current ones are of one scope, the later one knows more.
  static std::vector<size_t> newest_first(const Evidence& evidence);
  bool usable(size_t crl_number);
  /// May a usable CRL clear what it does not list? Under --strict only one that is as the standard asks; what
  /// it lists is revoked either way.
  bool clears(size_t crl_number);
  std::string why_unusable(const x509::Crl& crl);
  bool signed_by_authority(const x509::Crl& crl);
  /// May the certificate sign this CRL, and has `key`, its working key, done so?
  bool signs(const x509::Certificate& signer, const x509::SubjectPublicKeyInfo& key, const x509::Crl& crl);
  const x509::Crl* delta_for(const x509::Crl& base);
  /// The answer of one CRL (with its delta) about a certificate.
  bool is_listed(const x509::Crl& base, const x509::Certificate& certificate);

  const path::Path& path_;
  const Evidence& evidence_;
  const Options& options_;
  const SignerSearch& signers_;
  crypto::Verifier& verifier_;
  size_t& signatures_left_;  ///< how many signatures on CRLs may still be checked
  std::vector<size_t> newest_first_;
  std::map<size_t, bool> usable_, clears_;
  Findings findings_;
  size_t depth_ = 0;  ///< of signers' signers being checked
};

}  // namespace certcheck::revocation
