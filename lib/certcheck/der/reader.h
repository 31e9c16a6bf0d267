#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/der/oid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::der {

/// Identifier bytes of the types X.509 uses.
namespace tag {
inline constexpr uint8_t boolean = 0x01, integer = 0x02, bit_string = 0x03, octet_string = 0x04, null = 0x05,
                         oid = 0x06, enumerated = 0x0a, utf8_string = 0x0c, sequence = 0x30, set = 0x31,
                         numeric_string = 0x12, printable_string = 0x13, teletex_string = 0x14,
                         ia5_string = 0x16, utc_time = 0x17, generalized_time = 0x18, visible_string = 0x1a,
                         general_string = 0x1b, universal_string = 0x1c, bmp_string = 0x1e;
/// [n] IMPLICIT of a primitive type, n < 31.
constexpr uint8_t context(uint8_t n) { return static_cast<uint8_t>(0x80 | n); }
/// [n] EXPLICIT, or IMPLICIT of a constructed type, n < 31.
constexpr uint8_t context_constructed(uint8_t n) { return static_cast<uint8_t>(0xa0 | n); }
}  // namespace tag

/// One element as it is in the input. All views point into the bytes given to the Reader.
struct Element {
  uint8_t tag = 0;  ///< identifier byte; low five bits are 31 when the tag number is larger than 30
  ByteView bytes;   ///< identifier, length and content
  ByteView content;
  size_t offset = 0;  ///< of the identifier byte, from the start of the outermost input

  size_t content_offset() const { return offset + (bytes.size() - content.size()); }
};

struct BitString {
  ByteView bytes;  ///< without the byte that counts unused bits
  uint8_t unused_bits = 0;

  /// Bit n, counted from the most significant of the first byte (X.690 8.6.2); bits not there are 0.
  bool bit(size_t n) const {
    return n / 8 < bytes.size() && n < bytes.size() * 8 - unused_bits &&
           ((bytes[n / 8] >> (7 - n % 8)) & 1) != 0;
  }
};

/// Where findings of one parse go. Stops listing after a bound, with one finding that says so, so that
/// corrupt input cannot make the report larger than a constant.
class FaultSink {
 public:
  explicit FaultSink(Findings& findings) : findings_(findings) {}
  void add(Finding finding);
  /// Whether an element was cut off, or faults left unlisted: then not all that is readable is whole.
  bool cut_off() const { return cut_off_; }
  /// An element goes on where its surroundings end, at `offset`: what is missing there may have been cut off.
  /// Each draws a fault, so that more of them than faults need not be remembered.
  void add_cut(size_t offset) {
    if (cuts_.size() < max_faults) cuts_.push_back(offset);
  }

 private:
  static constexpr size_t max_faults = 256;
  Findings& findings_;
  size_t count_ = 0;
  bool cut_off_ = false;
  std::vector<size_t> cuts_;
};

/// A place in the structure being read, e.g. "tbsCertificate" or element 3 of "extensions". Links to its
/// parent, which lives on the caller's stack; rendered to text only when a fault is recorded.
struct Node {
  const Node* parent = nullptr;
  std::string_view name;
  std::optional<size_t> index = {};

  std::string path() const;
};

/// Reads the elements of one constructed value in order. Zero copy; total on any bytes; every deviation
/// from DER becomes a finding with its byte offset and node path. A child reader must not outlive its parent.
class Reader {
 public:
  /// `input` is the content to read, `offset` its place in the outermost input.
  Reader(ByteView input, FaultSink& sink, std::string_view name, size_t offset = 0)
      : rest_(input), offset_(offset), sink_(&sink), node_{nullptr, name, {}} {}

  bool at_end() const { return rest_.empty(); }
  size_t offset() const { return offset_; }
  ByteView rest() const { return rest_; }
  /// The next identifier byte, 0 at the end.
  uint8_t peek() const { return rest_.empty() ? uint8_t{0} : rest_[0]; }
  /// Whether an optional element with this tag comes next. If none does, finish() says which was wanted.
  bool sees(uint8_t tag) {
    if (peek() == tag) return true;
    wanted_ = wanted_ << 8 | tag;
    return false;
  }

  /// How many elements are left, by their lengths alone and as far as those make sense: what to make room
  /// for.
  size_t count() const;
  /// The next element whatever it is; nullopt at the end or if no element can be made out (then the rest is
  /// dropped).
  std::optional<Element> next() { return advance({}, {}); }
  /// The next element if it has this tag; otherwise a fault is recorded and nothing consumed.
  std::optional<Element> take(uint8_t tag, std::string_view name) {
    if (!rest_.empty() && rest_[0] == tag) return advance(name, {});
    not_there(tag, name, {});
    return std::nullopt;
  }
  /// The next element if it has this tag; nothing recorded otherwise.
  std::optional<Element> take_if(uint8_t tag) {
    if (!sees(tag)) return std::nullopt;
    return advance({}, {});
  }

