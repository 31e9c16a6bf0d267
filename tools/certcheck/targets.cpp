#include "certcheck/targets.h"

#include <fstream>
#include <iostream>
#include <utility>

namespace certcheck::tools {

struct TargetSource::State {
  std::vector<std::string> arguments;
  size_t position = 0;
  std::ifstream file;
  std::istream* lines = nullptr;  ///< being read from now
};

Result<TargetSource> TargetSource::open(std::vector<std::string> arguments, const std::string& targets_file) {
  TargetSource source;
  source.state_ = std::make_shared<State>();
  source.state_->arguments = std::move(arguments);
  if (!targets_file.empty()) {
    source.state_->file.open(targets_file);
    if (!source.state_->file)
      return Error{Error::Kind::unreadable, "--targets " + targets_file + ": cannot be opened"};
    source.state_->lines = &source.state_->file;
  }
  return source;
}

std::optional<std::string> TargetSource::next() {
  State& state = *state_;
  for (;;) {
    if (state.lines != nullptr) {
      std::string line;
      while (std::getline(*state.lines, line)) {
        const size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line[first] == '#') continue;
        const size_t last = line.find_first_of(" \t\r#", first);
        return line.substr(first, last == std::string::npos ? last : last - first);
      }
      state.lines = nullptr;
    }
    if (state.position == state.arguments.size()) return std::nullopt;
    std::string& argument = state.arguments[state.position++];
    if (argument != "-") return argument;
    state.lines = &std::cin;
  }
}

}  // namespace certcheck::tools
