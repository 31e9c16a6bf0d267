#include "certcheck/lint/zlint_names.h"

#include "certcheck/lint/crl_parser_lints.h"
#include "certcheck/lint/parser_lints.h"

#include <algorithm>

namespace certcheck::lint {

std::vector<std::string_view> zlint_names(const Check& check) {
  std::vector<std::string_view> names;
  const auto add = [&names](std::string_view name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  };
  add(check.zlint);
  for (const ParserLint& lint : parser_lints()) {
    if (lint.check->id == check.id) {
      add(lint.zlint);
    }
  }
  for (const CrlParserLint& lint : crl_parser_lints()) {
    if (lint.check->id == check.id) {
      add(lint.zlint);
    }
  }
  return names;
}

}  // namespace certcheck::lint
