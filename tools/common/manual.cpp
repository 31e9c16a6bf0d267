#include "common/manual.h"

#include "common/option_words.h"

#include <algorithm>
#include <vector>

namespace certcheck::tools {
namespace {

/// Text as troff prints it: no character of it is a request, an escape or a typographic hyphen.
std::string escaped_for_manual(std::string_view text) {
  std::string escaped;
  bool starts_line = true;
  for (const char c : text) {
    if (starts_line && (c == '.' || c == '\'')) escaped += "\\&";
    starts_line = c == '\n';
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else
      escaped += c;
  }
  return escaped;
}

std::string bold(std::string_view text) { return "\\fB" + escaped_for_manual(text) + "\\fR"; }

std::string emphasized(std::string_view text) { return "\\fI" + escaped_for_manual(text) + "\\fR"; }

std::string section(std::string_view title) {
  std::string upper(title);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return ".SH " + upper + "\n";
}

std::string value_text(const OptionRow& row) {
  if (row.choices.empty()) return emphasized(value_name(row));
  std::string text;
  for (const std::string& choice : row.choices) text += (text.empty() ? "" : "|") + bold(choice);
  return text;
}

std::string entry(const OptionRow& row) {
  std::string text = ".TP\n";
  for (const std::string& spelling : spellings(row)) {
    if (text.back() != '\n') text += ", ";
    text += is_argument(row) ? emphasized(value_name(row)) : bold(spelling);
  }
  if (takes_value(row) && !is_argument(row)) text += " " + value_text(row);
  return text + "\n" + escaped_for_manual(row.help) + "\n";
}

constexpr std::string_view exit_status = "Exit status: ";

/// The line about the exit status is one, too.
std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const size_t status = text.starts_with(exit_status) ? text.npos : text.find(exit_status);
    const size_t end = std::min({text.find("\n\n"), status, text.size()});
    if (const std::string_view part = text.substr(0, text.find_last_not_of('\n', end - 1) + 1); end != 0)
      found.push_back(part);
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  }
  return found;
}

}  // namespace

std::string manual_page(std::string_view program, std::string_view version, std::string_view description,
                        std::span<const OptionRow> rows, std::span<const Command> commands) {
  const std::string name(program);
  std::string called = name;
  std::replace(called.begin(), called.end(), '-', ' ');
  std::string page =
      ".TH \"" + name + "\" 1 \"\" \"certcheck " + std::string(version) + "\" \"User Commands\"\n";
  const std::vector<std::string_view> parts = paragraphs(description);
  page += section("Name") + escaped_for_manual(name) + " \\- " +
          escaped_for_manual(lower_case_clause(parts.at(0))) + "\n";

  page += section("Synopsis") + bold(called) + " [" + emphasized("OPTION") + "]...";
  for (const OptionRow& row : rows)
    if (is_argument(row)) page += " [" + emphasized(value_name(row)) + (repeats(row) ? "]..." : "]");
  page += "\n" + section("Description");
  for (const std::string_view part : parts) {
    if (part.starts_with(exit_status)) continue;
    page += (part.data() == parts.front().data() ? "" : ".PP\n") + escaped_for_manual(part) + "\n";
  }
  for (const OptionRow& row : rows)
    if (is_argument(row)) page += entry(row);

  if (!commands.empty()) page += section("Commands");
  for (const Command& command : commands)
    page += ".TP\n" + bold(called + " " + command.name) + "\n" + escaped_for_manual(command.help) + "; see " +
            bold(name + "-" + command.name) + "(1)\n";
  page += section("Options");
  for (const std::string& group : groups(rows)) {
    if (!group.empty()) page += ".SS \"" + escaped_for_manual(group) + "\"\n";
    for (const OptionRow& row : rows)
      if (row.group == group && !is_argument(row)) page += entry(row);
  }
  for (const std::string_view part : parts)
    if (part.starts_with(exit_status))
      page += section("Exit status") + escaped_for_manual(part.substr(exit_status.size())) + "\n";
  return page;
}

}  // namespace certcheck::tools
