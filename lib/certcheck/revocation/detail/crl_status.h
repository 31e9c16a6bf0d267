#pragma once

#include "certcheck/revocation/detail/crl_authority.h"
#include "certcheck/revocation/detail/crl_scope.h"
#include "certcheck/revocation/detail/evidence_result.h"
#include "certcheck/revocation/detail/signature_rules.h"
#include "certcheck/revocation/revocation.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::revocation {

/// The entry about the certificate. Nothing orders the entries of one CRL, so of several the hardest stands:
/// a certificate that is revoked for good is not on hold besides.
std::optional<Revocation> find_entry(const x509::Crl& crl, const x509::Certificate& certificate);

/// Decides from CRLs by RFC 5280 6.3.3; see check() for what decides where they do not agree. One object
/// serves one path; what it learns about a CRL is kept for the next certificate.
class CrlChecker {
 public:
  /// `depth`: of signers' signers being checked. All that is given must outlive this.
  CrlChecker(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier, CrlLedger& ledger, size_t depth = 0)
      : path_(path),
        evidence_(evidence),
        options_(options),
        path_options_(*signers.path_options),
        ledger_(ledger),
        authority_(path, evidence, options, signers, verifier, ledger, depth) {}

  /// The certificate at `index` of the path; its issuer is after it.
  EvidenceResult status(size_t index);

  /// A finding reports the CRL.
  bool is_told(size_t crl_number) const { return remarks_.contains(crl_number); }

  /// Why CRLs that a certificate of the path could have used were not used, by their numbers; subject crl
  /// with the index in Evidence.
  Findings findings() const;

 private:
  struct Statement;
  struct DeltaFit;
  using Statements = std::vector<Statement>;
  using Values = std::vector<std::pair<std::string, std::string>>;

  std::optional<Statement> read(size_t crl_number, size_t index);
  void apply_deltas(Statements& bases, Statements& deltas, const x509::Certificate& certificate);
  DeltaFit fit_of(const Statement& delta, const Statement& base) const;
  std::string why_no_base(const Statement& delta, const Statements& bases) const;
  bool lacks_delta(const Statement& statement, const x509::Certificate& certificate) const;
  bool supersedes(const Statement& newer, const Statement& older) const;
  bool clears(const Statement& statement);
  void set_aside(const Statement& older, const Statement& newer, const x509::Certificate& certificate);
  const CertificateScope& scope_of(size_t index);
  const std::string& fault_of(size_t crl_number);
  std::string name_of(size_t crl_number) const;
  void use(size_t crl_number);
  void exclude(size_t crl_number, const std::string& why, Values values = {});
  void remark(size_t crl_number, const Check& check, std::string message, Values values = {});

  const path::Path& path_;
  const Evidence& evidence_;
  const Options& options_;
  const path::Options& path_options_;
  CrlLedger& ledger_;
  CrlAuthority authority_;
  std::map<size_t, CertificateScope> scopes_;  ///< of the certificates of the path, by index
  std::map<size_t, std::string> faults_;
  std::map<size_t, Finding> remarks_;        ///< one a CRL
  std::set<size_t> used_;                    ///< those that were used
  std::map<size_t, AlgorithmUse> doubtful_;  ///< those whose algorithm is not sound
};

}  // namespace certcheck::revocation
