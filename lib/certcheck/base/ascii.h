#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// ASCII, whatever the locale: how DNS (RFC 4343), URIs and protocols of lines fold case, and lines end.
namespace certcheck {

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Other bytes stay as they are.
std::string to_lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// What lines of a text end with: a line feed, and a carriage return where the text has no line feed.
char line_end_of(std::string_view text);
/// How many lines end in the text.
size_t count_line_ends(std::string_view text, char line_end = '\n');

/// A host name as it is compared: "example.com." and "example.com" are one (RFC 1034 3.1).
constexpr std::string_view without_final_dot(std::string_view name) {
  return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

}  // namespace certcheck
