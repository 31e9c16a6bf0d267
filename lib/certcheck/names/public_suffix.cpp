#include "certcheck/names/public_suffix.h"

#include "certcheck/base/ascii.h"
#include "certcheck/names/dns_name.h"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <string>

namespace certcheck::names {

bool is_public_suffix(std::string_view name, SuffixSection section) {
  if (!dns_name_fault(name).empty()) return false;
  // What is a name fits: linting asks this of every name, so nothing is allocated for it.
  std::array<char, 256> terminated{};
  if (name.size() >= terminated.size()) return false;
  std::transform(name.begin(), name.end(), terminated.begin(), [](char c) { return to_lower(c); });
  const int sections = section == SuffixSection::icann ? PSL_TYPE_ICANN : PSL_TYPE_ANY;
  return psl_is_public_suffix2(psl_builtin(), terminated.data(), sections | PSL_TYPE_NO_STAR_RULE) != 0;
}

std::optional<std::string_view> registrable_domain(std::string_view name) {
  if (!dns_name_fault(name).empty()) return std::nullopt;
  const std::string terminated(name);
  const char* domain = psl_registrable_domain(psl_builtin(), terminated.c_str());
  if (domain == nullptr) return std::nullopt;
  return name.substr(static_cast<size_t>(domain - terminated.c_str()));
}

}  // namespace certcheck::names
