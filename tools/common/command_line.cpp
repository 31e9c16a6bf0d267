#include "common/command_line.h"

#include "certcheck/request/option.h"

#include "common/completion.h"
#include "common/manual.h"
#include "common/option_words.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <utility>

namespace certcheck::tools {
namespace {

/// Decimal digits without sign, space, prefix or leading zeros.
bool is_whole_number(std::string_view text, uint64_t least, uint64_t most) {
  uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return false;
  if (text.size() > 1 && text.front() == '0') return false;
  return number >= least && number <= most;
}

/// CLI11's own conversion takes "-1" for the largest number there is.
CLI::Validator whole_number(uint64_t least, uint64_t most) {
  const auto check = [=](const std::string& text) {
    return is_whole_number(text, least, most) ? std::string()
                                              : "\"" + text + "\" is not " + request::range_text(least, most);
  };
  return {check, "", "whole number"};
}

/// Adds an option for each kind of place.
struct Adder {
  CLI::App& app;
  const OptionRow& row;

  CLI::Option* operator()(bool* place) const { return app.add_flag(row.name, *place, row.help); }
  CLI::Option* operator()(std::optional<bool>* place) const {
    return app.add_flag_callback(
        row.name, [place, value = row.sets] { *place = value; }, row.help);
  }
  CLI::Option* operator()(std::string* place) const {
    CLI::Option* const option = app.add_option(row.name, *place, row.help);
    return place->empty() ? option : option->capture_default_str();
  }
  CLI::Option* operator()(std::optional<std::string>* place) const {
    return app.add_option(row.name, *place, row.help);
  }
  CLI::Option* operator()(uint64_t* place) const {
    CLI::Option* const option =
        app.add_option(row.name, *place, row.help)->check(whole_number(row.least, row.most));
    return *place == 0 ? option : option->capture_default_str();
  }
  CLI::Option* operator()(std::optional<uint64_t>* place) const {
    return app.add_option(row.name, *place, row.help)->check(whole_number(row.least, row.most));
  }
  CLI::Option* operator()(std::vector<std::string>* place) const {
    CLI::Option* const option = app.add_option(row.name, *place, row.help);
    if (row.name.starts_with('-')) option->allow_extra_args(false);
    return row.separated ? option->delimiter(',') : option;
  }
};

/// The long spelling, if there is one.
std::string name_of(const OptionRow& row) { return spellings(row).back(); }

/// Whether a command line with these words, each up to its "=", may have the option. Short ones may be
/// anywhere in a word, and arguments are what no option is.
bool may_be_given(const OptionRow& row, const std::set<std::string_view>& words) {
  const std::vector<std::string> all = spellings(row);
  return std::any_of(all.begin(), all.end(), [&words](const std::string& each) {
    return !each.starts_with("--") || words.contains(each);
  });
}

}  // namespace

struct CommandLine::State {
  /// Null if there is none, or the command line that was read cannot have it.
  CLI::Option* find(std::string_view name) const {
    const auto found = options.find(name);
    return found == options.end() ? nullptr : found->second;
  }

  /// Tells CLI11 of the options. It compares each with every other one, and few of them are given, so that
  /// the others are left out unless all are asked for.
  void declare(std::span<const char* const> words);

  /// What CLI11 takes and nobody means: a flag with a value, and an empty value, in whose place it takes the
  /// next word. And what it says in its own words: an option of one value that has two.
  std::optional<Error> misuse(std::span<const char* const> words) const;

