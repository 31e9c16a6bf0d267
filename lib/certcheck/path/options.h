#pragma once

#include "certcheck/base/budget.h"
#include "certcheck/base/check.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/trust/distrust.h"
#include "certcheck/x509/certificate.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::path {

/// What the leaf is used for: a key purpose of RFC 5280 4.2.1.12 or of another document. purpose.cpp says
/// what each asks for.
enum class Purpose : uint8_t {
  any,  ///< whatever the certificate allows
  server,
  client,
  code_signing,
  email_protection,
  time_stamping,
  ocsp_signing,
  other,  ///< Options::other_purpose
};

/// "any", "server", "client", "codeSigning", ...
std::string_view to_string(Purpose purpose);

/// Where a certificate is in a path.
enum class Role : uint8_t { leaf, intermediate, anchor };

/// Policy inputs of RFC 5280 6.1.1 (c), (e), (f), (g).
struct PolicyInputs {
  std::vector<std::string> initial_policies;  ///< OID content bytes (der::Oid); empty means any-policy
  bool require_explicit_policy = false;
  bool inhibit_policy_mapping = false;
  bool inhibit_any_policy = false;
};

/// Checks one certificate by itself in its role: what relying parties enforce beyond RFC 5280
/// section 6. Appends findings with the subject unset. The engine gives the linter's checks that count under
/// the profile, and the caller's own. Anchors are given where the profile has their certificates checked.
using CertificateCheck = std::function<void(const x509::Certificate&, Role, Findings&)>;

/// Since when a leaf is known to exist.
struct FirstLogged {
  std::optional<Time> time;  ///< unset: nothing shows it
  std::string reason;        ///< why not, as a clause: "no log list was given"
};

/// The earliest time for which a log has signed that it knows the leaf, which `issuer` issued (null:
/// unknown).
using LogSearch = std::function<FirstLogged(const x509::Certificate& leaf, const x509::Certificate* issuer)>;

/// The largest strength there is to ask for: of 256-bit keys, SHA-512 and ML-DSA-87 (NIST SP 800-57 part 1).
inline constexpr unsigned key_strength_max = 256;

/// Everything that validation depends on (RFC 5280 6.1.1). Times and trust are the caller's; nothing is read
/// from the environment.
struct Options {
  Time time{};  ///< the time of validation
  Profile profile = Profile::webpki;
  bool strict = false;
  std::optional<bool> allow_sha1 =
      {};  ///< unset: as the profile says (rfc5280 yes with a warning, webpki no)
  Purpose purpose = Purpose::server;
  std::string other_purpose;                ///< Purpose::other: OID content bytes (der::Oid)
  std::vector<names::ReferenceName> names;  ///< the leaf must match each; empty: names are not checked
  std::optional<size_t> max_depth;          ///< most non-self-issued intermediates between leaf and anchor
  PolicyInputs policy;
  /// What binds of an anchor's certificate besides what the profile says: see anchor_checks_in_force().
  trust::AnchorChecks anchor_checks;
  /// Security strength in bits (NIST SP 800-57 part 1, table 2) that every key of the path, the anchor's
  /// included, and every signature below the anchor must have.
  std::optional<unsigned> min_key_strength;
  /// Whether the caller processes cRLDistributionPoints and freshestCRL (it checks revocation) and the TLS
  /// feature (it has a handshake to compare it with). Where it does not, they may not be critical.
  bool processes_revocation = false, processes_tls_feature = false;
  Budget budget;
  CertificateCheck check_certificate;  ///< may be empty
  /// Certificates and keys that no path may hold, at all or for later leaves; null: none.
  std::shared_ptr<const trust::DistrustList> distrust;
  LogSearch
      first_logged;  ///< asked where `distrust` goes by logs; empty: nothing shows when a leaf was logged
};

}  // namespace certcheck::path
