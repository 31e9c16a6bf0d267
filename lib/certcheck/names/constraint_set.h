#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/names/browser_names.h"
#include "certcheck/names/email_address.h"
#include "certcheck/names/subtree_index.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/general_name.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck::names {

/// The name constraints of one CA certificate (RFC 5280 4.2.1.10), made ready for comparing. Internal to the
/// module. Views the extension, which must outlive it.
class ConstraintSet {
 public:
  using Kind = x509::GeneralName::Kind;
  enum class Outcome { allowed, not_permitted, excluded, not_comparable };
  struct Verdict {
    Outcome outcome = Outcome::allowed;
    const x509::GeneralSubtree* subtree = nullptr;  ///< which excludes the name
    std::string_view fault = {};  ///< why the name cannot be compared, as the end of a sentence
  };

  /// Findings are names.constraints.malformed, .no_known_form and .leading_period.
  ConstraintSet(const x509::NameConstraints& constraints, bool critical, Findings& findings,
                DirectoryNames comparison = DirectoryNames::rfc5280);

  bool critical() const { return critical_; }
  /// How many constraints names are compared with.
  size_t size() const { return size_; }
  /// Names of this kind are compared with constraints here.
  bool constrains(Kind kind) const { return constrained_[static_cast<size_t>(kind)]; }
  /// A constraint on names of this kind (of this type, for otherName) that cannot be processed, or null.
  const x509::GeneralSubtree* unprocessable(const x509::GeneralName& name) const;

  // One name against the constraints of its kind. Allowed if there are none.
  Verdict match_dns(std::string_view name) const;
  /// With `fold`, local parts are compared without regard to case, as those of the attribute emailAddress are
  /// (RFC 5280 4.1.2.6).
  Verdict match_email(std::string_view mailbox, bool fold) const;
  Verdict match_uri(std::string_view uri) const;
  Verdict match_ip(ByteView address) const;
  Verdict match_directory_name(const x509::Name& name) const;
  /// The subject of a certificate.
  Verdict match_subject(const x509::Certificate& certificate) const;
  /// A subjectAltName entry of any kind. Those that cannot be constrained are allowed.
  Verdict match(const x509::GeneralName& name) const;

  /// The permitted or excluded subtrees of a kind, as many as a reader wants to see; empty if there are none.
  std::string list_permitted(Kind kind) const;
  std::string list_excluded(Kind kind) const;

 private:
  /// How local parts are written in keys: as they stand, without quotes, or in lower case too.
  enum class LocalPart { exact, unquoted, folded };
  struct Side {
    explicit Side(LocalPart form) : mailbox_form(form) {}
    LocalPart mailbox_form;
    PrefixIndex dns, email_domains, mailboxes, folded_mailboxes, uri, directory_names;
    /// Of each dNSName its parent, exact: a wildcard over that parent can stand for the name.
    PrefixIndex dns_parents;
    AddressIndex addresses;
    std::array<bool, 9> has{};  ///< any constraint of a kind
  };
  void add(Side& side, const x509::GeneralSubtree& subtree, Findings& findings);
  /// Why the subtree cannot be used; empty if it was added.
  std::string_view add_dns(Side& side, const x509::GeneralSubtree& subtree, Findings& findings);
  static std::string mailbox_key(const EmailAddress& address, LocalPart form);
  std::string_view add_email(Side& side, const x509::GeneralSubtree& subtree, Findings& findings);
  static std::string_view add_ip(Side& side, const x509::GeneralSubtree& subtree);
  bool add_uri(Side& side, const x509::GeneralSubtree& subtree, Findings& findings);
  /// A constraint on hosts that is empty: whether it is done with.
  bool add_empty(Side& side, PrefixIndex& index, const x509::GeneralSubtree& subtree, Findings& findings);
  void seal(Side& side);
  /// What a name is compared with permitted subtrees by.
  std::string permitted_key(const x509::Name& name) const;
  Verdict decide_directory_name(const x509::Name& name, std::string_view canonical) const;
  /// What follows from the subtrees of each side that hold the name.
  Verdict decide(Kind kind, const x509::GeneralSubtree* excluded,
                 const x509::GeneralSubtree* permitted) const;

  const x509::NameConstraints& constraints_;
  bool critical_;
  DirectoryNames comparison_;
  size_t size_ = 0;
  // RFC 5280 7.5 compares local parts exactly. That lets a mailbox out of an excluded one by quoting it, so
  // quotes do not count there.
  Side permitted_{LocalPart::exact}, excluded_{LocalPart::unquoted};
  std::array<bool, 9> constrained_{};
  std::map<std::pair<Kind, der::Oid>, const x509::GeneralSubtree*> unprocessable_;
};

}  // namespace certcheck::names