  /// The next element if it has this tag; otherwise a fault is recorded and the element skipped. For the
  /// elements of a list, so that a loop through the end comes to one, and where a wrong tag rather replaces
  /// than displaces.
  std::optional<Element> item(uint8_t tag, std::optional<size_t> index, std::string_view name = {}) {
    if (!rest_.empty() && rest_[0] == tag) return advance(name, index);
    not_there(tag, name, index);
    advance({}, {});
    return std::nullopt;
  }
  /// The next element whatever its type, checked to be DER all the way down.
  std::optional<Element> any(std::string_view name);

  /// A reader over an element's content; `name` (static storage) is its step in node paths.
  Reader enter(const Element& element, std::string_view name, std::optional<size_t> index = {}) const {
    return Reader(element.content, sink_, &node_, name, index, element.content_offset());
  }
  /// A reader over bytes that are DER inside an OCTET or BIT STRING.
  Reader enter(ByteView content, size_t offset, std::string_view name,
               std::optional<size_t> index = {}) const {
    return Reader(content, sink_, &node_, name, index, offset);
  }
  std::optional<Reader> sequence(std::string_view name) { return constructed(tag::sequence, name); }
  std::optional<Reader> set(std::string_view name) { return constructed(tag::set, name); }
  std::optional<Reader> constructed(uint8_t tag, std::string_view name);

  // Each reads one mandatory element of a type, or of an implicit tag in its place. nullopt: a fault was
  // recorded.
  std::optional<bool> boolean(std::string_view name, uint8_t tag = tag::boolean);
  /// A BOOLEAN DEFAULT FALSE: false when it is absent.
  bool flag(std::string_view name, uint8_t tag = tag::boolean);
  /// Content bytes, two's complement, checked to be minimal.
  std::optional<ByteView> integer(std::string_view name, uint8_t tag = tag::integer);
  /// An INTEGER in [0, max]; otherwise integer_out_of_range.
  std::optional<uint64_t> unsigned_integer(std::string_view name, uint64_t max, uint8_t tag = tag::integer);
  std::optional<Oid> oid(std::string_view name, uint8_t tag = tag::oid);
  /// The same of an element already taken.
  std::optional<Oid> oid_in(const Element& element, std::string_view name) const;
  std::optional<BitString> bit_string(std::string_view name, uint8_t tag = tag::bit_string);
  /// A BIT STRING whose bits have names: trailing zero bits are a fault.
  std::optional<BitString> named_bits(std::string_view name, uint8_t tag = tag::bit_string);
  std::optional<ByteView> octet_string(std::string_view name, uint8_t tag = tag::octet_string);
  bool null(std::string_view name);

  /// Records unless everything was read: unexpected_tag if optional elements could have come next, which are
  /// named, else trailing_data.
  void finish() const {
    if (!rest_.empty()) left_over();
  }
  /// Records a fault at an offset (from the start of the outermost input), below this node.
  void fault(const Check& check, size_t offset, std::string message, std::string_view name = {}) const;

  const Node& node() const { return node_; }

 private:
  Reader(ByteView input, FaultSink* sink, const Node* parent, std::string_view name,
         std::optional<size_t> index, size_t offset)
      : rest_(input), offset_(offset), sink_(sink), node_{parent, name, index} {}
  void drop_rest();
  /// next(), with what the element is called in faults. What nearly every element is like is read here, so
  /// that it costs no call; the rest by advance_slowly().
  std::optional<Element> advance(std::string_view name, std::optional<size_t> index);
  std::optional<Element> advance_slowly(std::string_view name, std::optional<size_t> index);
  void fault_below(const Check& check, size_t offset, std::string message, std::string_view name,
                   std::optional<size_t> index) const;
  /// Records that the next element is missing or has another tag.
  void not_there(uint8_t tag, std::string_view name, std::optional<size_t> index) const;
  void left_over() const;

  // What the typed readers ask of an element's content.
  std::optional<bool> boolean_in(const Element& element, std::string_view name) const;
  std::optional<ByteView> integer_in(const Element& element, std::string_view name) const;
  std::optional<BitString> bit_string_in(const Element& element, std::string_view name) const;
  void null_in(const Element& element, std::string_view name) const;
  void any_in(const Element& element, std::string_view name, std::optional<size_t> index, size_t depth) const;

  ByteView rest_;
  size_t offset_;
  FaultSink* sink_;
  Node node_;
  uint64_t wanted_ = 0;  ///< tags of elements that did not come next, the last eight, a byte each
};

inline std::optional<Element> Reader::advance(std::string_view name, std::optional<size_t> index) {
  if (rest_.size() < 4 || (rest_[0] & 0x1f) == 0x1f) return advance_slowly(name, index);
  size_t header = 2, length = rest_[1];
  if (length == 0x82 && rest_[2] != 0) {
    header = 4;
    length = static_cast<size_t>(rest_[2]) << 8 | rest_[3];
  } else if (length == 0x81 && rest_[2] >= 0x80) {
    header = 3;
    length = rest_[2];
  } else if (length >= 0x80) {
    return advance_slowly(name, index);
  }
  const size_t size = header + length;
  if (size > rest_.size()) return advance_slowly(name, index);
  const Element element{rest_[0], rest_.first(size), rest_.subspan(header, length), offset_};
  rest_ = rest_.subspan(size);
  offset_ += size;
  wanted_ = 0;
  return element;
}

}  // namespace certcheck::der
