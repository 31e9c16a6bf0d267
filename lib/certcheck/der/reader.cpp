#include "certcheck/der/reader.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"

#include <algorithm>
#include <utility>

namespace certcheck::der {
namespace {

constexpr uint8_t constructed_bit = 0x20, tag_number_mask = 0x1f;

std::string tag_text(uint8_t tag) { return hex_encode(ByteView(&tag, 1)); }

/// "80, a1 or 82": the last tag and those before it, a byte each, the nearest one lowest.
std::string tags_text(uint64_t earlier, uint8_t last) {
  std::string text = tag_text(last);
  std::string_view joint = " or ";
  for (; earlier != 0; earlier >>= 8) {
    text = tag_text(static_cast<uint8_t>(earlier & 0xff)).append(joint).append(text);
    joint = ", ";
  }
  return text;
}

/// The tag that was wanted if this one only is constructed where it should be primitive, or the other way
/// round, and more than eight were wanted, so that it is no longer among them: optional fields are in order
/// of their numbers.
std::string forgotten_twin(uint8_t tag, uint64_t wanted) {
  const auto oldest = static_cast<uint8_t>(wanted >> 56);
  const bool forgotten =
      (tag & 0xc0) == 0x80 && oldest != 0 && (tag & tag_number_mask) < (oldest & tag_number_mask);
  return forgotten ? tag_text(tag ^ constructed_bit) : std::string();
}

/// Length of the content of an indefinite-length element: everything before the end-of-contents bytes that
/// match it, looking through nested elements without recursion. nullopt if they never come.
std::optional<size_t> indefinite_content(ByteView bytes) {
  constexpr size_t max_depth = 64;
  size_t depth = 0, pos = 0;
  while (pos + 2 <= bytes.size()) {
    if (bytes[pos] == 0 && bytes[pos + 1] == 0) {
      if (depth == 0) return pos;
      --depth;
      pos += 2;
      continue;
    }
    const bool is_constructed = (bytes[pos] & constructed_bit) != 0;
    if ((bytes[pos] & tag_number_mask) == tag_number_mask) {
      while (++pos < bytes.size() && (bytes[pos] & 0x80) != 0) {
      }
      if (pos >= bytes.size()) return std::nullopt;
    }
    if (++pos >= bytes.size()) return std::nullopt;
    const uint8_t first = bytes[pos++];
    if (first == 0x80) {
      if (!is_constructed || ++depth > max_depth) return std::nullopt;
      continue;
    }
    size_t length = first;
    if (first > 0x80) {
      const size_t count = first & 0x7fU;
      if (count > 4 || pos + count > bytes.size()) return std::nullopt;
      length = 0;
      for (size_t i = 0; i < count; ++i) length = length << 8 | bytes[pos++];
    }
    if (length > bytes.size() - pos) return std::nullopt;
    pos += length;
  }
  return std::nullopt;
}

bool is_within(std::string_view node_path, std::string_view part) {
  return node_path.starts_with(part) &&
         (node_path.size() == part.size() || part.empty() || node_path[part.size()] == '.');
}

/// Whether a fault says no more than the one before it. An element of the wrong type is recorded once, not
/// for each field that is looked for in its place, and not as data that is left over. What an element lacks
/// that is cut off came after the cut.
bool is_said_by(const Finding& earlier, const Finding& fault) {
  const auto is = [](const Finding& finding, const Check& check) { return finding.check == &check; };
  const bool at_one_place = earlier.offset == fault.offset;
  if (is(earlier, checks::unexpected_tag) || is(earlier, checks::constructed_string))
    return at_one_place && (is(fault, checks::unexpected_tag) || is(fault, checks::trailing_data));
  if (!is(earlier, checks::truncated) || is(fault, checks::truncated)) return false;
  const bool is_lack = is(fault, checks::missing_element) || fault.id().ends_with(".empty");
  return at_one_place || (is_lack && is_within(fault.node_path, earlier.node_path));
}

}  // namespace

void FaultSink::add(Finding finding) {
  if (count_ > max_faults || (!findings_.empty() && is_said_by(findings_.back(), finding))) return;
  if (finding.check == &checks::missing_element && finding.offset &&
      std::find(cuts_.begin(), cuts_.end(), *finding.offset) != cuts_.end())
    return;
  cut_off_ = cut_off_ || finding.check == &checks::truncated || count_ == max_faults;
  if (++count_ > max_faults)
    findings_.push_back(Finding{.check = &checks::too_many_faults,
                                .offset = finding.offset,
                                .message = "more than " + std::to_string(max_faults) +
                                           " faults; those after this offset are not listed"});
  else {
    shorten(finding);
    findings_.push_back(std::move(finding));
  }
}

std::string Node::path() const {
  std::string text = parent != nullptr ? parent->path() : std::string();
  if (!name.empty()) {
    if (!text.empty()) text += '.';
    text += name;
  }
  if (index) {
    if (!text.empty()) text += '.';
    text += std::to_string(*index);
  }
  return text;
}

void Reader::fault_below(const Check& check, size_t offset, std::string message, std::string_view name,
                         std::optional<size_t> index) const {
  const Node leaf{&node_, name, index};
  sink_->add(
      Finding{.check = &check, .node_path = leaf.path(), .offset = offset, .message = std::move(message)});
}

void Reader::fault(const Check& check, size_t offset, std::string message, std::string_view name) const {
  fault_below(check, offset, std::move(message), name, {});
}

void Reader::drop_rest() {
  offset_ += rest_.size();
  rest_ = {};
}

std::optional<Element> Reader::advance_slowly(std::string_view name, std::optional<size_t> index) {
  if (rest_.empty()) return std::nullopt;
  wanted_ = 0;
  const ByteView input = rest_;
  Element element{.tag = input[0], .bytes = {}, .content = {}, .offset = offset_};
  size_t pos = 1;
  if ((element.tag & tag_number_mask) == tag_number_mask) {
    uint64_t number = 0;
    bool more = true, overlong = false;
    const size_t first = pos;
    while (more && pos < input.size()) {
      overlong = overlong || (pos == first && input[pos] == 0x80) || number > (UINT64_MAX >> 8);
      number = number << 7 | (input[pos] & 0x7fU);
      more = (input[pos++] & 0x80) != 0;
    }
    if (!more && (overlong || number < 31))
      fault_below(checks::tag_not_minimal, offset_, "the tag number is not in its shortest form", name,
                  index);
  }
  if (pos >= input.size()) {
    fault_below(checks::truncated, offset_, "an element ends before its length", name, index);
    drop_rest();
    return std::nullopt;
  }
  const uint8_t first = input[pos++];
  size_t length = first;
  if (first == 0x80) {
    fault_below(checks::length_indefinite, offset_ + pos - 1, "the length is indefinite", name, index);
    const auto found = indefinite_content(input.subspan(pos));
    if (!found || (element.tag & constructed_bit) == 0) {
      fault_below(checks::truncated, offset_, "the end-of-contents bytes are missing", name, index);
      drop_rest();
      return std::nullopt;
    }
    element.content = input.subspan(pos, *found);
    element.bytes = input.first(pos + *found);
    rest_ = input.subspan(pos + *found + 2);
    offset_ += pos + *found + 2;
    return element;
  }
  if (first > 0x80) {
    const size_t count = first & 0x7fU;
    if (count > input.size() - pos) {
      fault_below(checks::truncated, offset_, "an element ends inside its length", name, index);
      drop_rest();
      return std::nullopt;
    }
    length = 0;
    bool too_large = false;
    for (size_t i = 0; i < count; ++i) {
      too_large = too_large || length > (SIZE_MAX >> 8);
      length = length << 8 | input[pos + i];
    }
    if (too_large) {
      fault_below(checks::length_too_large, offset_ + pos - 1,
                  "the length has " + std::to_string(count) + " bytes", name, index);
      drop_rest();
      return std::nullopt;
    }
    if (length < 0x80 || input[pos] == 0)
      fault_below(checks::length_not_minimal, offset_ + pos - 1,
                  "the length " + std::to_string(length) + " takes " + std::to_string(count + 1) + " bytes",
                  name, index);
    pos += count;
  }
  if (length > input.size() - pos) {
    fault_below(checks::truncated, offset_,
                "the element has a length of " + std::to_string(length) + " bytes, of which " +
                    std::to_string(input.size() - pos) + " are present",
                name, index);
    sink_->add_cut(offset_ + input.size());
    length = input.size() - pos;  // what is there may still be worth reading
  }
  element.content = input.subspan(pos, length);
  element.bytes = input.first(pos + length);
  rest_ = input.subspan(pos + length);
  offset_ += pos + length;
  return element;
}

void Reader::not_there(uint8_t tag, std::string_view name, std::optional<size_t> index) const {
  if (rest_.empty())
    return fault_below(checks::missing_element, offset_,
                       (name.empty() ? std::string("an element") : std::string(name)) + " is missing", name,
                       index);
  const bool constructed_twin = (rest_[0] ^ tag) == constructed_bit && (tag & constructed_bit) == 0;
  fault_below(constructed_twin ? checks::constructed_string : checks::unexpected_tag, offset_,
              "the tag is " + tag_text(rest_[0]) + " instead of " + tags_text(wanted_, tag), name, index);
}

size_t Reader::count() const {
  size_t elements = 0;
  for (ByteView left = rest_; left.size() >= 2; ++elements) {
    if ((left[0] & tag_number_mask) == tag_number_mask) break;
    size_t length = left[1], header = 2;
    if (length > 0x80) {
      const size_t octets = length & 0x7fU;
      header += octets;
      if (octets > 4 || header > left.size()) break;
      length = 0;
      for (const uint8_t octet : left.subspan(2, octets)) length = length << 8 | octet;
    }
    left = left.subspan(std::min(left.size(), header + length));
  }
  return elements;
}

std::optional<Reader> Reader::constructed(uint8_t tag, std::string_view name) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return enter(*element, name);
}

