#pragma once

#include "certcheck/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certcheck::tools {

/// Where the value of an option is kept, which says of what kind it is. What it holds beforehand is the
/// default, and shown by --help if there is anything to show.
using Place = std::variant<bool*, std::optional<bool>*, std::string*, std::optional<std::string>*, uint64_t*,
                           std::optional<uint64_t>*, std::vector<std::string>*>;

/// One option of a command line.
struct OptionRow {
  std::string name;  ///< "-o,--output"; without a hyphen that of an argument: "TARGET"
  Place place;
  std::string help;
  std::string type = {};                  ///< of the value in --help
  std::string group = {};                 ///< heading in --help
  std::vector<std::string> choices = {};  ///< of a text: all that it may be; empty: anything
  std::string otherwise = {};             ///< for --help: what holds where a text is not given
  uint64_t least = 0, most = 0;           ///< of a whole number
  bool sets = true;                       ///< what an optional flag says
  bool separated = false;                 ///< a list may be given as A,B
};

/// What a program does instead where the first word is this one, with a command line of its own.
struct Command {
  std::string name;  ///< "serve"
  std::string help;  ///< a clause
  /// Its options; for manuals and completions alone, where their places do not count.
  std::function<std::vector<OptionRow>()> rows;
};

/// The command line of a tool. Only its source includes CLI11, which takes long to compile.
class CommandLine {
 public:
  explicit CommandLine(const std::string& description);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  void add(const OptionRow& row);
  void add(const std::vector<OptionRow>& rows);
  /// The two are not given together. Both were added before.
  void exclude(std::string_view option, std::string_view other);
  /// For manuals and completions: the program looks at its first word itself.
  void add_command(Command command);
  const std::vector<OptionRow>& rows() const;

  /// Of every option and argument but those that print and end, such as --help, as exclude() and given() take
  /// them.
  std::vector<std::string> names() const;
  /// Once the command line was read; false for what it does not have.
  bool given(std::string_view option) const;

  /// False after --help, --version, --completion and --manual, which print themselves. The error is wrong
  /// usage.
  Result<bool> read(std::string_view program, std::string_view version, int argc, const char* const* argv);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::tools
