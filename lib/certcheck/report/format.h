#pragma once

#include "certcheck/report/item.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The forms in which reports are written. A format is one file and one row of `formats()`.
namespace certcheck::report {

/// What one item became, before it is known what stands around it.
struct Rendered {
  std::string text;
  /// For formats that write the findings of all items together: the checks that fired.
  std::vector<const Check*> checks = {};
};

/// A document in the making. render() may be called by several threads at once; everything else by one at a
/// time, write() in the order of the items.
class Format {
 public:
  virtual ~Format() = default;
  /// What stands before all items.
  virtual std::string begin(const Origin& /*origin*/) { return {}; }
  virtual Rendered render(const Item& item) const = 0;
  /// What can be written once the item is the next one; may be empty where a format waits for the end.
  virtual std::string write(Rendered item) { return std::move(item.text); }
  /// What stands behind all items.
  virtual std::string end() { return {}; }
};

/// What the formats for people are told of where they will be seen.
struct FormatOptions {
  bool terminal = false;  ///< standard output is a terminal: JSON is indented
  bool color = false;     ///< a terminal that shows colors
};

struct FormatRow {
  std::string_view name;       ///< of --format
  std::string_view extension;  ///< of files that hold it, with the dot; empty if none does by custom
  bool of_reports;             ///< what it can write: reports of endpoints and chains,
  bool of_linted;              ///< and things that were linted
  bool for_programs;           ///< reads of a target that could not be tried, too; people are told elsewhere
  std::unique_ptr<Format> (*make)(const FormatOptions&);
};

/// Every format, in the order in which --help shows them.
std::span<const FormatRow> formats();

/// By the name; null if there is none.
const FormatRow* find_format(std::string_view name);

/// By the extension of a file's name; null if none has it.
const FormatRow* format_of_file(std::string_view file_name);

}  // namespace certcheck::report
