#pragma once

#include "certcheck/lint/selection.h"
#include "certcheck/report/fields.h"
#include "certcheck/report/item.h"
#include "certcheck/report/state.h"
#include "certcheck/report/tally.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The forms in which reports are written. A format is one file and one row of `formats()`.
namespace certcheck::report {

/// A document in the making. render() may be called by several threads at once; everything else by one at a
/// time, write() in the order of the items.
class Format {
 public:
  virtual ~Format() = default;
  /// What is before all items.
  virtual std::string begin(const Origin& /*origin*/) { return {}; }
  /// What an item becomes, before it is known what is around it.
  virtual std::string render(const Item& item) const = 0;
  /// What can be written once the items, one or several in a row, are the next ones; may be empty where a
  /// format waits for the end.
  virtual std::string write(std::string items) { return items; }
  /// What is after all items; `total` counts them.
  virtual std::string end(const Tally& /*total*/) { return {}; }
  /// What the document says of all together, where those who read it from standard output take the exit
  /// status to be this.
  virtual std::optional<State> state() const { return std::nullopt; }
};

/// What is to be written, and for the formats for people where it will be shown.
struct FormatOptions {
  Content content = Content::reports;
  const lint::Selection* selection = nullptr;  ///< things were linted under it; must outlive the format
  bool terminal = false;                       ///< standard output is a terminal: JSON is indented
  bool color = false;                          ///< a terminal that shows colors
  Fields fields = {};                          ///< of JSON and CSV, nothing but these; empty: all
  bool totals = true;  ///< text about things that were linted ends with how much there was
};

struct FormatRow {
  std::string_view name;       ///< of --format
  std::string_view extension;  ///< of files that hold it, with the dot; empty if there is no conventional one
  bool of_reports;             ///< what it can write: reports of endpoints and chains,
  bool of_linted;              ///< and things that were linted
  bool for_programs;    ///< reads of a target that could not be tried, too; for people this is reported
                        ///< elsewhere
  bool needs_outcomes;  ///< of lints that did not fire, too
  std::unique_ptr<Format> (*make)(const FormatOptions&);

  bool writes(Content content) const { return content == Content::linted ? of_linted : of_reports; }
};

/// Every format, in the order in which --help shows them.
std::span<const FormatRow> formats();

/// By the name; null if there is none.
const FormatRow* find_format(std::string_view name);

/// By the extension of a file's name; null if none has it.
const FormatRow* format_of_file(std::string_view file_name);

}  // namespace certcheck::report
