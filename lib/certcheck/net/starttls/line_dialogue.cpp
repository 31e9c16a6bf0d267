#include "certcheck/net/starttls/detail/line_dialogue.h"

#include "certcheck/base/ascii.h"

#include <algorithm>
#include <charconv>

namespace certcheck::net::starttls {

namespace {

// More of a reply than this is not quoted, so not kept.
constexpr size_t reply_words_max = 512;

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

/// The n of "...{n}" or "...{n+}".
std::optional<size_t> literal_size(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  const size_t open = line.rfind('{');
  if (open == std::string_view::npos) return std::nullopt;
  std::string_view digits = line.substr(open + 1, line.size() - open - 2);
  if (digits.ends_with('+')) digits.remove_suffix(1);
  size_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return size;
}

}  // namespace

std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return word;
}

bool has_word(std::string_view line, std::string_view word) {
  while (!line.empty())
    if (equal_ignoring_case(take_word(line), word)) return true;
  return false;
}

std::optional<unsigned> reply_code(std::string_view line) {
  if (line.size() < 3 || line[0] < '1' || line[0] > '5' || !is_decimal(line[1]) || !is_decimal(line[2]))
    return std::nullopt;
  if (line.size() > 3 && line[3] != ' ' && line[3] != '-') return std::nullopt;
  return static_cast<unsigned>((line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0'));
}

size_t LineDialogue::message_size(ByteView received) {
  const size_t end = as_text(received).find('\n', searched_);
  searched_ = end == std::string_view::npos ? received.size() : 0;
  return end == std::string_view::npos ? 0 : end + 1;
}

void LineDialogue::on_message(ByteView message) {
  std::string_view line = as_text(message);
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const bool rest = continued_;
  continued_ = false;
  if (literals_ == Literals::counted) {
    if (const auto size = literal_size(line)) {
      if (!rest) interrupted_ = line;
      skip(*size);
      continued_ = true;
      return;
    }
  }
  // What a go-ahead is interrupted by is not TLS's yet.
  on_line(rest ? std::string_view(interrupted_) : line);
}

void ReplyDialogue::on_line(std::string_view line) {
  const auto code = reply_code(line);
  const bool within = number_ > 0 && lines_ == Lines::free && (!code || *code != code_);
  if (!code && !within) return not_the_protocol(line);
  const bool coded = !within;
  const bool last = coded && (line.size() == 3 || line[3] == ' ');
  const std::string_view text = !coded ? line : line.substr(std::min<size_t>(4, line.size()));
  if (coded) code_ = *code;
  if (number_ == 0) words_ = std::string(line.substr(0, 3));
  if (words_.size() < reply_words_max) words_.append(" ").append(text.substr(0, reply_words_max));
  on_reply_line(number_++, text);
  if (!last) return;
  number_ = 0;
  on_reply(code_, words_);
}

}  // namespace certcheck::net::starttls
