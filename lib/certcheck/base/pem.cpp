#include "certcheck/base/pem.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"

#include <algorithm>

namespace certcheck {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";

/// The label after a mark on its line, or nullopt if the line does not close with five dashes. Looks no
/// further than the next dashes, so that a text full of marks without a line end costs linear time.
std::optional<std::string_view> label_at(std::string_view text, size_t pos) {
  const size_t close = text.find(dashes, pos);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view label = text.substr(pos, close - pos);
  if (label.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
  return label;
}

/// RFC 1421 header lines ("Proc-Type: 4,ENCRYPTED") are before the first empty line.
std::string_view without_headers(std::string_view body) {
  const size_t start = body.find_first_not_of("\r\n");
  if (start == std::string_view::npos) return body;
  std::string_view first_line = body.substr(start, body.find('\n', start) - start);
  first_line = first_line.substr(0, first_line.find('\r'));
  if (first_line.find(':') == std::string_view::npos) return body;
  const size_t unix_blank = body.find("\n\n", start), dos_blank = body.find("\n\r\n", start);
  const size_t blank = std::min(unix_blank, dos_blank);
  return blank == std::string_view::npos ? body : body.substr(blank);
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The character that \uXXXX at the start of the text stands for; nullopt if it is none of ASCII.
std::optional<char> unicode_escape(std::string_view text) {
  if (text.size() < 6 || text[1] != 'u') return std::nullopt;
  const auto value = hex_decode(text.substr(2, 4));
  if (!value || (*value)[0] != 0 || (*value)[1] > 0x7f) return std::nullopt;
  return static_cast<char>((*value)[1]);
}

/// Line ends and characters written as escapes (RFC 8259 7; YAML 1.2.2 5.7; string literals of programs) as
/// what they stand for. A backslash at the end of a line joins it with the next.
std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out.push_back(text[i]);
      continue;
    }
    if (const auto character = unicode_escape(text.substr(i))) {
      out.push_back(*character);
      i += 5;
      continue;
    }
    if (++i == text.size()) break;
    const char c = text[i];
    if (c == 'n' || c == 'r' || c == 't')
      out.push_back('\n');
    else if (c == '\\')
      --i;  // escaped twice: the second backslash begins the escape
    else
      out.push_back(c);
  }
  return out;
}

/// Only what is in quotation marks, as where a program's text joins a literal per line; the BEGIN line
/// ends inside of the first.
std::string within_quotes(std::string_view text) {
  const char mark = text[text.find_first_of("\"'")];
  std::string out;
  bool inside = true;
  for (const char c : text)
    if (c == mark)
      inside = !inside;
    else if (inside)
      out.push_back(c);
  return out;
}

/// Without the mark that each line begins with, as in quoted mail, comments and lists.
std::string without_line_marks(std::string_view text) {
  constexpr std::string_view marks = ">#*;|%";
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t end = std::min(text.find('\n', pos), text.size());
    const std::string_view line = text.substr(pos, end - pos);
    size_t start = 0;
    while (start < line.size() &&
           (is_blank(line[start]) || marks.find(line[start]) != std::string_view::npos))
      ++start;
    out += line.substr(start);
    out.push_back('\n');
    pos = end + 1;
  }
  return out;
}

/// What each line of a body begins with that base64 may contain too, so that it has to go before the body is
/// decoded: the "//" of a comment, the "+" and "-" of a patch. It is what is before the END mark on its line;
/// empty if that is base64, or not every line has it.
std::string_view line_prefix(std::string_view body) {
  constexpr std::string_view marks = " \t/+-!*#";
  const size_t last = body.rfind('\n');
  if (last == std::string_view::npos) return {};
  std::string_view prefix = body.substr(last + 1);
  prefix = prefix.substr(0, prefix.find_last_not_of(" \t\r") + 1);
  if (prefix.empty() || prefix.find_first_not_of(marks) != std::string_view::npos) return {};
  // The rest of the BEGIN line is before the first line end.
  const size_t first = body.find('\n');
  for (size_t pos = first + 1; pos <= last;) {
    const size_t end = body.find('\n', pos);
    if (!body.substr(pos, end - pos).starts_with(prefix)) return {};
    pos = end + 1;
  }
  return first == last ? std::string_view() : prefix;
}

std::string without_prefix(std::string_view body, std::string_view prefix) {
  std::string out;
  out.reserve(body.size());
  for (size_t pos = body.find('\n') + 1; pos < body.size();) {
    const size_t end = std::min(body.find('\n', pos), body.size());
    out += body.substr(pos, end - pos).substr(prefix.size());
    out.push_back('\n');
    pos = end + 1;
  }
  return out;
}

