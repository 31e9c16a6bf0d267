#include "certcheck/targets.h"

#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>

namespace certcheck::tools {

namespace {

/// What a line says but for its comment and the space around; empty if nothing.
std::string_view content_of(std::string_view line) {
  constexpr std::string_view space = " \t\r\f\v";
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
  std::ifstream file;
  std::istream* lines = nullptr;  ///< being read from now
  std::optional<Error> problem;
};

Result<TargetSource> TargetSource::open(std::vector<std::string> arguments, const std::string& targets_file) {
  TargetSource source;
  source.state_ = std::make_shared<State>();
  State& state = *source.state_;
  state.arguments = std::move(arguments);
  if (targets_file.empty()) return source;
  state.file_name = targets_file;
  state.file.open(targets_file);
  if (!state.file) return Error{Error::Kind::unreadable, "--targets " + targets_file + ": cannot be opened"};
  state.lines = &state.file;
  return source;
}

std::optional<std::string> TargetSource::next() {
  State& state = *state_;
  for (;;) {
    if (state.lines != nullptr) {
      std::string line;
      while (std::getline(*state.lines, line)) {
        if (const std::string_view content = content_of(line); !content.empty()) return std::string(content);
      }
      if (state.lines->bad()) {
        const std::string name = state.lines == &std::cin ? "standard input" : "--targets " + state.file_name;
        state.problem = Error{Error::Kind::unreadable, name + ": cannot be read"};
        return std::nullopt;
      }
      state.lines = nullptr;
    }
    if (state.position == state.arguments.size()) return std::nullopt;
    std::string& argument = state.arguments[state.position++];
    if (argument != "-") return argument;
    state.lines = &std::cin;
  }
}

const std::optional<Error>& TargetSource::problem() const { return state_->problem; }

}  // namespace certcheck::tools
