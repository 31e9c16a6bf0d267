#pragma once

#include "certcheck/engine/lint_run.h"
#include "certcheck/lint/selection.h"
#include "certcheck/report/format.h"

#include <memory>
#include <string>

namespace certcheck::report {

/// A document about things that are linted one after the other, of which each is shown as far as RunBudget
/// lets it. Not thread-safe.
class LintedDocument {
 public:
  /// The selection, under which things are linted, is borrowed.
  LintedDocument(const FormatRow& row, const lint::Selection& selection, const Origin& origin);

  void take(LintedThing thing);
  /// Whether something was taken.
  bool empty() const { return total_.items == 0; }
  /// The whole document; what was found in things that are not listed is said of the input `name`.
  std::string end(const std::string& name);

 private:
  Item item_of(const LintedThing& thing) const { return {place_of(thing), &thing, origin_}; }
  void write(const LintedThing& thing) { text_ += format_->write(format_->render(item_of(thing))); }

  const Origin origin_;
  const std::unique_ptr<Format> format_;
  engine::LintRun run_;
  Tally total_;
  std::string text_;
};

}  // namespace certcheck::report
