#include "certcheck/files/text.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/checks.h"
#include "certcheck/files/contents.h"
#include "certcheck/files/detail/value_names.h"

#include <algorithm>
#include <array>
#include <vector>

/// Text in UTF-16, and values of base64 in text.
namespace certcheck::files {
namespace {

enum class ByteOrder : uint8_t { little, big };

constexpr bool prints(uint8_t byte) {
  return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\r' || byte == '\t';
}

/// By the byte order mark, or by zero bytes at every other place: no encoding that is a superset of ASCII has
/// them.
std::optional<ByteOrder> utf16_order(ByteView bytes) {
  constexpr size_t looked_at = 8;  // bytes
  if (bytes.size() < 2) return std::nullopt;
  if (bytes[0] == 0xff && bytes[1] == 0xfe) return ByteOrder::little;
  if (bytes[0] == 0xfe && bytes[1] == 0xff) return ByteOrder::big;
  if (bytes.size() < looked_at) return std::nullopt;
  const auto matches = [&](size_t zero) {
    for (size_t i = 0; i < looked_at; i += 2)
      if (bytes[i + zero] != 0 || !prints(bytes[i + 1 - zero])) return false;
    return true;
  };
  if (matches(1)) return ByteOrder::little;
  return matches(0) ? std::optional(ByteOrder::big) : std::nullopt;
}

void append_utf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  const unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr std::array<unsigned, 4> leads{0, 0xc0, 0xe0, 0xf0};
  out.push_back(static_cast<char>(leads[more] | (c >> (6 * more))));
  for (unsigned i = more; i-- > 0;) out.push_back(static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f)));
}

constexpr bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
         c == '=';
}

/// What a value of base64 has at least: no certificate, CRL or response is shorter.
constexpr size_t shortest_value = 64;

/// The end of the run of base64 that begins here, and the run without what is between its characters: escapes
/// of JSON (RFC 8259 7), and line ends with indentation where the run goes on with a whole line of base64
/// (YAML 1.2.2 8.1).
size_t take_run(std::string_view text, size_t pos, std::string& run) {
  run.clear();
  while (pos < text.size()) {
    if (is_base64(text[pos])) {
      run.push_back(text[pos++]);
      continue;
    }
    if (text[pos] == '\\' && pos + 1 < text.size()) {
      const char escaped = text[pos + 1];
      if (escaped == '/' || escaped == 'n' || escaped == 'r') {
        if (escaped == '/') run.push_back('/');
        pos += 2;
        continue;
      }
      if (escaped == 'u' && text.substr(pos + 2, 2) == "00") {
        const auto value = hex_decode(text.substr(pos + 4, 2));
        if (value && value->size() == 1 && is_base64(static_cast<char>((*value)[0]))) {
          run.push_back(static_cast<char>((*value)[0]));
          pos += 6;
          continue;
        }
      }
      return pos;
    }
    if (text[pos] != '\n' && text[pos] != '\r') return pos;
    size_t next = text.find_first_not_of("\r\n \t", pos);
    if (next == std::string_view::npos) return text.size();
    size_t end = next;
    while (end < text.size() && is_base64(text[end])) ++end;
    const bool whole_line = end == text.size() || text[end] == '\n' || text[end] == '\r' || text[end] == '"';
    if (end == next || !whole_line || run.ends_with('=')) return pos;
    pos = next;
  }
  return pos;
}

/// One element that fills the bytes and is something to find.
bool is_whole_element(ByteView bytes) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(bytes, sink, {});
  return reader.next() && reader.at_end() && faults.empty();
}

/// What would be missed if it were skipped for being damaged: its parser says what is wrong. Less than that
/// is what documents show of one.
bool is_damaged_element(Kind kind, ByteView bytes) {
  constexpr size_t least = 256;
  const bool is_linted = kind == Kind::certificate || kind == Kind::crl || kind == Kind::ocsp_response;
  if (!is_linted || bytes.size() < least) return false;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader(bytes, sink, {}).next();
  return sink.cut_off();
}

/// How long the element of DER is that a text goes on with; 0 if it does not. No text in UTF-8 has the two
/// bytes, and in Latin-1 the second is a control character. What is cut off is the rest.
size_t element_size(std::string_view text) {
  if (text.size() < 2 || text[0] != der::tag::sequence) return 0;
  const auto length = static_cast<uint8_t>(text[1]);
  if (length < 0x81 || length > 0x84 || recognise_der(as_bytes(text)) == Kind::unknown) return 0;
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto element = der::Reader(as_bytes(text), sink, {}).next();
  return element ? element->bytes.size() : text.size();
}

