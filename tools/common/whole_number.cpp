#include "common/whole_number.h"

#include "certcheck/request/option.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace certcheck::tools {

std::optional<uint64_t> parse_whole_number(std::string_view text, uint64_t least, uint64_t most) {
  uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return number < least || number > most ? std::nullopt : std::optional(number);
}

CLI::Validator whole_number(uint64_t least, uint64_t most) {
  const auto check = [=](const std::string& text) {
    return parse_whole_number(text, least, most)
               ? std::string()
               : "\"" + text + "\" is not " + request::range_text(least, most);
  };
  return {check, "", "whole number"};
}

}  // namespace certcheck::tools
