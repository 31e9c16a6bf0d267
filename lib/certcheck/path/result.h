#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What comes of validating paths.
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
  /// What the leaf qualifies of the policies that those are based on, in its own words and order: notices for
  /// people, pointers to practice statements (4.2.1.4). Where CAs map policies the leaf's name of one is not
  /// that in `valid_policies`. Views the leaf's bytes.
  std::vector<x509::PolicyInformation> qualified_policies;
  /// The earliest notAfter on the path (of the anchor only if its dates bind), and whose it is.
  std::optional<Time> expires;
  std::optional<size_t> limited_by;  ///< index into certificates
};

struct Validation {
  std::vector<Path>
      paths;  ///< candidates, best first: trusted ones before others, then as a client would choose
  bool trusted() const { return !paths.empty() && paths.front().trusted; }
  /// Findings about the search itself (budgets exhausted, unknown issuers), subjects as in Path of the leaf
  /// alone.
  Findings findings;
};

}  // namespace certcheck::path
