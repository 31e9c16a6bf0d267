#include "certcheck/serve/detail/linting.h"

#include "certcheck/report/linted_document.h"
#include "certcheck/request/lint_input.h"

namespace certcheck::serve {

std::optional<std::string> lint_body(const std::string& body, bool chain, const report::FormatRow& row,
                                     const report::Origin& origin, const engine::LintSetting& setting) {
  report::LintedDocument document(row, setting.selection, origin);
  // What is wrong with a part of a body is left where another can be linted.
  request::read_lint_bytes("-", body, chain, [&](request::LintItem item) {
    document.take({item.file, item.index, item.line, request::lint_item(item, setting)});
  });
  if (document.empty()) return std::nullopt;
  return document.end("-");
}

}  // namespace certcheck::serve
