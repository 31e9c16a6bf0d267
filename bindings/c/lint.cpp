#include "certcheck/report/linted_document.h"
#include "certcheck/request/lint_input.h"
#include "certcheck/request/lint_request.h"

#include "common/clock.h"
#include "common/version.h"
#include "work.h"

namespace certcheck::bindings {

Result<std::string> lint(Context& context, std::string_view bytes, std::string_view options) {
  const auto request = request::read_lint_request(options);
  if (!request) return request.error();
  const lint::Selection selection(request->rules);
  const report::FormatRow& row = *report::find_format("json");
  const engine::LintSetting setting{selection, nullptr, context.verifier, row.needs_outcomes,
                                    request->assumed};
  report::LintedDocument document(row, selection, {"certlint", tools::version, tools::now()});
  const auto errors = request::read_lint_bytes(
      request->name, std::string(bytes), request->chain, [&](request::LintItem item) {
        document.take({item.file, item.index, item.line, request::lint_item(item, setting)});
      });
  if (!errors.empty()) return errors.front();
  if (document.empty())
    return Error{Error::Kind::unreadable, request->name + ": nothing in it can be linted"};
  return document.end(request->name);
}

}  // namespace certcheck::bindings
