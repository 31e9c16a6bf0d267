#pragma once

#include "certcheck/revocation/detail/crl_authority.h"
#include "certcheck/revocation/detail/currency.h"
#include "certcheck/revocation/detail/evidence_result.h"
#include "certcheck/revocation/detail/signature_rules.h"
#include "certcheck/revocation/revocation.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace certcheck::revocation {

/// Whether one of the answers is about the certificate by its serial number and the name of its issuer (RFC
/// 6960 4.1.1).
bool is_about(const x509::OcspResponse& response, const x509::Certificate& certificate);
/// What such an answer says of its revocation, whoever signed it; unset if none says that it is revoked.
std::optional<Revocation> revocation_about(const x509::OcspResponse& response,
                                           const x509::Certificate& certificate);

/// Decides from OCSP responses by RFC 6960 3.2 and 4.2.2; see check() for what decides where they do not
/// agree. One object serves one path.
class OcspChecker {
 public:
  /// Which responses are used: what the peer stapled, or all that there are.
  enum class Use : uint8_t { staples, all };

  /// `ledger` is that of the CRLs, which say whether who signs responses is revoked. All that is given must
  /// outlive this.
  OcspChecker(const path::Path& path, const Evidence& evidence, const Options& options,
              const SignerSearch& signers, crypto::Verifier& verifier, CrlLedger& ledger);

  /// The certificate at `index` of the path; its issuer is after it.
  EvidenceResult status(size_t index, Use use);

  /// That what was stapled to the last certificate of the path cannot be verified, its issuer being unknown.
  void look_at_last();

  /// What is wrong with responses that cannot be about anything, whichever certificate is asked for.
  void look_at_errors(Use use);

  /// True if a valid, current response that says good or revoked was stapled to the certificate.
  bool is_stapled(size_t index) const;

  /// A finding reports the response, or it was used.
  bool is_told(size_t response) const;

  /// Why responses about certificates of the path were not used; subject ocsp with the index in Evidence.
  Findings findings() const;

 private:
  struct Issuer;
  struct Statement;
  /// Whether a response has the nonce of its request.
  enum class NonceFit : uint8_t { not_requested, same, other, missing };
  struct Signature {
    bool by_authority = false;
    std::string why_not;
  };
  using Statements = std::vector<Statement>;

  bool is_staple(size_t response) const;
  const x509::Certificate* stapled_to(size_t response) const;
  void look_at_stranger(size_t response, const x509::Certificate& certificate);
  std::string name_of(size_t response) const;
  NonceFit nonce_fit(size_t response) const;
  std::optional<Statement> read(size_t response, const x509::SingleResponse& single,
                                const x509::Certificate& certificate, Issuer& issuer, bool fit);
  static const Statement* deciding(const Statements& statements);
  const Signature& signature_of(size_t response, const Issuer& issuer, Time time);
  Signature check_signature(const x509::OcspResponse& response, const Issuer& issuer, Time time);
  std::string fault_of_delegate(const x509::CertificatePtr& delegate, const Issuer& issuer, Time time);
  bool is_revoked(const x509::CertificatePtr& delegate, const Issuer& issuer);
  void remark_unknown(const Statement& statement, const std::string& name);
  void exclude(size_t response, const std::string& why);
  void remark(size_t response, Finding finding);

  const path::Path& path_;
  const Evidence& evidence_;
  const Options& options_;
  const SignerSearch& signers_;
  const path::Options& path_options_;
  crypto::Verifier& verifier_;
  CrlLedger& ledger_;
  /// What is to be said of a response, and of which certificate of the path it is, if it is of one.
  struct Remark {
    Finding finding;
    std::optional<size_t> certificate;
  };
  std::map<size_t, Remark> remarks_;  ///< one a response
  std::optional<size_t> asking_;      ///< the certificate whose status is asked
  Findings for_another_;              ///< of staples, alongside that
  std::map<std::tuple<size_t, size_t, Time>, Signature> signatures_;  ///< by response, issuer and time
  std::map<size_t, std::set<size_t>> used_;       ///< by response: the certificates whose status it decides
  std::map<size_t, AlgorithmUse> doubtful_;       ///< those whose algorithm is not sound
  std::set<std::pair<size_t, size_t>> answered_;  ///< (certificate, response) that says good or revoked now
  /// By a delegate's bytes and its issuer's place; views the evidence.
  std::map<std::pair<std::string_view, size_t>, bool> revoked_delegates_;
};

}  // namespace certcheck::revocation
