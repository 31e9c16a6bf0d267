#include "common/completion.h"

#include "common/option_words.h"

#include <algorithm>
#include <vector>

namespace certcheck::tools {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

/// In single quotes, as all three shells read them; `also` are characters that something else would read.
std::string in_quotes(std::string_view text, std::string_view also = "") {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'')
      result += "'\\''";
    else if (c == '\n')
      result += ' ';
    else {
      if (also.find(c) != also.npos) result += '\\';
      result += c;
    }
  }
  return result + "'";
}

/// The part of a help text that fits next to an option.
std::string short_help(const OptionRow& row) {
  const std::string_view help = row.help;
  return std::string(
      help.substr(0, std::min({help.find(" ("), help.find(": "), help.find("; "), help.size()})));
}

bool arguments_are_files(std::span<const OptionRow> rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const OptionRow& row) { return is_argument(row) && takes_file(row); });
}

bool has_arguments(std::span<const OptionRow> rows) {
  return std::any_of(rows.begin(), rows.end(), [](const OptionRow& row) { return is_argument(row); });
}

/// The function _NAME, which `before` begins with; `words` are what the first word may be, too.
std::string bash_function(const std::string& name, std::span<const OptionRow> rows, const std::string& before,
                          const std::string& words) {
  std::vector<std::string> all = {"--help", "--version"}, with_file, with_text;
  std::string text = "_" + name +
                     "() {\n"
                     "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n" +
                     before +
                     "  # --option=value is three words.\n"
                     "  [ \"$word\" != = ] || word=\n"
                     "  [ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                     "  COMPREPLY=()\n"
                     "  case $before in\n";
  for (const OptionRow& row : rows) {
    if (is_argument(row)) continue;
    const std::vector<std::string> names = spellings(row);
    all.insert(all.end(), names.begin(), names.end());
    if (!takes_value(row)) continue;
    if (!row.choices.empty())
      text += "    " + joined(names, " | ") + ") mapfile -t COMPREPLY < <(compgen -W " +
              in_quotes(joined(row.choices, " ")) + " -- \"$word\"); return ;;\n";
    else
      (takes_file(row) ? with_file : with_text).push_back(joined(names, " | "));
  }
  const std::string files = "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
  if (!with_file.empty()) text += "    " + joined(with_file, " | ") + ") " + files + "; return ;;\n";
  if (!with_text.empty()) text += "    " + joined(with_text, " | ") + ") return ;;\n";
  text += "  esac\n  if [[ $word == -* ]]; then\n    mapfile -t COMPREPLY < <(compgen -W " +
          in_quotes(joined(all, " ")) + " -- \"$word\")\n";
  if (arguments_are_files(rows)) {
    text += "  else\n    " + files + "\n";
  } else if (has_arguments(rows)) {
    const std::string hosts = "compgen -A hostname";
    if (!words.empty())
      text += "  elif ((COMP_CWORD == 1)); then\n    mapfile -t COMPREPLY < <(" + hosts + words +
              " -- \"$word\")\n";
    text += "  else\n    mapfile -t COMPREPLY < <(" + hosts + " -- \"$word\")\n";
  }
  return text + "  fi\n}\n";
}

std::string for_bash(std::string_view program, std::span<const OptionRow> rows,
                     std::span<const Command> commands) {
  const std::string name(program);
  std::string text = "# bash completion for " + name + "\n", before, words;
  for (const Command& command : commands) {
    const std::string own = name + "_" + command.name;
    text += bash_function(own, command.rows(), {}, {});
    before += "  if ((COMP_CWORD > 1)) && [ \"${COMP_WORDS[1]}\" = " + command.name + " ]; then\n    _" +
              own + "\n    return\n  fi\n";
    words += (words.empty() ? "" : " ") + command.name;
  }
  if (!words.empty()) words = " -W " + in_quotes(words);
  return text + bash_function(name, rows, before, words) + "complete -o filenames -F _" + name + " " + name +
         "\n";
}

