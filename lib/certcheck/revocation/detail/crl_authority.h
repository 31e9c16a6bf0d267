#pragma once

#include "certcheck/revocation/revocation.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::revocation {

/// Who speaks through a CRL about one certificate of a path.
struct Speaker {
  enum class Kind : uint8_t {
    none,         ///< nobody who may
    issuing_key,  ///< the key that signed the certificate
    other_key     ///< another key of the same CA, or the CRL issuer that the certificate names
  };
  Kind kind = Kind::none;
  ByteView key;         ///< subjectPublicKeyInfo of who signed the CRL; views a certificate of path or pool
  std::string why_not;  ///< if none, as a clause
  /// The CRL lists the certificate of who signed it, of which nobody else may have said anything: by its own
  /// word it has no valid path (6.3.3 (f)). It clears nothing; what it lists is revoked no less.
  bool lists_itself = false;
  std::vector<std::pair<std::string, std::string>> evidence = {};  ///< for that
};

/// What all share that read the same evidence, those included that check the signers of CRLs and responses.
struct CrlLedger {
  std::vector<size_t> checks_left;  ///< of signatures, for each CRL
  std::set<size_t> used;            ///< CRLs that were used for any certificate
};

/// Finds who signed a CRL, and whether that one may speak about a certificate (RFC 5280 6.3.3 (f), (g)).
///
/// If the name of a CA were enough, anyone below the same root who gets a CA certificate for that name could.
/// So a CRL issued under the name of the certificate's issuer counts if it was signed by
///  - the key that signed the certificate;
///  - a key that is on the path above it in self-issued certificates of that CA (roll-over);
///  - a key in another certificate of that name, certified by whoever certifies the CA on the path: the
///    same key has issued it as issued the CA's certificate (renewed with another key, a key for CRLs apart),
///    or a key of the CA itself has (self-issued, new with old or old with new), in at most three steps.
/// A CRL of another issuer, named as cRLIssuer by the certificate (an indirect CRL), counts if that issuer
/// is on the path above the certificate or its certificate has a path to the same trust anchor; CAs on
/// that path which are not on the certificate's own must not be constrained to names or purposes, for such
/// CAs cannot have been meant.
/// In every case the signer's certificate is valid by itself, allows signing CRLs, and is not revoked as far
/// as is known. One that is not a CA certificate allows it by keyUsage cRLSign alone, with no other purpose
/// in extKeyUsage: a server's certificate that has the name of a CA does not speak for it. Nobody clears
/// the certificate of his own key.
///
/// Keys of the path are tried first, then the pool's, from its end, those first that the CRL's authority key
/// identifier names; each CRL has a budget of its own for that (Budget::crl_signers).
class CrlAuthority {
 public:
  /// `depth`: of signers' signers being checked. All that is given must outlive this.
  CrlAuthority(const path::Path& path, const Evidence& evidence, const Options& options,
               const SignerSearch& signers, crypto::Verifier& verifier, CrlLedger& ledger, size_t depth)
      : path_(path),
        evidence_(evidence),
        options_(options),
        signers_(signers),
        verifier_(verifier),
        ledger_(ledger),
        depth_(depth),
        by_path_(evidence.crls.size()) {}

  const Speaker& speaker(size_t crl_number, size_t index);
  /// True if the key at `position` of the path has signed the CRL, whether it may or not.
  bool signed_by_path(size_t crl_number, size_t position);

 private:
  struct Failure;
  using Certificates = std::vector<x509::CertificatePtr>;

  Speaker find(size_t crl_number, size_t index);
  bool spend(size_t crl_number);
  bool signed_by(size_t crl_number, const x509::SubjectPublicKeyInfo& key,
                 std::vector<std::pair<ByteView, bool>>& tried);
  Certificates candidates(const x509::Crl& crl, size_t index, size_t top) const;
  bool vouched_for(size_t crl_number, const x509::CertificatePtr& signer, size_t issuer, size_t top,
                   Certificates& vouchers, size_t depth);
  std::optional<path::Path> path_of(const x509::CertificatePtr& signer,
                                    std::span<const x509::CertificatePtr> pool, size_t index) const;
  bool is_revoked(const path::Path& path) const;
  bool may_speak_for(const x509::Certificate& authority, const x509::Certificate& subject) const;

  const path::Path& path_;
  const Evidence& evidence_;
  const Options& options_;
  const SignerSearch& signers_;
  crypto::Verifier& verifier_;
  CrlLedger& ledger_;
  size_t depth_;
  std::map<std::pair<size_t, size_t>, Speaker> known_;
  std::vector<std::map<size_t, bool>> by_path_;  ///< for each CRL, by position on the path
};

}  // namespace certcheck::revocation
