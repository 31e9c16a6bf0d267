#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/names/browser_names.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace certcheck::names {

class ConstraintSet;

/// The permitted and excluded subtrees collected on the way from an anchor (RFC 5280 6.1.4 g), applied to the
/// certificates below (6.1.3 b, c): a name must be within the permitted subtrees of its kind of every CA that
/// has any, which is their intersection, and within no excluded one. Views the certificates they come from,
/// which must outlive this.
///
/// What the standard leaves open: a wildcard dNSName that could stand for an excluded name is excluded; a
/// name that cannot be compared is refused; an empty email or URI constraint permits nothing and excludes
/// all; emailAddress in the subject is an rfc822Name whether or not there is a subjectAltName; the common
/// name is not a DNS name, because clients do not read it as one (RFC 9525 2).
class NameConstraintState {
 public:
  /// `comparisons_left` is how many name against constraint comparisons may still be made; shared by one
  /// path. They are counted as names times constraints, as if each were compared with each: comparing costs
  /// us far less, but clients that do so refuse such paths, and the bound must not depend on how we compare.
  explicit NameConstraintState(size_t& comparisons_left, DirectoryNames comparison = DirectoryNames::rfc5280);
  ~NameConstraintState();
  NameConstraintState(const NameConstraintState&) = delete;
  NameConstraintState& operator=(const NameConstraintState&) = delete;

  /// Adds the constraints of a CA certificate that has them. `authority` is the CA's name for people.
  /// Findings (subject unset, about that certificate): names.constraints.malformed, .no_known_form and
  /// .leading_period.
  void add(const x509::NameConstraints& constraints, bool critical, Findings& findings,
           std::string authority = "a CA above");

  /// Checks every name of a certificate: SAN entries of each kind, the subject name, emailAddress in it.
  /// Findings (subject unset, about this certificate): the other names.constraints.*, with the offending
  /// name, the CA and what it permits or excludes as evidence.
  void check(const x509::Certificate& certificate, Findings& findings);

 private:
  struct Authority;
  std::vector<std::unique_ptr<const Authority>> authorities_;
  size_t& comparisons_left_;
  DirectoryNames comparison_;
};

}  // namespace certcheck::names