/// The call of _arguments; `words` are what the first word may be, too.
std::string zsh_arguments(std::span<const OptionRow> rows, const std::string& words) {
  // Of an option's description "[...]", and of the parts of a specification between colons.
  constexpr std::string_view of_help = "[]:\\";
  std::string text = "_arguments -s -S \\\n";
  for (const OptionRow& row : rows) {
    std::string action;
    if (takes_value(row)) {
      action = ":" + value_name(row) + ":";
      std::replace(action.begin() + 1, action.end() - 1, ':', ' ');
      if (!row.choices.empty())
        action += "(" + joined(row.choices, " ") + ")";
      else if (takes_file(row))
        action += "_files";
      else if (is_argument(row))
        action += "_hosts";
      else
        action += " ";
    }
    if (is_argument(row)) {
      if (!words.empty())
        text += "  " + in_quotes("1:" + value_name(row) + ":{_hosts; compadd -- " + words + "}") + " \\\n";
      text += "  " + in_quotes((repeats(row) ? "*" : "") + action) + " \\\n";
      continue;
    }
    for (const std::string& spelling : spellings(row)) {
      const std::string help = in_quotes(short_help(row), of_help);
      text += "  " +
              in_quotes((repeats(row) ? "*" : "") + spelling +
                        (takes_value(row) && spelling.starts_with("--") ? "=" : "") + "[") +
              help + in_quotes("]" + action) + " \\\n";
    }
  }
  return text + "  '--help[Print help]' '--version[Print the version]'\n";
}

std::string for_zsh(std::string_view program, std::span<const OptionRow> rows,
                    std::span<const Command> commands) {
  std::string text = "#compdef " + std::string(program) + "\n", words;
  for (const Command& command : commands) {
    text += "if (( CURRENT > 2 )) && [[ ${words[2]} == " + command.name +
            " ]]; then\n  shift words\n  (( CURRENT-- ))\n  " + zsh_arguments(command.rows(), {}) +
            "  return\nfi\n";
    words += (words.empty() ? "" : " ") + command.name;
  }
  return text + zsh_arguments(rows, words);
}

std::string fish_options(const std::string& command, std::span<const OptionRow> rows) {
  constexpr std::string_view of_quotes = "\\";
  std::string text;
  for (const OptionRow& row : rows) {
    if (is_argument(row)) continue;
    text += command;
    for (const std::string& spelling : spellings(row))
      text += spelling.starts_with("--") ? " -l " + spelling.substr(2) : " -s " + spelling.substr(1);
    if (!row.choices.empty())
      text += " -x -a " + in_quotes(joined(row.choices, " "), of_quotes);
    else if (takes_value(row))
      text += takes_file(row) ? " -r -F" : " -x";
    std::string help = in_quotes(short_help(row), of_quotes);
    // Within single quotes fish wants \' where the other shells end the quotes.
    for (size_t at = 0; (at = help.find("'\\''", at)) != help.npos; at += 2) help.replace(at, 4, "\\'");
    text += " -d " + help + "\n";
  }
  return text;
}

std::string for_fish(std::string_view program, std::span<const OptionRow> rows,
                     std::span<const Command> commands) {
  const std::string command = "complete -c " + std::string(program);
  std::string text = "# fish completion for " + std::string(program) + "\n", of_program = command, words;
  for (const Command& each : commands) words += (words.empty() ? "" : " ") + each.name;
  if (!words.empty()) of_program += " -n 'not __fish_seen_subcommand_from " + words + "'";
  if (!arguments_are_files(rows)) text += of_program + " -f -a '(__fish_print_hostnames)'\n";
  for (const Command& each : commands) {
    text += command + " -f -n __fish_is_first_token -a " + each.name + " -d " + in_quotes(each.help) + "\n";
    text += fish_options(command + " -n '__fish_seen_subcommand_from " + each.name + "'", each.rows());
  }
  return text + fish_options(of_program, rows);
}

constexpr Shell known[] = {{"bash", for_bash}, {"zsh", for_zsh}, {"fish", for_fish}};

}  // namespace

std::span<const Shell> shells() { return known; }

}  // namespace certcheck::tools
