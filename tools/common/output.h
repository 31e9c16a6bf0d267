#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/format.h"
#include "certcheck/report/tally.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace certcheck::tools {

/// How what went wrong before any report is told besides on standard error.
enum class Format { json, text };

/// --format and --output, as the user gave them.
struct OutputOptions {
  report::Content content = report::Content::reports;  ///< what the tool writes
  std::string format = {};                             ///< empty: the tool's own
  std::vector<std::string> files = {};                 ///< [FORMAT=]FILE

  std::string_view format_or_own() const {
    if (!format.empty()) return format;
    return content == report::Content::linted ? "text" : "json";
  }
};

void add_output_options(CLI::App& app, OutputOptions& options);
/// JSON for --format json and ndjson; the other formats tell nothing of what they were not made for.
Format error_format(const OutputOptions& options);

/// True if standard output is a terminal and NO_COLOR (no-color.org) is unset or empty.
bool color_wanted();

/// Where the reports of one run, or what was linted in it, go: standard output in the format of --format, and
/// the files of --output, each of which is written whole or not at all. May be used by several threads.
class Output {
 public:
  /// Some items in a row as each document has them.
  struct Rendered {
    std::vector<std::string> texts = {};
    report::Tally tally = {};
  };

  /// The error names the option. Nothing is written yet.
  static Result<Output> open(const OutputOptions& options, const report::Origin& origin,
                             report::FormatOptions format_options = {});
  Output(Output&&) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  /// Whether a document tells what came of lints that did not fire.
  bool needs_outcomes() const;
  /// Adds an item to those rendered before. What is counted is the item; what is written of it is `shown`,
  /// the same with fewer findings perhaps.
  void render(const report::Item& item, const report::Item& shown, Rendered& rendered) const;
  /// In the order of the items, if they have one.
  void write(Rendered rendered);
  void write(const report::Item& item);
  /// Of what was written so far.
  report::Tally tally() const;
  /// About a target that could not be tried; not for people, who are told on standard error.
  void write_error(const Error& error, const std::string& input, const report::Origin& origin);
  /// What stands behind the reports, and the files. The error names the file that could not be written.
  std::optional<Error> finish();

 private:
  struct Document;
  Output();
  std::vector<std::unique_ptr<Document>> documents_;
  std::unique_ptr<std::mutex> order_;  ///< held while documents and the tally grow
  report::Tally tally_;
};

/// Held while something is written to standard output.
std::timed_mutex& output_mutex();

/// Writes to standard output at once, unless that has failed before. Called by one thread or several.
void print(std::string_view text);

/// Writes a whole line to standard error. Called by one thread or several.
void say_line(const std::string& text);

/// True once something could not be written to standard output: the disk is full, or the reader is gone.
bool output_broken();

/// A one-line summary to standard error when that is a terminal and standard output is not.
void summarise(const engine::Report& report);

}  // namespace certcheck::tools
