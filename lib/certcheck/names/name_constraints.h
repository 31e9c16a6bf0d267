#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <vector>

namespace certcheck::names {

/// The permitted and excluded subtrees collected on the way from an anchor (RFC 5280 6.1.4 g), applied to the
/// certificates below (6.1.3 b, c). Views the certificates they come from, which must outlive this.
class NameConstraintState {
 public:
  /// `comparisons` is how many name against constraint comparisons may still be made; shared by one path.
  explicit NameConstraintState(size_t& comparisons_left) : comparisons_left_(comparisons_left) {}

  /// Adds the constraints of a CA certificate that has them; findings (subject unset) for those that are
  /// malformed or of a kind we cannot apply although critical.
  void add(const x509::NameConstraints& constraints, bool critical, Findings& findings);

  /// Checks every name of a certificate: SAN entries of each kind, the subject name, emailAddress in it.
  /// Findings: names.constraints.* with the offending name and the constraint as evidence.
  void check(const x509::Certificate& certificate, Findings& findings);

 private:
  std::vector<const x509::NameConstraints*> constraints_;
  size_t& comparisons_left_;
};

}  // namespace certcheck::names
