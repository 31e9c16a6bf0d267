#include "certcheck/lint/trust_lints.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/support/unread.h"

#include <array>
#include <vector>

namespace certcheck::lint {
namespace {

using Lists = std::array<std::vector<const Entry*>, 4>;

size_t list_number(Profile profile, bool strict) {
  return (profile == Profile::webpki ? 1U : 0U) + (strict ? 2U : 0U);
}

Lists collect_lists() {
  Lists lists;
  for (const Entry& entry : entries()) {
    for (const Profile profile : {Profile::rfc5280, Profile::webpki}) {
      for (const bool strict : {false, true})
        if (entry.lint->is_about(Kind::certificate) && counts(entry.lint->check.counts, profile, strict))
          lists[list_number(profile, strict)].push_back(&entry);
    }
  }
  return lists;
}

Role roles_in(PathRole role, const x509::Certificate& certificate, bool for_tls) {
  const Role purpose = for_tls ? Role::server_auth : Role::any;
  switch (role) {
    case PathRole::leaf:
      return Role::leaf | Role::subscriber | purpose;
    case PathRole::intermediate:
      return Role::ca | Role::subordinate_ca | purpose;
    case PathRole::anchor:
      // An anchor may have been issued by another CA. That a self-issued one signed itself is not worth
      // proving.
      return Role::ca | purpose |
             (certificate.self_issued() ? Role::root | Role::self_signed : Role::subordinate_ca);
  }
  return Role::any;
}

}  // namespace

void run_trust_lints(const x509::Certificate& certificate, PathRole role, Profile profile, bool strict,
                     Findings& findings, bool for_tls) {
  static const Lists lists = collect_lists();
  const auto& list = lists[list_number(profile, strict)];
  if (list.empty()) return;
  const Unread unread(certificate.findings);
  if (unread.structure()) return;
  const CertificateFacts facts(certificate, roles_in(role, certificate, for_tls));
  const Subject unset;
  for (const Entry* entry : list) {
    if (entry->needs().includes(facts.roles)) {
      const size_t first = findings.size();
      const Reporter reporter(entry->lint->check, unset, &findings);
      entry->lint->certificate(facts, reporter);
      reporter.finish();
      unread.drop(findings, first);
    }
  }
}

}  // namespace certcheck::lint