/// A body that is not base64 as it stands, without what other formats put around its lines.
std::string without_wrapping(std::string_view text) {
  std::string out(text);
  if (out.find('\\') != std::string::npos) out = without_escapes(out);
  if (out.find_first_of("\"'") != std::string::npos) out = within_quotes(out);
  return without_line_marks(out);
}

/// Whether nothing but the mark is on its line; `end` is after the mark. OpenSSL cuts blanks off the end
/// of a line, and takes a UTF-8 byte order mark before the first.
bool is_alone(std::string_view text, size_t begin, size_t end) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  const bool at_start = begin == 0 || text[begin - 1] == '\n' ||
                        (begin == byte_order_mark.size() && text.starts_with(byte_order_mark));
  while (end < text.size() && is_blank(text[end]) && text[end] != '\n') ++end;
  return at_start && (end == text.size() || text[end] == '\n');
}

}  // namespace

std::optional<Bytes> PemBlock::decode() const {
  PemForm form;
  return decode(form);
}

std::optional<Bytes> PemBlock::decode(PemForm& form) const {
  if (const std::string_view prefix = line_prefix(body); !prefix.empty()) {
    form.wrapped = true;
    if (auto bytes = base64_decode(without_headers(without_prefix(body, prefix)), form.spare_bits))
      return bytes;
  }
  const std::string_view text = without_headers(body);
  auto bytes = base64_decode(text, form.spare_bits);
  if (bytes) return bytes;
  form.wrapped = true;
  return base64_decode(without_wrapping(text), form.spare_bits);
}

std::vector<PemBlock> find_pem_blocks(std::string_view text) {
  std::vector<PemBlock> blocks;
  const char line_end = line_end_of(text);
  size_t line = 1, counted = 0, pos = 0;
  while ((pos = text.find(begin_mark, pos)) != std::string_view::npos) {
    const auto label = label_at(text, pos + begin_mark.size());
    if (!label) {
      pos += begin_mark.size();
      continue;
    }
    line += count_line_ends(text.substr(counted, pos - counted), line_end);
    counted = pos;
    PemBlock block{.label = *label, .body = {}, .offset = pos, .line = line, .terminated = true};
    const size_t body_start = pos + begin_mark.size() + label->size() + dashes.size();
    // A block ends at its END line; a BEGIN before that means that the END line is missing.
    size_t body_end = std::min(text.find(dashes, body_start), text.size());
    // A patch that takes a block away has one dash more before the mark.
    if (body_end < text.size() && text.substr(body_end + 1).starts_with(end_mark)) ++body_end;
    block.body = text.substr(body_start, body_end - body_start);
    block.terminated =
        text.substr(body_end).starts_with(end_mark) && label_at(text, body_end + end_mark.size()) == label;
    pos = block.terminated ? body_end + end_mark.size() + label->size() + dashes.size() : body_end;
    blocks.push_back(block);
  }
  return blocks;
}

// What PEM_read_bio of OpenSSL 1.1 to 3.6 does: marks are looked for at the start of lines that end with a
// line feed; after an empty line it takes what came before for headers, unless nothing did; then base64 alone
// follows. Headers it decrypts by (PEM_get_EVP_CIPHER_INFO), and refuses any others.
std::string_view pem_obstacle(std::string_view text, const PemBlock& block, PemForm form) {
  const size_t body = static_cast<size_t>(block.body.data() - text.data());
  if (text.substr(body, block.body.size()).find('\n') == std::string_view::npos &&
      block.body.find('\r') != std::string_view::npos)
    return "its lines end with a carriage return only";
  if (!is_alone(text, block.offset, body)) return "its BEGIN line is not on a line of its own";
  const size_t end = body + block.body.size();
  if (block.terminated && !is_alone(text, end, end + end_mark.size() + block.label.size() + dashes.size()))
    return "its END line is not on a line of its own";
  if (form.wrapped) return "its lines contain more than base64";
  if (without_headers(block.body).size() != block.body.size()) return "it has header lines";
  bool seen_text = false;
  for (size_t start = block.body.find('\n'); start != std::string_view::npos;) {
    const size_t next = block.body.find('\n', start + 1);
    if (next == std::string_view::npos) break;
    const std::string_view line = block.body.substr(start + 1, next - start - 1);
    const bool empty = std::all_of(line.begin(), line.end(), is_blank);
    if (empty && seen_text) return "it contains an empty line";
    seen_text = seen_text || !empty;
    start = next;
  }
  return {};
}

std::string pem_encode(std::string_view label, ByteView der) {
  constexpr size_t width = 64;
  const std::string body = base64_encode(der);
  std::string out = "-----BEGIN " + std::string(label) + "-----\n";
  for (size_t i = 0; i < body.size(); i += width) {
    out.append(body, i, width);
    out.push_back('\n');
  }
  return out + "-----END " + std::string(label) + "-----\n";
}

}  // namespace certcheck
