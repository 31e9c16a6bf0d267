#include "certcheck/report/linted_document.h"

#include "certcheck/lint/abridge.h"

#include <utility>

namespace certcheck::report {

LintedDocument::LintedDocument(const FormatRow& row, const lint::Selection& selection, const Origin& origin)
    : origin_(origin),
      format_(row.make({.content = Content::linted, .selection = &selection})),
      run_(selection),
      text_(format_->begin(origin_)) {}

void LintedDocument::take(LintedThing thing) {
  const lint::Share share = run_.take(thing.linted, engine::LintRun::measure(thing.linted));
  total_.add(item_of(thing));
  if (!share.listed) return;
  if (!share.whole) lint::abridge(thing.linted.findings, share.findings_bytes);
  write(thing);
}

std::string LintedDocument::end(const std::string& name) {
  LintedThing rest{.file = name};
  rest.linted.findings = run_.left_out().findings();
  if (!rest.linted.findings.empty()) write(rest);
  text_ += format_->end(total_);
  return std::move(text_);
}

}  // namespace certcheck::report
