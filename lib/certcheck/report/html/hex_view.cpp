#include "certcheck/base/finding.h"
#include "certcheck/der/reader.h"
#include "certcheck/report/html/detail/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace certcheck::report::html {
namespace {

constexpr size_t line_bytes = 16;
/// Bytes that are shown of what is long: its beginning, and around each mark.
constexpr size_t whole_max = 4'096, beginning_bytes = 1'024, around_bytes = 64;
/// Of an element that is marked as a whole; of a longer one its identifier and length are.
constexpr size_t element_max = 64;

/// The element that begins at `offset`, anywhere below those of `content`.
std::optional<der::Element> element_at(ByteView content, size_t start, size_t offset, size_t depth) {
  constexpr size_t depth_max = 32;
  if (depth == depth_max) return std::nullopt;
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader reader(content, sink, "", start);
  while (const auto element = reader.next()) {
    if (element->offset == offset) return element;
    if (offset < element->offset) return std::nullopt;
    if (offset >= element->offset + element->bytes.size()) continue;
    constexpr uint8_t constructed = 0x20;
    if ((element->tag & constructed) != 0 || element->tag == der::tag::octet_string)
      return element_at(element->content, element->content_offset(), offset, depth + 1);
    if (element->tag == der::tag::bit_string && element->content.size() > 1)
      return element_at(element->content.subspan(1), element->content_offset() + 1, offset, depth + 1);
    return std::nullopt;
  }
  return std::nullopt;
}

/// How many bytes a finding is about that points to `offset`.
size_t marked_bytes(ByteView der, size_t offset) {
  const auto element = element_at(der, 0, offset, 0);
  if (!element) return 1;
  return element->bytes.size() <= element_max ? element->bytes.size()
                                              : element->bytes.size() - element->content.size();
}

struct Mark {
  size_t end = 0;
  const Finding* finding = nullptr;  ///< the worst of those that begin here
  std::string ids = {};
};

class HexWriter {
 public:
  HexWriter(ByteView der, std::string_view id_prefix) : der_(der), id_prefix_(id_prefix) {}

  void mark(const Finding& finding) {
    if (!finding.offset || *finding.offset >= der_.size()) return;
    Mark& mark = marks_[*finding.offset];
    mark.end = *finding.offset + marked_bytes(der_, *finding.offset);
    if (mark.finding == nullptr || finding.severity() > mark.finding->severity()) mark.finding = &finding;
    if (mark.ids.find(finding.id()) == std::string::npos)
      mark.ids += (mark.ids.empty() ? "" : ", ") + std::string(finding.id());
  }

  std::string write() {
    size_t left_out = 0;
    for (size_t line = 0; line < der_.size(); line += line_bytes) {
      if (!is_shown(line)) {
        left_out += std::min(line_bytes, der_.size() - line);
        continue;
      }
      note(left_out);
      left_out = 0;
      write_line(line);
    }
    note(left_out);
    return std::move(out_);
  }

 private:
  void note(size_t left_out) {
    if (left_out != 0) out_ += fmt::format("      … {} bytes are left out\n", left_out);
  }

  bool is_shown(size_t line) const {
    if (der_.size() <= whole_max || line < beginning_bytes) return true;
    const auto next = marks_.lower_bound(line < around_bytes ? 0 : line - around_bytes);
    return next != marks_.end() && next->first < line + line_bytes + around_bytes;
  }

  /// The mark that the byte is in: of those that hold it the one that begins last.
  const std::pair<const size_t, Mark>* mark_of(size_t byte) const {
    auto place = marks_.upper_bound(byte);
    while (place != marks_.begin()) {
      --place;
      if (place->second.end > byte) return &*place;
    }
    return nullptr;
  }

  void write_line(size_t line) {
    const size_t end = std::min(line + line_bytes, der_.size());
    out_ += fmt::format("{:06x} ", line);
    const std::pair<const size_t, Mark>* open = nullptr;
    for (size_t byte = line; byte < line + line_bytes; ++byte) {
      const auto* const here = byte < end ? mark_of(byte) : nullptr;
      if (open != nullptr && here != open) out_ += "</mark>";
      out_ += byte == line + line_bytes / 2 ? "  " : " ";
      if (here != nullptr && here != open) begin_mark(*here, byte);
      open = here;
      out_ += byte < end ? fmt::format("{:02x}", der_[byte]) : "  ";
    }
    if (open != nullptr) out_ += "</mark>";
    out_ += "  ";
    for (size_t byte = line; byte < end; ++byte) {
      const char c = static_cast<char>(der_[byte]);
      out_ += c >= ' ' && c <= '~' ? escaped(std::string_view(&c, 1)) : ".";
    }
    out_ += '\n';
  }

  void begin_mark(const std::pair<const size_t, Mark>& mark, size_t byte) {
    const std::string id = mark.first == byte ? fmt::format(" id=\"{}{}\"", id_prefix_, byte) : std::string();
    out_ += fmt::format("<mark{} class=\"{}\" title=\"{}\">", id, to_string(mark.second.finding->severity()),
                        escaped(mark.second.ids));
  }

  ByteView der_;
  std::string_view id_prefix_;
  std::map<size_t, Mark> marks_;  ///< by their first byte
  std::string out_;
};

}  // namespace

std::string bytes_id(const Place& place, size_t thing) {
  return place.id(fmt::format("thing{}-byte", thing + 1));
}

std::string hex_view(ByteView der, const std::vector<const Finding*>& findings, std::string_view id_prefix,
                     std::string_view label) {
  if (der.empty()) return {};
  HexWriter writer(der, id_prefix);
  for (const Finding* const finding : findings) writer.mark(*finding);
  return scrolled(label, "<pre class=\"hex\">" + writer.write() + "</pre>\n");
}

}  // namespace certcheck::report::html
