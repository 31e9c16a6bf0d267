#include "certcheck/net/client/choices.h"

#include "certcheck/net/client/detail/key_share.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>
#include <string>

namespace certcheck::net {

using namespace tls;

namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::optional<uint16_t> read_number(std::string_view word) {
  if (!word.starts_with("0x")) return std::nullopt;
  word.remove_prefix(2);
  uint16_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
  return error == std::errc() && end == word.data() + word.size() && !word.empty() ? std::optional(value)
                                                                                   : std::nullopt;
}

std::optional<uint16_t> version_of(std::string_view word) {
  std::string name = upper(word);
  if (name.starts_with("TLS")) name.erase(0, name.find_first_not_of("TLSV "));
  constexpr std::array<std::pair<std::string_view, uint16_t>, 4> versions{
      {{"1.3", tls13_version}, {"1.2", tls12_version}, {"1.1", tls11_version}, {"1.0", tls10_version}}};
  for (const auto& [text, version] : versions)
    if (name == text) return version;
  return std::nullopt;
}

std::optional<uint16_t> group_of(std::string_view word) {
  const auto number = read_number(word);
  if (number) return KeyShares::supports(*number) ? number : std::nullopt;
  std::string name = upper(word);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> nist{
      {{"P-256", "SECP256R1"}, {"P-384", "SECP384R1"}, {"P-521", "SECP521R1"}}};
  for (const auto& [other, registered] : nist)
    if (name == other) name = registered;
  for (uint32_t id = 0; id <= 0xffff; ++id) {
    const NamedGroup* group = find_named_group(static_cast<uint16_t>(id));
    if (group && upper(group->name) == name)
      return KeyShares::supports(group->id) ? std::optional(group->id) : std::nullopt;
  }
  return std::nullopt;
}

std::string supported_groups() {
  std::string names;
  for (uint32_t id = 0; id <= 0xffff; ++id) {
    const NamedGroup* group = find_named_group(static_cast<uint16_t>(id));
    if (group && KeyShares::supports(group->id)) names.append(names.empty() ? "" : ", ").append(group->name);
  }
  return names;
}

std::optional<uint16_t> suite_of(std::string_view word) {
  if (const auto number = read_number(word)) return number;
  const std::string name = upper(word);
  for (const CipherSuite& suite : cipher_suites())
    if (const std::string registered = upper(suite.name); registered == name || registered == "TLS_" + name)
      return suite.id;
  return std::nullopt;
}

Result<std::vector<uint16_t>> read_list(
    std::string_view list, std::string_view what, std::string_view known,
    const std::function<std::optional<uint16_t>(std::string_view)>& read) {
  std::vector<uint16_t> values;
  if (list.empty()) return Error{Error::Kind::usage, "the list names no " + std::string(what)};
  for (size_t at = 0; at <= list.size();) {
    const std::string_view word = list.substr(at, list.find(',', at) - at);
    at += word.size() + 1;
    const auto value = read(word);
    if (!value) {
      return Error{Error::Kind::usage, "\"" + std::string(word) + "\" is not a " + std::string(what) +
                                           " that can be offered; " + std::string(known)};
    }
    if (std::find(values.begin(), values.end(), *value) == values.end()) values.push_back(*value);
  }
  return values;
}

}  // namespace

Result<std::vector<uint16_t>> read_versions(std::string_view list) {
  auto versions = read_list(list, "TLS version", "versions are 1.3, 1.2, 1.1 and 1.0", version_of);
  if (versions) std::sort(versions->begin(), versions->end(), std::greater<>());
  return versions;
}

Result<std::vector<uint16_t>> read_groups(std::string_view list) {
  return read_list(list, "group", "groups are " + supported_groups(), group_of);
}

Result<std::vector<uint16_t>> read_cipher_suites(std::string_view list) {
  return read_list(list, "cipher suite", "suites have their registered names, as TLS_AES_128_GCM_SHA256",
                   suite_of);
}

}  // namespace certcheck::net
