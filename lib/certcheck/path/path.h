#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/options.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace certcheck::path {

/// One way from the leaf towards an anchor, with everything found on it.
struct Path {
  /// Leaf first. Ends with the anchor's certificate if there is an anchor (a leaf that is itself an anchor:
  /// one entry).
  std::vector<x509::CertificatePtr> certificates;
  std::shared_ptr<const trust::Anchor> anchor;  ///< null if none was reached
  trust::AnchorChecks anchor_checks;            ///< what of the anchor's certificate bound
  /// Subjects are Subject{certificate, index into `certificates`}, or kind path/host for the whole.
  Findings findings;
  bool trusted = false;                     ///< an anchor, and no finding that counts
  std::vector<std::string> valid_policies;  ///< user-constrained policy set (RFC 5280 6.1.5 g), dotted,
                                            ///< sorted; "2.5.29.32.0" = any
  /// What the leaf qualifies of the policies that those stand on, in its own words and order: notices for
  /// people, pointers to practice statements (4.2.1.4). Where CAs map policies the leaf's name of one is not
  /// that in `valid_policies`. Views the leaf's bytes.
  std::vector<x509::PolicyInformation> qualified_policies;
  /// The earliest notAfter on the path (of the anchor only if its dates bind), and whose it is.
  std::optional<Time> expires;
  std::optional<size_t> limited_by;  ///< index into certificates
};

struct Judgement {
  std::vector<Path>
      paths;  ///< candidates, best first: trusted ones before others, then as a client would choose
  bool trusted() const { return !paths.empty() && paths.front().trusted; }
  /// Findings about the search itself (budgets spent, unknown issuers), subjects as in Path of the leaf
  /// alone.
  Findings findings;
};

/// Finds and judges every path from `leaf` through `pool` to the stores' anchors, within options.budget.
/// `pool` holds intermediates in any order, duplicates and strangers included. Finds a trusted path if one
/// exists within the budget; if there is none, the paths that come closest say what is wrong.
///
/// What is judged is RFC 5280 section 6 with RFC 9618's policy graph, and what the profile adds to it. Beyond
/// the standard, in every profile: extended key usages of CAs bind what they issue; keys and digests that
/// anybody can break are refused. Revocation and certificate transparency are the caller's to judge.
///
/// Anchors. A name and a key in rfc5280, unless options.anchor_checks asks for more of the certificate that
/// carries them; webpki applies its constraints (RFC 5937), basicConstraints, the store's distrust date and,
/// unless it is a public root, its expiry; --strict judges it like any other. A leaf that is an anchor itself
/// is trusted in webpki as it is; in rfc5280 only if it is self-signed, for there the anchor has to be its
/// issuer. How the signature that it bears was made matters in neither.
///
/// Depth. options.max_depth counts the intermediates that are not self-issued, as pathLenConstraint does;
/// budget.depth bounds all of them.
Judgement judge(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
                std::span<const trust::Store* const> stores, const Options& options,
                crypto::Verifier& verifier);

}  // namespace certcheck::path
