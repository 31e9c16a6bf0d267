#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/x509/extensions.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace certcheck::trust {

/// What the user or his store asks of the certificates below an anchor (RFC 5937 3: constraints that
/// accompany a trust anchor, wherever they come from). Owns what its subtrees view, so it is not copied.
class Constraints {
 public:
  Constraints() = default;
  Constraints(const Constraints&) = delete;
  Constraints& operator=(const Constraints&) = delete;

  /// Adds a subtree. `base` as in RFC 5280 4.2.1.10: text of a DNS, email or URI constraint, address and
  /// mask, or the DER of a directory name. Whether it makes sense is for names::NameConstraintState to say.
  void add(bool permitted, x509::GeneralName::Kind kind, Bytes base);

  /// Leaves issued (notBefore) after this are not trusted.
  std::optional<Time> distrust_after = {};
  /// Who asks, for people.
  std::string_view asker = "the user";

  const x509::NameConstraints& names() const { return names_; }

 private:
  x509::NameConstraints names_;
  std::deque<Bytes> bases_;  ///< never moved: the subtrees view them
};

/// By SHA-256 of a certificate or of its SubjectPublicKeyInfo.
using ConstraintsByHash = std::map<Sha256, std::shared_ptr<const Constraints>>;

}  // namespace certcheck::trust
