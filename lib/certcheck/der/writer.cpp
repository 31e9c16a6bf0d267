#include "certcheck/der/writer.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace certcheck::der {
namespace {

// Base 128, most significant group first, the high bit on all bytes but the last (X.690 8.19.2).
void append_base128(Bytes& out, uint64_t value) {
  Bytes groups{static_cast<uint8_t>(value & 0x7f)};
  while ((value >>= 7) != 0) groups.push_back(static_cast<uint8_t>(0x80 | (value & 0x7f)));
  out.insert(out.end(), groups.rbegin(), groups.rend());
}

template <typename Elements>
Bytes join(const Elements& elements) {
  Bytes out;
  for (const Bytes& element : elements) out.insert(out.end(), element.begin(), element.end());
  return out;
}

}  // namespace

Bytes header(uint8_t tag, size_t content_size) {
  Bytes out{tag};
  if (content_size < 0x80) {
    out.push_back(static_cast<uint8_t>(content_size));
  } else {
    uint8_t count = 0;
    for (size_t rest = content_size; rest != 0; rest >>= 8) ++count;
    out.push_back(static_cast<uint8_t>(0x80 | count));
    while (count-- > 0) out.push_back(static_cast<uint8_t>(content_size >> (8 * count)));
  }
  return out;
}

Bytes tlv(uint8_t tag, ByteView content) {
  Bytes out = header(tag, content.size());
  out.insert(out.end(), content.begin(), content.end());
  return out;
}

Bytes concatenate(std::initializer_list<Bytes> elements) { return join(elements); }
Bytes concatenate(const std::vector<Bytes>& elements) { return join(elements); }
Bytes sequence(std::initializer_list<Bytes> elements) { return tlv(0x30, join(elements)); }
Bytes sequence(const std::vector<Bytes>& elements) { return tlv(0x30, join(elements)); }
Bytes set_of(const std::vector<Bytes>& elements) { return tlv(0x31, join(elements)); }

Bytes oid(std::string_view dotted) {
  std::vector<uint64_t> arcs;
  const char* at = dotted.data();
  const char* const end = at + dotted.size();
  while (at < end) {
    uint64_t arc = 0;
    at = std::from_chars(at, end, arc).ptr + 1;  // over the dot
    arcs.push_back(arc);
  }
  Bytes content;
  append_base128(content, arcs.at(0) * 40 + arcs.at(1));
  for (size_t i = 2; i < arcs.size(); ++i) append_base128(content, arcs[i]);
  return tlv(0x06, content);
}

Bytes integer(int64_t value) {
  Bytes content;
  for (int shift = 56; shift >= 0; shift -= 8) content.push_back(static_cast<uint8_t>(value >> shift));
  // A first byte that repeats the sign of the second says nothing (X.690 8.3.2).
  while (content.size() > 1 && content[0] == ((content[1] & 0x80) != 0 ? 0xff : 0x00))
    content.erase(content.begin());
  return tlv(0x02, content);
}

Bytes unsigned_integer(ByteView big_endian) {
  while (!big_endian.empty() && big_endian.front() == 0) big_endian = big_endian.subspan(1);
  Bytes content;
  if (big_endian.empty() || (big_endian.front() & 0x80) != 0) content.push_back(0);
  content.insert(content.end(), big_endian.begin(), big_endian.end());
  return tlv(0x02, content);
}

Bytes boolean(bool value) { return tlv(0x01, Bytes{static_cast<uint8_t>(value ? 0xff : 0x00)}); }
Bytes null() { return tlv(0x05, {}); }
Bytes octet_string(ByteView content) { return tlv(0x04, content); }

Bytes bit_string(ByteView content, uint8_t unused_bits) {
  Bytes bits{unused_bits};
  bits.insert(bits.end(), content.begin(), content.end());
  return tlv(0x03, bits);
}

Bytes named_bits(const std::vector<unsigned>& bits) {
  Bytes content;
  unsigned highest = 0;
  for (const unsigned bit : bits) {
    content.resize(std::max<size_t>(content.size(), bit / 8 + 1));
    content[bit / 8] = static_cast<uint8_t>(content[bit / 8] | (0x80U >> (bit % 8)));
    highest = std::max(highest, bit);
  }
  return bit_string(content, static_cast<uint8_t>(content.empty() ? 0 : 7 - highest % 8));
}

Bytes utf8(std::string_view text) { return tlv(0x0c, as_bytes(text)); }
Bytes printable(std::string_view text) { return tlv(0x13, as_bytes(text)); }
Bytes ia5(std::string_view text) { return tlv(0x16, as_bytes(text)); }
Bytes utc_time(std::string_view text) { return tlv(0x17, as_bytes(text)); }
Bytes generalized_time(std::string_view text) { return tlv(0x18, as_bytes(text)); }

Bytes time(Time value) {
  std::string digits;
  for (const char c : format_rfc3339(value))
    if (c >= '0' && c <= '9') digits.push_back(c);
  digits.push_back('Z');
  const bool utc = digits >= "1950" && digits < "2050";
  return utc ? utc_time(digits.substr(2)) : generalized_time(digits);
}

Bytes context(uint8_t number, std::initializer_list<Bytes> elements) {
  return tlv(static_cast<uint8_t>(0xa0 | number), join(elements));
}

Bytes context_primitive(uint8_t number, ByteView content) {
  return tlv(static_cast<uint8_t>(0x80 | number), content);
}

}  // namespace certcheck::der
