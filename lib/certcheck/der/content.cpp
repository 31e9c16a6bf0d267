#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"

/// What X.690 asks of the content of an element, by type.
namespace certcheck::der {

std::optional<bool> Reader::boolean_in(const Element& element, std::string_view name) const {
  if (element.content.size() != 1) {
    fault(checks::boolean_invalid, element.offset,
          "the BOOLEAN has " + std::to_string(element.content.size()) + " octets", name);
    return std::nullopt;
  }
  const uint8_t value = element.content[0];
  if (value != 0 && value != 0xff)
    fault(checks::boolean_invalid, element.content_offset(),
          "TRUE is written as " + hex_encode(element.content), name);
  return value != 0;
}

std::optional<ByteView> Reader::integer_in(const Element& element, std::string_view name) const {
  const ByteView content = element.content;
  if (content.empty()) {
    fault(checks::integer_empty, element.offset, "the INTEGER has no octets", name);
    return std::nullopt;
  }
  if (content.size() > 1 &&
      ((content[0] == 0 && content[1] < 0x80) || (content[0] == 0xff && content[1] >= 0x80)))
    fault(checks::integer_not_minimal, element.content_offset(), "the INTEGER has needless leading octets",
          name);
  return content;
}

std::optional<Oid> Reader::oid_in(const Element& element, std::string_view name) const {
  const ByteView content = element.content;
  bool valid = !content.empty() && content.back() < 0x80;
  // An arc that starts with 80 has a needless leading group of seven bits.
  bool starts_arc = true;
  for (const uint8_t octet : content) {
    valid = valid && !(starts_arc && octet == 0x80);
    starts_arc = octet < 0x80;
  }
  if (!valid) fault(checks::oid_invalid, element.offset, "the OBJECT IDENTIFIER is not well formed", name);
  if (content.empty()) return std::nullopt;
  return Oid(content);
}

std::optional<BitString> Reader::bit_string_in(const Element& element, std::string_view name) const {
  const ByteView content = element.content;
  if (content.empty() || content[0] > 7 || (content.size() == 1 && content[0] != 0)) {
    fault(checks::bit_string_invalid, element.offset, "the count of unused bits is missing or wrong", name);
    return std::nullopt;
  }
  if (content[0] != 0 && (content.back() & ((1U << content[0]) - 1)) != 0)
    fault(checks::bit_string_invalid, element.offset + element.bytes.size() - 1, "unused bits are not zero",
          name);
  return BitString{content.subspan(1), content[0]};
}

void Reader::null_in(const Element& element, std::string_view name) const {
  if (!element.content.empty()) fault(checks::null_invalid, element.offset, "the NULL has content", name);
}

std::optional<Element> Reader::any(std::string_view name) {
  if (rest_.empty()) {
    fault(checks::missing_element, offset_, std::string(name) + " is missing", name);
    return std::nullopt;
  }
  const auto element = advance(name, {});
  if (element) any_in(*element, name, {}, 0);
  return element;
}

void Reader::any_in(const Element& element, std::string_view name, std::optional<size_t> index,
                    size_t depth) const {
  // RFC 4055 and 5280 nest parameters and qualifiers four deep; nothing legitimate comes near this.
  constexpr size_t max_depth = 16;
  constexpr uint8_t class_mask = 0xc0, constructed_bit = 0x20;
  switch (element.tag) {
    case tag::boolean:
      boolean_in(element, name);
      return;
    case tag::integer:
    case tag::enumerated:
      integer_in(element, name);
      return;
    case tag::oid:
      oid_in(element, name);
      return;
    case tag::bit_string:
      bit_string_in(element, name);
      return;
    case tag::null:
      null_in(element, name);
      return;
    default:
      break;
  }
  if ((element.tag & constructed_bit) == 0) return;
  if ((element.tag & class_mask) == 0 && element.tag != tag::sequence && element.tag != tag::set) {
    fault_below(checks::constructed_string, element.offset, "a primitive type is encoded in parts", name,
                index);
    return;
  }
  if (depth == max_depth) {
    fault_below(checks::too_deep, element.offset, "more than " + std::to_string(max_depth) + " levels", name,
                index);
    return;
  }
  Reader inner = enter(element, name, index);
  for (size_t i = 0; !inner.at_end(); ++i) {
    const auto child = inner.advance({}, i);
    if (child) inner.any_in(*child, {}, i, depth + 1);
  }
}

}  // namespace certcheck::der
