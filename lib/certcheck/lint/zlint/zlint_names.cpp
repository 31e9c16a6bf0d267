#include "certcheck/lint/zlint/zlint_names.h"

#include "certcheck/lint/zlint/crl_parser_lints.h"
#include "certcheck/lint/zlint/parser_lints.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

constexpr SameLint all_same_lints[] = {
    {"e_mailbox_validated_allowed_subjectdn_attributes",
     "e_mailbox_validated_enforce_subject_field_restrictions"},
};

}  // namespace

std::span<const SameLint> same_lints() { return all_same_lints; }

std::vector<std::string_view> zlint_names(const Check& check) {
  std::vector<std::string_view> names;
  const auto add = [&names](std::string_view name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  add(check.zlint);
  for (const SameLint& same : same_lints())
    if (same.as == check.zlint) add(same.name);
  for (const ParserLint& lint : parser_lints())
    if (lint.check->id == check.id) add(lint.zlint);
  for (const CrlParserLint& lint : crl_parser_lints())
    if (lint.check->id == check.id) add(lint.zlint);
  return names;
}

}  // namespace certcheck::lint
