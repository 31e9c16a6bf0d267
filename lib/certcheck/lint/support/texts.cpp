#include "certcheck/lint/support/texts.h"

#include "certcheck/lint/support/directory_attributes.h"
#include "certcheck/lint/support/user_notice.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

namespace certcheck::lint {
namespace {

namespace tag = der::tag;

/// Calls `visit` with each element of the content. What cannot be read is the parser's to report, or that of
/// the extension's own rules.
template <typename Visit>
void for_each_element(ByteView content, size_t offset, Visit visit) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader reader(content, sink, {}, offset);
  while (const auto element = reader.next()) visit(*element);
}

}  // namespace

std::string name_of(const Text& text) {
  switch (text.kind) {
    case Text::Kind::attribute:
      return fmt::format("the attribute {}", text.id.to_string());
    case Text::Kind::other_name:
      return text.id == x509::oids::smtp_utf8_mailbox     ? "a SmtpUTF8Mailbox"
             : text.id == x509::oids::user_principal_name ? "a user principal name"
             : text.id == x509::oids::xmpp_addr           ? "an XmppAddr"
                                                : fmt::format("an otherName of type {}", text.id.to_string());
    case Text::Kind::edi_party:
      return "an ediPartyName";
    case Text::Kind::notice:
      return "a user notice";
    case Text::Kind::organization:
      return "the organization of a noticeRef";
  }
  return {};
}

namespace detail {

std::optional<Text> text_of_other_name(const x509::GeneralName& name) {
  if (name.value.empty() || !x509::is_string_tag(name.value[0])) return std::nullopt;
  const auto value = name.other_text(name.type_id, name.value[0]);
  return value ? std::optional(
                     Text{Text::Kind::other_name, name.value[0], as_bytes(*value), name.offset, name.type_id})
               : std::nullopt;
}

// RFC 5280 4.2.1.6: EDIPartyName ::= SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL, partyName [1]
// DirectoryString }, the tags explicit since DirectoryString is a CHOICE.
std::vector<Text> texts_of_edi_party(const x509::GeneralName& name) {
  std::vector<Text> texts;
  for_each_element(name.value, name.offset, [&](const der::Element& field) {
    // One with an implicit tag, which rfc5280.general_names.edi_party_name_malformed reports, is not an
    // element.
    if (field.tag != tag::context_constructed(0) && field.tag != tag::context_constructed(1)) return;
    for_each_element(field.content, field.content_offset(), [&](const der::Element& text) {
      if (x509::is_string_tag(text.tag))
        texts.push_back({Text::Kind::edi_party, text.tag, text.content, name.offset});
    });
  });
  return texts;
}

std::vector<Text> texts_of_notices(const x509::Certificate& certificate) {
  std::vector<Text> texts;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != x509::oids::user_notice_qualifier) return;
    const auto notice = read_user_notice(certificate, place.qualifier);
    const auto add = [&texts](Text::Kind kind, const std::optional<der::Element>& text) {
      if (text && x509::is_string_tag(text->tag))
        texts.push_back({kind, text->tag, text->content, text->offset});
    };
    if (!notice) return;
    if (notice->reference) add(Text::Kind::organization, organization_of(*notice->reference));
    add(Text::Kind::notice, notice->explicit_text);
  });
  return texts;
}

std::vector<Text> texts_of_directory_attributes(const x509::Certificate& certificate) {
  std::vector<Text> texts;
  visit_directory_attributes(certificate, [&texts](const DirectoryAttribute& attribute) {
    const der::Element& value = attribute.value;
    if (x509::is_string_tag(value.tag))
      texts.push_back({Text::Kind::attribute, value.tag, value.content, value.offset, attribute.type});
  });
  return texts;
}

}  // namespace detail
}  // namespace certcheck::lint
