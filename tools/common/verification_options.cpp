#include "common/verification_options.h"

#include "certcheck/request/option.h"

#include <string>
#include <type_traits>
#include <variant>

namespace certcheck::tools {
namespace {

using request::Option;
using request::Settings;

OptionRow to_row(const Option& option, Place place) {
  return {.name = (option.letter.empty() ? "" : std::string(option.letter) + ",") + std::string(option.name),
          .place = place,
          .help = std::string(option.help),
          .type = std::string(option.type),
          .group = std::string(option.group),
          .most = option.most,
          .sets = option.sets,
          .separated = option.separated};
}

}  // namespace

void add_verification_options(CommandLine& line, Settings& settings, bool connections) {
  for (const Option& option : request::options()) {
    if (option.name.empty() || (option.connection && !connections && !option.fetching)) continue;
    std::visit(
        [&](auto member) {
          if constexpr (!std::is_same_v<decltype(member), std::monostate>)
            line.add(to_row(option, &(settings.*member)));
        },
        option.member);
    if (!option.excludes.empty()) line.exclude(option.name, option.excludes);
  }
}

std::vector<const Option*> given_options(const CommandLine& line) {
  std::vector<const Option*> given;
  for (const Option& option : request::options())
    if (!option.name.empty() && line.given(option.name)) given.push_back(&option);
  return given;
}

}  // namespace certcheck::tools
