#pragma once

#include "certcheck/lint/support/policy_place.h"
#include "certcheck/x509/strings.h"

#include <optional>

namespace certcheck::lint {

/// A user notice (RFC 5280 4.2.1.4), as far as it can be read.
struct UserNotice {
  std::optional<der::Element> reference;      ///< noticeRef
  std::optional<der::Element> explicit_text;  ///< of any type
  bool trailing = false;                      ///< something follows explicitText
};

/// nullopt if the qualifier, one of the certificate's, is not a SEQUENCE.
std::optional<UserNotice> read_user_notice(const x509::Certificate& certificate,
                                           const x509::PolicyQualifier& qualifier);

/// Calls `visit` with the place and the element of each explicitText that is a string and not empty.
template <typename Visit>
void for_each_explicit_text(const x509::Certificate& certificate, Visit visit) {
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id == x509::oids::user_notice_qualifier) {
      const auto notice = read_user_notice(certificate, place.qualifier);
      if (notice && notice->explicit_text && x509::is_string_tag(notice->explicit_text->tag) &&
          !notice->explicit_text->content.empty())
        visit(place, *notice->explicit_text);
    }
  });
}

/// The organization of a NoticeReference, of any type; nullopt if there is none.
std::optional<der::Element> organization_of(const der::Element& reference);

/// The same of each organization of a noticeRef.
template <typename Visit>
void for_each_organization(const x509::Certificate& certificate, Visit visit) {
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != x509::oids::user_notice_qualifier) return;
    const auto notice = read_user_notice(certificate, place.qualifier);
    const auto organization =
        notice && notice->reference ? organization_of(*notice->reference) : std::nullopt;
    if (organization && !organization->content.empty()) visit(place, *organization);
  });
}

/// How a NoticeReference or DisplayText is not what RFC 5280 A.2 defines, as the end of a sentence; empty if
/// it is.
std::string_view notice_reference_fault(const der::Element& reference);
std::string_view display_text_fault(const der::Element& text);

}  // namespace certcheck::lint
