#pragma once

#include "certcheck/lint/support/values.h"

#include <cstdint>
#include <string>

/// Texts for people wherever they stand, so that a rule on text holds in each place: attributes of names,
/// otherNames whose value is a string, ediPartyNames, the texts of user notices, attributes of
/// subjectDirectoryAttributes. What is ASCII by its definition (dNSName, rfc822Name, URI) is not text.
namespace certcheck::lint {

/// One text. Views the thing it is in.
struct Text {
  enum class Kind : uint8_t { attribute, other_name, edi_party, notice, organization };
  Kind kind;
  uint8_t type;      ///< tag of its string type
  ByteView value;    ///< content bytes
  size_t offset;     ///< of what it is the value of
  der::Oid id = {};  ///< type of the attribute or otherName
};

/// "the attribute 2.5.4.10", "a SmtpUTF8Mailbox", "a user notice", ...
std::string name_of(const Text& text);

namespace detail {

/// The string that the value of an otherName is, if it is one.
std::optional<Text> text_of_other_name(const x509::GeneralName& name);
/// nameAssigner and partyName.
std::vector<Text> texts_of_edi_party(const x509::GeneralName& name);
/// explicitText and organization of every user notice.
std::vector<Text> texts_of_notices(const x509::Certificate& certificate);
/// The attributes of subjectDirectoryAttributes that are strings.
std::vector<Text> texts_of_directory_attributes(const x509::Certificate& certificate);

template <typename Subject, typename Visit>
void visit_texts_of_names(const Subject& subject, Visit& visit) {
  visit_names(subject, [&visit](std::span<const x509::Attribute> attributes, const Where& where) {
    for (const x509::Attribute& attribute : attributes)
      visit(Text{Text::Kind::attribute, attribute.string_tag, attribute.value, attribute.offset,
                 attribute.type},
            where);
  });
  visit_general_names(subject, [&visit](const x509::GeneralName& name, const Where& where) {
    if (name.kind == x509::GeneralName::Kind::other_name) {
      if (const auto text = text_of_other_name(name)) {
        visit(*text, where);
      }
    } else if (name.kind == x509::GeneralName::Kind::edi_party_name) {
      for (const Text& text : texts_of_edi_party(name)) {
        visit(text, where);
      }
    }
  });
}

}  // namespace detail

/// Calls visit(text, where) with each text.
template <typename Subject, typename Visit>
void visit_texts(const Subject& subject, Visit visit) {
  detail::visit_texts_of_names(subject, visit);
}
template <typename Visit>
void visit_texts(const x509::Certificate& certificate, Visit visit) {
  detail::visit_texts_of_names(certificate, visit);
  for (const Text& text : detail::texts_of_notices(certificate))
    visit(text, Where{Place::policy_notice, x509::oids::certificate_policies});
  for (const Text& text : detail::texts_of_directory_attributes(certificate))
    visit(text, Where{Place::directory_attribute, x509::oids::subject_directory_attributes});
}

}  // namespace certcheck::lint