std::optional<bool> Reader::boolean(std::string_view name, uint8_t tag) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return boolean_in(*element, name);
}

bool Reader::flag(std::string_view name, uint8_t tag) {
  const auto element = take_if(tag);
  if (!element) return false;
  const auto value = boolean_in(*element, name);
  if (value == false)
    fault(checks::default_encoded, element->offset, "FALSE is the default and must be omitted", name);
  return value.value_or(false);
}

std::optional<ByteView> Reader::integer(std::string_view name, uint8_t tag) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return integer_in(*element, name);
}

std::optional<uint64_t> Reader::unsigned_integer(std::string_view name, uint64_t max, uint8_t tag) {
  const size_t start = offset_;
  const auto content = integer(name, tag);
  if (!content) return std::nullopt;
  uint64_t value = 0;
  bool fits = (*content)[0] < 0x80;
  for (const uint8_t octet : *content) {
    fits = fits && value <= (UINT64_MAX >> 8);
    value = value << 8 | octet;
  }
  if (!fits || value > max) {
    fault(checks::integer_out_of_range, start,
          "the INTEGER " + hex_encode(content->first(std::min<size_t>(content->size(), 16))) +
              " (hexadecimal) is not in 0.." + std::to_string(max),
          name);
    return std::nullopt;
  }
  return value;
}

