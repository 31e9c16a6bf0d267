#include "certcheck/targets.h"

#include "common/line_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace certcheck::tools {

namespace {

/// A host name has at most 255 bytes; the rest is room for a URL with a long path. nginx reads lines of 8
/// KiB.
constexpr size_t line_bytes_max = 8'192;
/// A line that goes on so long is none.
constexpr size_t endless_bytes = size_t{1} << 24;

/// What a line says but for its comment and the space around; empty if nothing.
std::string_view content_of(std::string_view line) {
  constexpr std::string_view space = " \t\r\f\v", byte_order_mark = "\xef\xbb\xbf";
  // Editors of Windows put it before a text, and lists are made of several texts.
  if (line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  const size_t first = line.find_first_not_of(space);
  if (first == std::string_view::npos || line[first] == '#') return {};
  // Within a word, as in https://host/#part, the sign starts no comment.
  for (size_t at = line.find('#', first); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (space.find(line[at - 1]) != std::string_view::npos) {
      line = line.substr(0, at);
      break;
    }
  }
  return line.substr(first, line.find_last_not_of(space) + 1 - first);
}

}  // namespace

struct TargetSource::State {
  std::vector<std::string> arguments;
  size_t position = 0;
  std::string file_name;
  std::optional<LineReader> lines;  ///< being read from now
  bool of_file = false;             ///< they are those of the file, not of standard input
  std::optional<Error> problem;
};

Result<TargetSource> TargetSource::open(std::vector<std::string> arguments, const std::string& targets_file) {
  TargetSource source;
  source.state_ = std::make_shared<State>();
  State& state = *source.state_;
  state.arguments = std::move(arguments);
  if (targets_file.empty()) return source;
  state.file_name = targets_file;
  const int descriptor = ::open(targets_file.c_str(), O_RDONLY | O_CLOEXEC);  // open until the program ends
  if (descriptor < 0)
    return Error{Error::Kind::unreadable,
                 "--targets: " + targets_file + ": " + std::generic_category().message(errno)};
  state.lines.emplace(descriptor, line_bytes_max, endless_bytes);
  state.of_file = true;
  return source;
}

std::optional<std::string> TargetSource::next() {
  State& state = *state_;
  for (;;) {
    if (state.lines) {
      const std::string name = state.of_file ? "--targets " + state.file_name : "standard input";
      while (const auto line = state.lines->next()) {
        if (line->size > endless_bytes) {
          state.problem =
              Error{Error::Kind::unreadable, name + ": a line of more than " + std::to_string(endless_bytes) +
                                                 " bytes; this is not a list of targets"};
          return std::nullopt;
        }
        if (line->text.starts_with("\xff\xfe") || line->text.starts_with("\xfe\xff")) {
          state.problem = Error{Error::Kind::unreadable, name + ": this is UTF-16; save the list as UTF-8"};
          return std::nullopt;
        }
        const std::string_view content = content_of(line->text);
        if (content.empty()) continue;
        if (line->too_long)
          return std::string(content) + "... " + std::to_string(line->size - line->text.size()) +
                 " more bytes";
        return std::string(content);
      }
      if (state.lines->error()) {
        state.problem = Error{Error::Kind::unreadable, name + ": " + *state.lines->error()};
        return std::nullopt;
      }
      state.lines.reset();
    }
    if (state.position == state.arguments.size()) return std::nullopt;
    std::string& argument = state.arguments[state.position++];
    if (argument != "-") return argument;
    state.lines.emplace(STDIN_FILENO, line_bytes_max, endless_bytes);
    state.of_file = false;
  }
}

const std::optional<Error>& TargetSource::problem() const { return state_->problem; }

}  // namespace certcheck::tools