  CLI::App app;
  std::vector<OptionRow> rows;
  std::vector<std::pair<std::string, std::string>> exclusions;
  std::vector<Command> commands;
  std::map<std::string, CLI::Option*, std::less<>> options;  ///< those that CLI11 knows, by name
};

void CommandLine::State::declare(std::span<const char* const> words) {
  std::set<std::string_view> given;
  bool all = false;  // --help and -h, which may be one of several as in "-4h", show them
  for (const std::string_view word : words) {
    given.insert(word.substr(0, word.find('=')));
    const bool is_short = word.starts_with('-') && !word.starts_with("--");
    all = all || word == "--help" || (is_short && word.find('h') != std::string_view::npos);
  }
  for (const OptionRow& row : rows) {
    if (!all && !may_be_given(row, given)) continue;
    CLI::Option* const option = std::visit(Adder{app, row}, row.place);
    if (!row.choices.empty()) option->check(CLI::IsMember(row.choices));
    if (!row.otherwise.empty()) option->default_str(row.otherwise);
    if (!row.type.empty()) option->type_name(row.type);
    if (!row.group.empty()) option->group(row.group);
    options.emplace(name_of(row), option);
  }
  for (const auto& [name, other] : exclusions) {
    CLI::Option* const option = find(name);
    CLI::Option* const excluded = find(other);
    if (option != nullptr && excluded != nullptr)
      option->excludes(excluded);
    else if (all)
      throw std::logic_error("no option " + (option == nullptr ? name : other));
  }
}

std::optional<Error> CommandLine::State::misuse(std::span<const char* const> words) const {
  const auto is_flag = [](const CLI::Option& option) { return option.get_items_expected_max() == 0; };
  std::vector<const CLI::Option*> seen;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--") break;
    if (word.size() < 2 || word.front() != '-') continue;
    const size_t name_size = word.starts_with("--") ? std::min(word.find('='), word.size()) : 2;
    const CLI::Option* option = app.get_option_no_throw(std::string(word.substr(0, name_size)));
    std::string_view value = word.substr(name_size);
    // "-46" are two flags.
    for (; option != nullptr && is_flag(*option) && !value.empty() && value.front() != '=';
         value.remove_prefix(1))
      option = app.get_option_no_throw({'-', value.front()});
    if (option == nullptr) continue;
    const auto usage = [&](const char* problem) {
      return Error{Error::Kind::usage, option->get_name() + problem + "; see --help"};
    };
    if (is_flag(*option)) {
      if (!value.empty()) return usage(" takes no value");
      continue;
    }
    const bool takes_one = option->get_items_expected_max() == 1;
    if (takes_one && std::find(seen.begin(), seen.end(), option) != seen.end())
      return usage(" is given twice, and takes one value");
    seen.push_back(option);
    if (word.starts_with("--") && !value.empty())
      value.remove_prefix(1);
    else if (value.empty() && ++i < words.size())
      value = words[i];
    else if (value.empty())
      break;
    // An empty list counts as an empty value.
    const char separator = option->get_delimiter();
    if (value.empty() || (separator != '\0' && value.find_first_not_of(separator) == std::string_view::npos))
      return usage(": the value is empty");
  }
  return std::nullopt;
}

CommandLine::CommandLine(const std::string& description) : state_(std::make_unique<State>()) {
  state_->app.description(description);
}

CommandLine::~CommandLine() = default;

void CommandLine::add(const OptionRow& row) { state_->rows.push_back(row); }

void CommandLine::add(const std::vector<OptionRow>& rows) {
  for (const OptionRow& row : rows) add(row);
}

void CommandLine::exclude(std::string_view option, std::string_view other) {
  state_->exclusions.emplace_back(option, other);
}

void CommandLine::add_command(Command command) { state_->commands.push_back(std::move(command)); }

const std::vector<OptionRow>& CommandLine::rows() const { return state_->rows; }

std::vector<std::string> CommandLine::names() const {
  std::vector<std::string> names;
  for (const OptionRow& row : state_->rows) names.push_back(name_of(row));
  return names;
}

bool CommandLine::given(std::string_view option) const {
  const CLI::Option* const found = state_->find(option);
  return found != nullptr && found->count() != 0;
}

Result<bool> CommandLine::read(std::string_view program, std::string_view version, int argc,
                               const char* const* argv) {
  CLI::App& app = state_->app;
  const auto words = std::span(argv, static_cast<size_t>(argc)).subspan(argc > 0 ? 1 : 0);
  state_->declare(words);
  // "certcheck-serve" is the command serve of certcheck.
  std::string called(program);
  std::replace(called.begin(), called.end(), '-', ' ');
  app.name(called);
  app.set_version_flag("--version", called + " " + std::string(version));
  // As --help does, these print and end whatever else was or was not given.
  std::vector<std::string> shell_names;
  for (const Shell& shell : shells()) shell_names.emplace_back(shell.name);
  const auto print_completion = [&](const std::string& name) {
    for (const Shell& shell : shells())
      if (shell.name == name)
        throw CLI::CallForVersion(shell.completion(program, state_->rows, state_->commands), 0);
  };
  // The options of a command are completed by its program's.
  if (program.find('-') == program.npos)
    app.add_option_function<std::string>("--completion", print_completion,
                                         "Print what completes options in a shell, and exit")
        ->check(CLI::IsMember(shell_names))
        ->trigger_on_parse();
  const auto print_manual = [&] {
    throw CLI::CallForVersion(
        manual_page(program, version, app.get_description(), state_->rows, state_->commands), 0);
  };
  app.add_flag_callback("--manual", print_manual, "Print the manual page, for man(1), and exit")
      ->trigger_on_parse();
  if (const auto problem = state_->misuse(words)) return *problem;
  try {
    app.parse(argc, argv);
    return true;
  } catch (const CLI::Success& success) {
    app.exit(success);
    return false;
  } catch (const CLI::ParseError& error) {
    return Error{Error::Kind::usage, std::string(error.what()) + "; see --help"};
  }
}

}  // namespace certcheck::tools
