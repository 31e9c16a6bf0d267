#include "certcheck/report/html/detail/markup.h"

#include "certcheck/report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certcheck::report::html {
namespace {

/// Bytes of the UTF-8 character at the front; 1 for what is none.
size_t character_size(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return std::min(size, text.size());
}

/// Beyond Hangul Jamo (U+1100, E1 84 80) there are many that take two columns.
size_t character_columns(std::string_view text) {
  return static_cast<unsigned char>(text.front()) >= 0xe1 && text.substr(0, 2) >= "\xe1\x84" ? 2 : 1;
}

}  // namespace

std::string apart(std::string_view text) {
  std::string markup = escaped(text);
  const bool is_ascii = std::all_of(markup.begin(), markup.end(), [](char c) { return c >= 0; });
  return is_ascii ? markup : "<bdi>" + markup + "</bdi>";
}

std::string breakable(std::string_view ids) {
  std::string out;
  for (const char c : escaped(ids)) {
    out += c;
    if (c == '.' || c == '_') out += "<wbr>";
  }
  return out;
}

std::string fitted(std::string_view text, size_t columns) {
  const std::string whole = printable(text.substr(0, columns * 8));
  std::string_view rest = whole;
  size_t used = 0, kept = 0;
  while (!rest.empty()) {
    const size_t size = character_size(rest);
    used += character_columns(rest);
    if (used > columns) return whole.substr(0, kept) + "…";
    // One column stays free for what says that there is more.
    if (used < columns) kept += size;
    rest.remove_prefix(size);
  }
  return text.size() > columns * 8 ? whole.substr(0, kept) + "…" : whole;
}

std::vector<std::string> wrapped(std::string_view text, size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const std::string word = fitted(text.substr(0, end), columns);
    text.remove_prefix(std::min(text.size(), end + 1));
    if (!line.empty() && line.size() + 1 + word.size() > columns) lines.push_back(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string heading(int level, std::string_view markup, std::string_view id) {
  const int shown = std::min(level, 6);
  return fmt::format("<h{}{}>{}</h{}>\n", shown, id.empty() ? std::string() : fmt::format(" id=\"{}\"", id),
                     markup, shown);
}

std::string section(const Place& place, std::string_view name, std::string_view title,
                    std::string_view content) {
  if (content.empty()) return {};
  return fmt::format("<section class=\"{}\">\n{}{}</section>\n", name,
                     heading(place.level, escaped(title), place.id(name)), content);
}

std::string scrolled(std::string_view label, std::string_view content) {
  return fmt::format("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n",
                     escaped(label), content);
}

std::string folded(std::string_view summary, std::string_view content, bool open) {
  return fmt::format("<details{}>\n<summary>{}</summary>\n{}</details>\n", open ? " open" : "", summary,
                     content);
}

std::string severity_mark(Severity severity) {
  const std::string_view sign = severity == Severity::error ? "✕" : severity == Severity::warning ? "▲" : "•";
  return fmt::format("<span class=\"mark {0}\"><span aria-hidden=\"true\">{1}</span> {0}</span>",
                     to_string(severity), sign);
}

std::string fact(std::string_view name, std::string_view text) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(name), apart(text));
}

}  // namespace certcheck::report::html
