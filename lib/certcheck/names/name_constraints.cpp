#include "certcheck/names/name_constraints.h"

#include "certcheck/names/checks.h"
#include "certcheck/names/constraint_set.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>

namespace certcheck::names {

namespace {

using x509::GeneralName;
using Kind = GeneralName::Kind;
using Outcome = ConstraintSet::Outcome;

/// How many findings of one call are listed; the rest is counted in the last one.
constexpr size_t findings_shown = 16;

bool is_mailbox(const GeneralName& name) {
  return name.kind == Kind::other_name && name.type_id == x509::oids::smtp_utf8_mailbox;
}

/// Appends findings up to a bound, so that a certificate with 10,000 wrong names gives a readable report.
class Reporter {
 public:
  explicit Reporter(Findings& findings) : findings_(findings) {}
  ~Reporter() {
    if (count_ > findings_shown)
      findings_.back().evidence.emplace_back("more", std::to_string(count_ - findings_shown));
  }
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  template <typename MakeFinding>
  void add(MakeFinding make) {
    if (++count_ <= findings_shown) findings_.push_back(make());
  }

 private:
  Findings& findings_;
  size_t count_ = 0;
};

/// Checks the names of one certificate against the constraints of one CA.
class Checker {
 public:
  Checker(const ConstraintSet& set, const std::string& authority, const x509::Certificate& certificate,
          Reporter& reporter)
      : set_(set), authority_(authority), certificate_(certificate), reporter_(reporter) {}

  void check() {
    // 4.2.1.10: "Restrictions of the form directoryName MUST be applied to the subject field in the
    // certificate (when the certificate includes a non-empty subject field)"
    if (!certificate_.subject.empty()) {
      report(set_.match_subject(certificate_), Kind::directory_name, Place::subject,
             certificate_.subject.offset, [&] { return "the subject " + certificate_.subject.to_string(); });
      check_email_attributes();
    }
    if (!certificate_.subject_alternative_names) return;
    for (const GeneralName& name : *certificate_.subject_alternative_names) {
      report_unprocessable(name);
      report(set_.match(name), is_mailbox(name) ? Kind::rfc822_name : name.kind, Place::alternative_name,
             name.offset, [&] { return name.to_string(); });
    }
  }

 private:
  enum class Place { subject, alternative_name };

  std::string node_path(Place place) const {
    if (place == Place::subject) return "tbsCertificate.subject";
    const x509::Extension* extension = certificate_.find(x509::oids::subject_alternative_name);
    return extension == nullptr ? std::string() : x509::node_path_of(*extension) + ".extnValue";
  }

  /// 4.2.1.10: rfc822Name constraints "MUST be applied to the attribute of type emailAddress in the subject
  /// distinguished name" of a certificate without subjectAltName; we apply them with one as well, because
  /// whoever still reads the attribute does.
  void check_email_attributes() {
    if (!set_.constrains(Kind::rfc822_name)) return;
    for (const x509::Attribute* attribute : certificate_.subject.find(x509::oids::email_address)) {
      const std::string text = attribute->text().value_or(std::string{});
      report(set_.match_email(text, true), Kind::rfc822_name, Place::subject, attribute->offset, [&] {
        GeneralName shown{};
        shown.kind = Kind::rfc822_name;
        shown.value = as_bytes(text);
        return "the subject's emailAddress " + shown.to_string();
      });
    }
  }

  /// 4.2.1.10: "If a name constraints extension that is marked as critical imposes constraints on a
  /// particular name form, and an instance of that name form appears in the subject field or subjectAltName
  /// extension of a subsequent certificate, then the application MUST either process the constraint or reject
  /// the certificate."
  void report_unprocessable(const GeneralName& name) {
    const x509::GeneralSubtree* subtree = set_.unprocessable(name);
    if (subtree == nullptr) return;
    reporter_.add([&] {
      return Finding{
          .check = set_.critical() ? &checks::unprocessable : &checks::ignored,
          .node_path = node_path(Place::alternative_name),
          .offset = name.offset,
          .message = authority_ + " constrains names like " + name.to_string() + " by " +
                     subtree->base.to_string() + ", which cannot be processed" +
                     (set_.critical() ? "" : "; the constraint is not critical and is ignored"),
          .evidence = {
              {"name", name.to_string()}, {"ca", authority_}, {"constraint", subtree->base.to_string()}}};
    });
  }

