#include "certcheck/lint/support/domain_names.h"

#include "certcheck/lint/facts.h"
#include "certcheck/names/public_suffix.h"

namespace certcheck::lint {
namespace {

/// No rule of the list's first section is for more labels.
constexpr size_t max_suffix_labels = 5;

bool is_suffix(std::string_view name) { return names::is_public_suffix(name, names::SuffixSection::icann); }

/// Where the last `max_suffix_labels` labels of the name begin.
size_t longest_candidate(std::string_view name) {
  size_t begin = name.size();
  for (size_t labels = 0; labels < max_suffix_labels && begin > 0; ++labels) {
    const size_t dot = name.rfind('.', begin - 1);
    if (dot == std::string_view::npos) return 0;
    begin = dot;
  }
  return begin + 1;
}

/// What has a label to the left of another one.
bool has_two_labels(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.back() != '.' &&
         name.find('.') != std::string_view::npos;
}

}  // namespace

bool is_divisible(const CertificateFacts& facts, const x509::GeneralName& name) {
  // A wildcard is not a suffix, whatever it is below.
  return has_two_labels(name.text()) && (names::is_wildcard(name.text()) || !facts.is_public_suffix(name));
}

std::optional<DomainParts> divide_domain(std::string_view name) {
  if (!has_two_labels(name) || (longest_candidate(name) == 0 && is_suffix(name))) return std::nullopt;
  // The longest suffix counts. The last label is one by the list's rule "*", whatever it is.
  size_t suffix = longest_candidate(name);
  for (size_t dot = name.find('.', suffix); dot != std::string_view::npos && !is_suffix(name.substr(suffix));
       dot = name.find('.', suffix))
    suffix = dot + 1;
  const std::string_view rest = name.substr(0, suffix - 1);
  const size_t dot = rest.rfind('.');
  if (dot == std::string_view::npos) return DomainParts{{}, rest, name.substr(suffix)};
  return DomainParts{rest.substr(0, dot), rest.substr(dot + 1), name.substr(suffix)};
}

}  // namespace certcheck::lint