std::optional<Oid> Reader::oid(std::string_view name, uint8_t tag) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return oid_in(*element, name);
}

std::optional<BitString> Reader::bit_string(std::string_view name, uint8_t tag) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return bit_string_in(*element, name);
}

std::optional<BitString> Reader::named_bits(std::string_view name, uint8_t tag) {
  const size_t start = offset_;
  const auto bits = bit_string(name, tag);
  if (bits && !bits->bytes.empty() && !bits->bit(bits->bytes.size() * 8 - bits->unused_bits - 1U))
    fault(checks::named_bits_not_minimal, start, "the last bit listed is zero", name);
  return bits;
}

std::optional<ByteView> Reader::octet_string(std::string_view name, uint8_t tag) {
  const auto element = take(tag, name);
  if (!element) return std::nullopt;
  return element->content;
}

bool Reader::null(std::string_view name) {
  const auto element = take(tag::null, name);
  if (!element) return false;
  null_in(*element, name);
  return true;
}

void Reader::left_over() const {
  // An explicit tag where the module is implicit, or the other way round, ends here too.
  if (wanted_ != 0) {
    const std::string forgotten = forgotten_twin(rest_[0], wanted_);
    return fault(checks::unexpected_tag, offset_,
                 "the tag is " + tag_text(rest_[0]) + " where " +
                     (forgotten.empty() ? std::string() : forgotten + ", ") +
                     tags_text(wanted_ >> 8, static_cast<uint8_t>(wanted_ & 0xff)) +
                     " or nothing may follow");
  }
  fault(checks::trailing_data, offset_, std::to_string(rest_.size()) + " bytes follow the last element");
}

// What X.690 asks of the content of an element, by type.

std::optional<bool> Reader::boolean_in(const Element& element, std::string_view name) const {
  if (element.content.size() != 1) {
    fault(checks::boolean_invalid, element.offset,
          "the BOOLEAN has " + std::to_string(element.content.size()) + " bytes", name);
    return std::nullopt;
  }
  const uint8_t value = element.content[0];
  if (value != 0 && value != 0xff)
    fault(checks::boolean_invalid, element.content_offset(),
          "TRUE is encoded as " + hex_encode(element.content), name);
  return value != 0;
}

std::optional<ByteView> Reader::integer_in(const Element& element, std::string_view name) const {
  const ByteView content = element.content;
  if (content.empty()) {
    fault(checks::integer_empty, element.offset, "the INTEGER has no bytes", name);
    return std::nullopt;
  }
  if (content.size() > 1 &&
      ((content[0] == 0 && content[1] < 0x80) || (content[0] == 0xff && content[1] >= 0x80)))
    fault(checks::integer_not_minimal, element.content_offset(), "the INTEGER has unnecessary leading bytes",
          name);
  return content;
}

std::optional<Oid> Reader::oid_in(const Element& element, std::string_view name) const {
  const ByteView content = element.content;
  bool valid = !content.empty() && content.back() < 0x80;
  // An arc that starts with 80 has an unnecessary leading group of seven bits. Few identifiers have such a
  // byte at all.
  for (size_t i = 0; i < content.size(); ++i)
    if (content[i] == 0x80 && (i == 0 || content[i - 1] < 0x80)) valid = false;
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
  constexpr uint8_t class_mask = 0xc0;
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
    fault_below(checks::constructed_string, element.offset, "a primitive type has a constructed encoding",
                name, index);
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
