#include "certcheck/base/pem.h"

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

/// RFC 1421 header lines ("Proc-Type: 4,ENCRYPTED") stand before the first empty line.
std::string_view without_headers(std::string_view body) {
  const size_t start = body.find_first_not_of("\r\n");
  if (start == std::string_view::npos) return body;
  const std::string_view first_line = body.substr(start, body.find_first_of("\r\n", start) - start);
  if (first_line.find(':') == std::string_view::npos) return body;
  const size_t unix_blank = body.find("\n\n", start), dos_blank = body.find("\n\r\n", start);
  const size_t blank = std::min(unix_blank, dos_blank);
  return blank == std::string_view::npos ? body : body.substr(blank);
}

}  // namespace

std::optional<Bytes> PemBlock::decode() const { return base64_decode(without_headers(body)); }

std::vector<PemBlock> find_pem_blocks(std::string_view text) {
  std::vector<PemBlock> blocks;
  size_t line = 1, counted = 0, pos = 0;
  while ((pos = text.find(begin_mark, pos)) != std::string_view::npos) {
    const auto label = label_at(text, pos + begin_mark.size());
    if (!label) {
      pos += begin_mark.size();
      continue;
    }
    line += static_cast<size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                           text.begin() + static_cast<std::ptrdiff_t>(pos), '\n'));
    counted = pos;
    PemBlock block{.label = *label, .body = {}, .offset = pos, .line = line, .terminated = true};
    const size_t body_start = pos + begin_mark.size() + label->size() + dashes.size();
    // A block ends at its END line; a BEGIN before that means that the END line is missing.
    const size_t body_end = std::min(text.find(dashes, body_start), text.size());
    block.body = text.substr(body_start, body_end - body_start);
    block.terminated =
        text.substr(body_end).starts_with(end_mark) && label_at(text, body_end + end_mark.size()) == label;
    pos = block.terminated ? body_end + end_mark.size() + label->size() + dashes.size() : body_end;
    blocks.push_back(block);
  }
  return blocks;
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