  /// "permits DNS:example.com and excludes DNS:www.example.com".
  std::string describe_constraints(Kind kind) const {
    const std::string permitted = set_.list_permitted(kind), excluded = set_.list_excluded(kind);
    std::string text;
    if (!permitted.empty()) text = "permits only " + permitted;
    if (!excluded.empty()) text += (text.empty() ? "excludes " : " and excludes ") + excluded;
    return text;
  }

  template <typename Describe>
  void report(const ConstraintSet::Verdict& verdict, Kind kind, Place place, size_t offset,
              Describe describe) {
    if (verdict.outcome == Outcome::allowed) return;
    reporter_.add([&] {
      const std::string name = describe();
      Finding finding{.check = &checks::not_comparable,
                      .node_path = node_path(place),
                      .offset = offset,
                      .evidence = {{"name", name}}};
      if (verdict.outcome == Outcome::excluded) {
        finding.check = &checks::excluded;
        finding.message = name + " is excluded by " + authority_ + ": " + verdict.subtree->base.to_string();
        finding.evidence.emplace_back("constraint", verdict.subtree->base.to_string());
      } else if (verdict.outcome == Outcome::not_permitted) {
        finding.check = &checks::not_permitted;
        finding.message =
            name + " is not permitted by " + authority_ + ", which " + describe_constraints(kind);
        finding.evidence.emplace_back("permitted", set_.list_permitted(kind));
      } else {
        finding.message =
            name + " " + std::string(verdict.fault) + ": " + authority_ + " " + describe_constraints(kind);
        finding.evidence.emplace_back("permitted", set_.list_permitted(kind));
        finding.evidence.emplace_back("excluded", set_.list_excluded(kind));
      }
      finding.evidence.emplace_back("ca", authority_);
      return finding;
    });
  }

  const ConstraintSet& set_;
  const std::string& authority_;
  const x509::Certificate& certificate_;
  Reporter& reporter_;
};

/// Names of the kinds that the set constrains, and each attribute of the subject: what OpenSSL and bssl::pki
/// count, give or take the subject.
size_t count_names(const ConstraintSet& set, const x509::Certificate& certificate) {
  size_t count = certificate.subject.attributes.size();
  if (certificate.subject_alternative_names) {
    for (const GeneralName& name : *certificate.subject_alternative_names)
      if (set.constrains(is_mailbox(name) ? Kind::rfc822_name : name.kind)) ++count;
  }
  return count;
}

}  // namespace

/// The constraints of one CA and its name.
struct NameConstraintState::Authority {
  ConstraintSet set;
  std::string name;
};

NameConstraintState::NameConstraintState(size_t& comparisons_left, DirectoryNames comparison)
    : comparisons_left_(comparisons_left), comparison_(comparison) {}
NameConstraintState::~NameConstraintState() = default;

void NameConstraintState::add(const x509::NameConstraints& constraints, bool critical, Findings& findings,
                              std::string authority) {
  authorities_.push_back(std::make_unique<const Authority>(
      Authority{ConstraintSet(constraints, critical, findings, comparison_), std::move(authority)}));
}

void NameConstraintState::check(const x509::Certificate& certificate, Findings& findings) {
  Reporter reporter(findings);
  for (const auto& authority : authorities_) {
    const ConstraintSet& set = authority->set;
    const size_t names = count_names(set, certificate);
    // Both factors count bytes in memory at most, but their product may not fit.
    const bool enough = set.size() == 0 || names <= comparisons_left_ / set.size();
    if (!enough) {
      comparisons_left_ = 0;
      reporter.add([&] {
        return Finding{.check = &checks::budget_spent,
                       .message = "the certificate's " + std::to_string(names) + " names meet " +
                                  std::to_string(set.size()) + " name constraints of " + authority->name +
                                  ": more comparisons than one path is allowed",
                       .evidence = {{"names", std::to_string(names)},
                                    {"constraints", std::to_string(set.size())},
                                    {"ca", authority->name}}};
      });
      return;
    }
    comparisons_left_ -= names * set.size();
    Checker(set, authority->name, certificate, reporter).check();
  }
}

}  // namespace certcheck::names
