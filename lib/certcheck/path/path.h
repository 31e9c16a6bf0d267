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
  /// Subjects are Subject{certificate, index into `certificates`}, or kind path/host for the whole.
  Findings findings;
  bool trusted = false;                     ///< an anchor, and no finding that counts
  std::vector<std::string> valid_policies;  ///< user-constrained policy set (RFC 5280 6.1.5 g), dotted,
                                            ///< sorted; "2.5.29.32.0" = any
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
/// exists within the budget.
Judgement judge(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
                std::span<const trust::Store* const> stores, const Options& options,
                crypto::Verifier& verifier);

}  // namespace certcheck::path
