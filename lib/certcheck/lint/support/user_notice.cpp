#include "certcheck/lint/support/user_notice.h"

#include "certcheck/x509/strings.h"

namespace certcheck::lint {
namespace {

namespace tag = der::tag;

bool is_display_text_type(uint8_t type) {
  return type == tag::ia5_string || type == tag::visible_string || type == tag::bmp_string ||
         type == tag::utf8_string;
}

}  // namespace

std::optional<UserNotice> read_user_notice(const x509::Certificate& certificate,
                                           const x509::PolicyQualifier& qualifier) {
  Findings found_by_parser;
  der::FaultSink sink(found_by_parser);
  der::Reader reader(qualifier.qualifier, sink, {}, offset_in(certificate, as_text(qualifier.qualifier)));
  const auto notice = reader.take_if(tag::sequence);
  if (!notice) return std::nullopt;
  der::Reader fields = reader.enter(*notice, {});
  UserNotice result;
  result.reference = fields.take_if(tag::sequence);
  result.explicit_text = fields.at_end() ? std::nullopt : fields.next();
  result.trailing = !fields.at_end();
  return result;
}

std::optional<der::Element> organization_of(const der::Element& reference) {
  Findings found_by_parser;
  der::FaultSink sink(found_by_parser);
  der::Reader fields(reference.content, sink, {}, reference.content_offset());
  return fields.at_end() ? std::nullopt : fields.next();
}

std::string_view display_text_fault(const der::Element& text) {
  if (!is_display_text_type(text.tag)) return "is not an IA5String, VisibleString, BMPString or UTF8String";
  if (text.content.empty()) return "is empty";
  if (text.tag != tag::bmp_string && x509::is_ascii(text.content)) return {};
  return x509::string_text(text.tag, text.content) ? std::string_view()
                                                   : "has bytes that are not characters of its type";
}

std::string_view notice_reference_fault(const der::Element& reference) {
  Findings found_by_parser;
  der::FaultSink sink(found_by_parser);
  der::Reader fields(reference.content, sink, {});
  const auto organization = fields.at_end() ? std::nullopt : fields.next();
  if (!organization || !display_text_fault(*organization).empty())
    return "has no organization that is a string";
  const auto numbers = fields.take_if(tag::sequence);
  if (!numbers || !fields.at_end()) return "does not consist of organization and noticeNumbers";
  der::Reader list = fields.enter(*numbers, {});
  while (!list.at_end())
    if (!list.take_if(tag::integer)) return "has a noticeNumber that is not an INTEGER";
  return {};
}

}  // namespace certcheck::lint