/// The characters of UTF-8 (RFC 3629 4); nullopt if it is not.
std::optional<std::vector<uint32_t>> characters_of(std::string_view text) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < text.size();) {
    const auto first = static_cast<uint8_t>(text[i++]);
    if (first < 0x80) {
      out.push_back(first);
      continue;
    }
    const size_t more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : 3;
    if (first < 0xc2 || first > 0xf4 || more > text.size() - i) return std::nullopt;
    uint32_t c = first & (0x3fU >> more);
    for (size_t n = 0; n < more; ++n) {
      const auto next = static_cast<uint8_t>(text[i++]);
      if ((next & 0xc0) != 0x80) return std::nullopt;
      c = c << 6 | (next & 0x3fU);
    }
    constexpr std::array<uint32_t, 4> least{0, 0x80, 0x800, 0x10000};
    if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

/// DER in a text, as after `cat a.pem b.der`.
void read_element(std::string_view element, Place place, const ReadOptions& options, Contents& contents) {
  const size_t before = contents.parts.size(), block = contents.blocks++;
  read_binary(as_bytes(element), place, options, contents);
  for (size_t i = before; i < contents.parts.size(); ++i) {
    contents.parts[i].block = block;
    contents.parts[i].line = place.line;
  }
  if (contents.parts.size() != before)
    report_input(contents.findings, checks::block_not_portable, block,
                 "OpenSSL does not load the DER at line " + std::to_string(place.line) + ": it is in a text");
}

}  // namespace

Bytes utf16_of(std::string_view passphrase) {
  auto characters = characters_of(passphrase);
  if (!characters) {
    const ByteView bytes = as_bytes(passphrase);
    characters.emplace(bytes.begin(), bytes.end());
  }
  Bytes out;
  const auto put = [&out](uint32_t unit) {
    out.push_back(static_cast<uint8_t>(unit >> 8));
    out.push_back(static_cast<uint8_t>(unit));
  };
  for (const uint32_t c : *characters) {
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xd800 + ((c - 0x10000) >> 10));
      put(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

std::optional<std::string> text_of_utf16(ByteView bytes) {
  const auto order = utf16_order(bytes);
  if (!order) return std::nullopt;
  const size_t high = *order == ByteOrder::big ? 0 : 1;
  const auto unit = [&](size_t i) {
    return static_cast<uint32_t>(bytes[i + high] << 8 | bytes[i + 1 - high]);
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    uint32_t c = unit(i);
    if (i == 0 && c == 0xfeff) continue;
    if (c >= 0xd800 && c < 0xdc00 && i + 3 < bytes.size() && unit(i + 2) >= 0xdc00 && unit(i + 2) < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10) + (unit(i + 2) - 0xdc00);
      i += 2;
    } else if (c >= 0xd800 && c < 0xe000) {
      c = 0xfffd;
    }
    append_utf8(out, c);
  }
  return out;
}

void read_encoded_values(std::string_view text, Place start, const ReadOptions& options, Contents& contents,
                         ValueNames* names) {
  constexpr size_t tries_max = 100;  // each looks at some kilobytes
  Place counted = start;
  size_t counted_to = 0;
  const auto place_at = [&](size_t pos) {
    counted = place_after(text.substr(counted_to, pos - counted_to), counted);
    counted_to = pos;
    return counted;
  };
  std::string run;
  size_t tries = 0;
  bool at_start = true;  // of a line, or after an element
  for (size_t pos = 0; pos < text.size();) {
    if (at_start && text[pos] == der::tag::sequence && tries < tries_max) {
      if (const size_t size = element_size(text.substr(pos)); size != 0) {
        read_element(text.substr(pos, size), place_at(pos), options, contents);
        pos += size;
        continue;
      }
      ++tries;
    }
    at_start = text[pos] == '\n' || text[pos] == '\r' || (at_start && text[pos] == ' ');
    if (!is_base64(text[pos])) {
      ++pos;
      continue;
    }
    const size_t run_start = pos;
    pos = std::max(take_run(text, run_start, run), run_start + 1);
    if (run.size() < shortest_value) continue;
    bool spare_bits = false;
    auto value = base64_decode(run, spare_bits);
    // Characters may have been lost, or others have come between.
    if (!value) value = base64_decode(std::string_view(run).substr(0, run.size() / 4 * 4), spare_bits);
    if (!value) continue;
    Place place = place_at(run_start);
    place.offset.reset();
    const size_t before = contents.parts.size();
    const size_t block = contents.blocks;
    if (as_text(*value).find("-----BEGIN ") != std::string_view::npos) {
      for (const PemBlock& found : find_pem_blocks(as_text(*value)))
        read_block(as_text(*value), found, place, options, contents);
    } else if (const Kind kind = recognise_binary(*value);
               kind != Kind::unknown && (kind == Kind::java_keystore || is_whole_element(*value) ||
                                         is_damaged_element(kind, *value))) {
      ++contents.blocks;
      read_binary(*value, place, options, contents);
      for (size_t i = before; i < contents.parts.size(); ++i) {
        contents.parts[i].block = block;
        contents.parts[i].line = place.line;
      }
    }
    if (names != nullptr) names->add(before, contents.parts.size(), name_before(text, run_start), false);
    if (contents.parts.size() != before)
      report_input(contents.findings, checks::block_not_portable, block,
                   "OpenSSL does not load the value at line " + std::to_string(place.line) +
                       ": it is base64 in text of another format");
  }
}

}  // namespace certcheck::files
