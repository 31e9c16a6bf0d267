#pragma once

#include "certcheck/request/settings.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certcheck::request {

/// Where the value of an option is kept, which says of what kind it is. None: it is the answer's alone.
using Member = std::variant<std::monostate, bool Settings::*, std::optional<bool> Settings::*,
                            std::string Settings::*, std::optional<std::string> Settings::*,
                            std::optional<uint64_t> Settings::*, std::vector<std::string> Settings::*>;

/// How a request writes what is text otherwise.
enum class Form : uint8_t {
  plain,
  names,   ///< {"kind", "value"}, or a list of them
  object,  ///< kept as the text of its JSON
};

/// One option of requests, command lines or both. The table of these is all that there is to say about an
/// option but for what it means, which to_options() says, or whoever reads files.
struct Option {
  std::string_view name = {};    ///< on command lines: "--max-depth"; empty: there is none
  std::string_view letter = {};  ///< the same in short: "-4"; empty: there is none
  std::string_view key = {};     ///< in requests: "max_depth"; empty: there is none
  Member member = {};
  Form form = Form::plain;
  uint64_t most = 0;                ///< of a number
  bool sets = true;                 ///< what a flag of the command line says
  bool separated = false;           ///< a list may be given as A,B
  bool connection = false;          ///< about a connection, which chains from files have none of
  bool fetching = false;            ///< about how something is fetched, if anything is
  bool file = false;                ///< on command lines the value names a file
  bool secret = false;              ///< the value may hold a password
  std::string_view excludes = {};   ///< the name of an option before it that it does not go with
  std::string_view group = {};      ///< heading in --help
  std::string_view type = {};       ///< of the value in --help
  std::string_view help = {};       ///< on command lines
  std::string_view value = {};      ///< in requests: what it is
  std::string_view otherwise = {};  ///< in requests: what holds where the key is left out
};

/// Every option, in the order in which --help and docs/batch.md show them.
std::span<const Option> options();

/// How the option of a member is called, for messages.
std::string name_of(const Member& member, Spelling spelling);
/// The same, and where it stands if it was given in a policy file.
std::string name_of(const Member& member, const Settings& settings, Spelling spelling);

/// What the option is called in a policy file: "max_depth" for --max-depth.
std::string policy_key_of(const Option& option);

/// Takes the option's value from `above`; what excludes the option holds no more.
void take(const Option& option, const Settings& above, Settings& settings);

/// The option's value for people, who are not shown one that may hold a password; empty if there is none.
std::string text_of(const Option& option, const Settings& settings);

/// "a whole number from 0 to 1000"
std::string range_text(uint64_t least, uint64_t most);

/// The keys of requests as a table in Markdown.
std::string table_of_keys();

}  // namespace certcheck::request
