#include "certcheck/policy/parse_policy.h"

#include "certcheck/engine/catalogue.h"
#include "certcheck/lint/selection.h"
#include "certcheck/policy/detail/closest.h"
#include "certcheck/policy/detail/toml.h"
#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace certcheck::policy {
namespace {

using request::Option;
using request::Settings;

/// What bounds a line bounds how deep the keys in it are nested, which the TOML library does not.
constexpr size_t line_bytes_max = 8'192;
/// Thousands of groups have room in it.
constexpr size_t file_bytes_max = size_t{1} << 20;

/// What is wrong; unset if nothing is.
using Problem = std::optional<Error>;

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// The options that a policy file has: all of certcheck's that are about a target.
std::vector<std::string> option_keys() {
  std::vector<std::string> keys;
  for (const Option& option : request::options())
    if (!option.name.empty()) keys.push_back(request::policy_key_of(option));
  return keys;
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<Policy> read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      Problem problem;
      if (key.str() == "defaults")
        problem = read_defaults(key, node);
      else if (key.str() == "group")
        problem = read_groups(key, node, "group", policy_.groups);
      else if (key.str() == "module")
        problem = read_groups(key, node, "module", policy_.modules);
      else if (key.str() == "waiver")
        problem = read_waivers(key, node);
      else
        problem = unknown(key, {"defaults", "group", "module", "waiver"},
                          "[defaults], [group.NAME], [module.NAME] and [[waiver]]");
      if (problem) return *std::move(problem);
    }
    return std::move(policy_);
  }

 private:
  // --- groups ---

  Problem read_defaults(const toml::key& key, const toml::node& node) {
    const toml::table* const table = node.as_table();
    if (table == nullptr)
      return wrong(key, "is not a table; write [defaults] and below it one option per line");
    policy_.defaults.place = place(node.source());
    for (const auto& [option, value] : *table)
      if (auto problem = read_option(option, value, policy_.defaults)) return problem;
    return check_exclusions(policy_.defaults);
  }

  /// `kind` is "group" or "module".
  Problem read_groups(const toml::key& key, const toml::node& node, const std::string& kind,
                      std::vector<Group>& list) {
    const toml::table* const table = node.as_table();
    const std::string heading = "[" + kind + ".NAME]";
    if (table == nullptr)
      return wrong(key, "is not a table; write " + heading + " and below it one option per line");
    std::vector<std::pair<toml::source_position, Group>> groups;
    for (const auto& [name, value] : *table) {
      const toml::table* const members = value.as_table();
      if (members == nullptr)
        return wrong(name, "is not a " + kind + "; write " + heading + " above what holds for it");
      Group group;
      group.name = name.str();
      group.place = place(name.source());
      if (auto problem = kind == "group" ? read_group(*members, group) : read_module(*members, group))
        return problem;
      groups.emplace_back(name.source().begin, std::move(group));
    }
    // The library has tables in the order of their keys, but the later group holds.
    std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [position, group] : groups) list.push_back(std::move(group));
    return std::nullopt;
  }

  Problem read_group(const toml::table& table, Group& group) {
    for (const auto& [key, value] : table) {
      auto problem =
          key.str() == "targets" ? read_targets(key, value, group.targets) : read_option(key, value, group);
      if (problem) return problem;
    }
    if (group.targets.empty())
      return Error{Error::Kind::usage, group.place + ": group " + in_quotes(group.name) +
                                           " has no targets; say for example targets = [\"*.example.com\"]"};
    return check_exclusions(group);
  }

  Problem read_module(const toml::table& table, Group& module) {
    for (const auto& [key, value] : table) {
      if (key.str() == "targets")
        return wrong(key, "a module has no targets; it holds for those that are asked for under its name");
      if (auto problem = read_option(key, value, module)) return problem;
    }
    return check_exclusions(module);
  }

  Problem read_targets(const toml::key& key, const toml::node& node,
                       std::vector<engine::TargetPattern>& targets) {
    std::vector<std::string> texts;
    if (auto problem = read_texts(key, node, texts)) return problem;
    for (const std::string& text : texts) {
      auto pattern = engine::TargetPattern::parse(text);
      if (!pattern) return wrong(key, pattern.error().message);
      targets.push_back(*std::move(pattern));
    }
    return std::nullopt;
  }

  Problem read_option(const toml::key& key, const toml::node& node, Group& group) {
    const auto table = request::options();
    const auto option = std::find_if(table.begin(), table.end(), [&](const Option& each) {
      return !each.name.empty() && request::policy_key_of(each) == key.str();
    });
    if (option == table.end()) {
      std::vector<std::string> keys = option_keys();
      if (&group != &policy_.defaults) keys.emplace_back("targets");
      return unknown(key, keys, "the options of certcheck that are about a target (certcheck --help)");
    }
    group.given.push_back(&*option);
    group.settings.places[option->name] = place(key.source()) + ": " + std::string(key.str());
    return std::visit(
        [&](const auto& member) { return read_value(key, node, *option, member, group.settings); },
        option->member);
  }

  Problem check_exclusions(Group& group) const {
    for (const Option* const option : group.given)
      for (const Option* const other : group.given)
        if (!option->excludes.empty() && option->excludes == other->name)
          return Error{Error::Kind::usage, group.settings.places[option->name] + ": it excludes " +
                                               request::policy_key_of(*other)};
    return std::nullopt;
  }

  // --- values ---

  Problem read_value(const toml::key& /*key*/, const toml::node& /*node*/, const Option& /*option*/,
                     std::monostate /*none*/, Settings& /*settings*/) const {
    return std::nullopt;
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& /*option*/,
                     bool Settings::*member, Settings& settings) const {
    const auto value = node.value_exact<bool>();
    if (!value) return wrong(key, "is neither true nor false");
    settings.*member = *value;
    return std::nullopt;
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& option,
                     std::optional<bool> Settings::*member, Settings& settings) const {
    const auto value = node.value_exact<bool>();
    if (!value) return wrong(key, "is neither true nor false");
    // Not to allow is to refuse, as in a batch request; not to refuse is as the profile has it.
    if (option.sets)
      settings.*member = *value;
    else
      settings.*member = *value ? std::optional(false) : std::nullopt;
    return std::nullopt;
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& option,
                     std::string Settings::*member, Settings& settings) const {
    return read_text(key, node, option, settings.*member);
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& option,
                     std::optional<std::string> Settings::*member, Settings& settings) const {
    return read_text(key, node, option, (settings.*member).emplace());
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& option,
                     std::optional<uint64_t> Settings::*member, Settings& settings) const {
    const auto value = node.value_exact<int64_t>();
    if (!value || *value < 0 || static_cast<uint64_t>(*value) > option.most)
      return wrong(key, "is not " + request::range_text(0, option.most));
    settings.*member = static_cast<uint64_t>(*value);
    return std::nullopt;
  }

  Problem read_value(const toml::key& key, const toml::node& node, const Option& option,
                     std::vector<std::string> Settings::*member, Settings& settings) const {
    std::vector<std::string> texts;
    if (auto problem = read_texts(key, node, texts)) return problem;
    for (const std::string& text : texts)
      (settings.*member).push_back(option.file ? path_of(text, option) : text);
    return std::nullopt;
  }

  Problem read_text(const toml::key& key, const toml::node& node, const Option& option,
                    std::string& text) const {
    const auto value = text_of(node);
    if (!value || value->empty()) return wrong(key, "is not text, or is empty; it takes " + taken(option));
    text = option.file ? path_of(*value, option) : *value;
    return std::nullopt;
  }

  /// A text or a number, which TOML writes without quotes.
  static std::optional<std::string> text_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return text;
    if (const auto number = node.value_exact<int64_t>()) return std::to_string(*number);
    const auto fraction = node.value_exact<double>();
    if (!fraction) return std::nullopt;
    std::string text = std::to_string(*fraction);
    return text.substr(0, text.find_last_not_of('0') + 1);
  }

  static std::string taken(const Option& option) {
    return option.type.empty() ? "a text in quotes" : in_quotes(option.type);
  }

  /// One text, or a list of them.
  Problem read_texts(const toml::key& key, const toml::node& node, std::vector<std::string>& texts) const {
    const auto add = [&](const toml::node& one) {
      auto text = text_of(one);
      if (!text || text->empty()) return false;
      texts.push_back(*std::move(text));
      return true;
    };
    const toml::array* const array = node.as_array();
    bool good = array != nullptr ? !array->empty() : add(node);
    if (array != nullptr)
      for (const toml::node& one : *array) good = good && add(one);
    if (!good) return wrong(key, "is neither a text in quotes nor a list of them");
    return std::nullopt;
  }

  /// Relative to the folder of the policy file; of --trust after NAME=.
  std::string path_of(const std::string& text, const Option& option) const {
    size_t start = 0;
    if (option.member == request::Member(&Settings::trust)) {
      const size_t equals = text.find('=');
      if (equals != std::string::npos && equals != 0 && text.find_first_of("/.") > equals) start = equals + 1;
    }
    const size_t folder = file_.rfind('/');
    if (text.compare(start, 1, "/") == 0 || folder == std::string::npos) return text;
    return text.substr(0, start) + file_.substr(0, folder + 1) + text.substr(start);
  }

  // --- waivers ---

  Problem read_waivers(const toml::key& key, const toml::node& node) {
    const toml::array* const array = node.as_array();
    if (array == nullptr || !array->is_array_of_tables())
      return wrong(key, "is not a list of tables; write [[waiver]] above each");
    for (const toml::node& element : *array)
      if (auto problem = read_waiver(*element.as_table())) return problem;
    return std::nullopt;
  }

  Problem read_waiver(const toml::table& table) {
    static const std::vector<std::string> keys{"finding", "target", "until", "owner", "reason"};
    engine::Waiver waiver;
    waiver.place = place(table.source());
    for (const auto& [key, node] : table) {
      Problem problem;
      if (key.str() == "finding")
        problem = read_findings(key, node, waiver.findings);
      else if (key.str() == "target")
        problem = read_targets(key, node, waiver.targets);
      else if (key.str() == "until")
        problem = read_until(key, node, waiver);
      else if (key.str() == "owner")
        problem = read_words(key, node, waiver.owner);
      else if (key.str() == "reason")
        problem = read_words(key, node, waiver.reason);
      else
        problem = unknown(key, keys, "of a waiver: " + joined(keys));
      if (problem) return problem;
    }
    for (const std::string& key : keys)
      if (!table.contains(key))
        return Error{Error::Kind::usage,
                     waiver.place + ": the waiver has no " + in_quotes(key) + "; it needs " + joined(keys)};
    policy_.waivers.push_back(std::move(waiver));
    return std::nullopt;
  }

  Problem read_findings(const toml::key& key, const toml::node& node,
                        std::vector<std::string>& findings) const {
    if (auto problem = read_texts(key, node, findings)) return problem;
    const auto all = engine::every_check();
    for (const std::string& pattern : findings) {
      if (std::any_of(all.begin(), all.end(),
                      [&](const Check* check) { return lint::matches_glob(pattern, check->id); }))
        continue;
      std::vector<std::string> ids;
      for (const Check* const check : all) ids.emplace_back(check->id);
      return wrong(key, in_quotes(pattern) + " is the id of no finding" + suggestion(pattern, ids) +
                            " (certcheck --list-checks)");
    }
    return std::nullopt;
  }

  Problem read_until(const toml::key& key, const toml::node& node, engine::Waiver& waiver) const {
    const auto date = node.value_exact<toml::date>();
    if (!date)
      return wrong(key, "is not a date without quotes, such as 2027-01-31, the last day of the waiver");
    const std::chrono::year_month_day day{std::chrono::year(date->year), std::chrono::month(date->month),
                                          std::chrono::day(date->day)};
    const std::chrono::sys_days midnight(day);
    waiver.end = Time(midnight + std::chrono::days(1));
    waiver.until = format_rfc3339(Time(midnight)).substr(0, std::string_view("2027-01-31").size());
    return std::nullopt;
  }

  Problem read_words(const toml::key& key, const toml::node& node, std::string& words) const {
    const auto text = node.value_exact<std::string>();
    if (!text || text->find_first_not_of(" \t\r\n") == std::string::npos)
      return wrong(key, "is not text in quotes, or is empty");
    words = *text;
    return std::nullopt;
  }

  // --- messages ---

  std::string place(const toml::source_region& region) const {
    return file_ + ":" + std::to_string(region.begin.line);
  }

  Error wrong(const toml::key& key, const std::string& what) const {
    const bool clause = what.starts_with("is ");
    return {Error::Kind::usage,
            place(key.source()) + ": " + std::string(key.str()) + (clause ? " " : ": ") + what};
  }

  static std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string near = closest(word, candidates);
    return near.empty() ? std::string() : "; did you mean " + in_quotes(near) + "?";
  }

  Error unknown(const toml::key& key, const std::vector<std::string>& allowed,
                const std::string& what) const {
    const std::string meant = suggestion(key.str(), allowed);
    return {Error::Kind::usage, place(key.source()) + ": unknown key " + in_quotes(key.str()) +
                                    (meant.empty() ? "; allowed are " + what : meant)};
  }

  const std::string& file_;
  Policy policy_;
};

/// The number of the first line that is too long; 0 if none is.
size_t long_line(std::string_view text) {
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t size = text.find('\n');
    if (std::min(size, text.size()) > line_bytes_max) return number;
    text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
  }
  return 0;
}

}  // namespace

Result<Policy> parse_policy(std::string_view text, const std::string& file) {
  if (text.size() > file_bytes_max)
    return Error{Error::Kind::usage,
                 file + ": a policy file has at most " + std::to_string(file_bytes_max) + " bytes"};
  if (const size_t line = long_line(text); line != 0)
    return Error{Error::Kind::usage, file + ":" + std::to_string(line) + ": a line has at most " +
                                         std::to_string(line_bytes_max) + " bytes"};
  const toml::parse_result parsed = toml::parse(text, std::string_view(file));
  if (!parsed)
    return Error{Error::Kind::usage, file + ":" + std::to_string(parsed.error().source().begin.line) + ": " +
                                         std::string(parsed.error().description())};
  return Reader(file).read(parsed.table());
}

}  // namespace certcheck::policy
