#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/format.h"
#include "certcheck/report/tally.h"

#include "common/command_line.h"
#include "common/output_queue.h"
#include "common/write_file.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tools {

/// How what went wrong before any report is reported besides on standard error.
enum class Format { json, text, nagios };

/// --format and --output, as the user gave them.
struct OutputOptions {
  report::Content content = report::Content::reports;  ///< what the tool writes
  std::string format = {};                             ///< empty: the tool's own
  std::vector<std::string> files = {};                 ///< [FORMAT=]FILE
  std::vector<std::string> fields = {};                ///< of JSON; empty: all
  bool brief = false;                                  ///< those of report::brief_fields()
  /// Gets a line for each report at once; then standard output gets them only if a format is asked for.
  std::shared_ptr<GrowingFile> growing = {};
  /// A thread of its own writes standard output (common/output_queue.h): who hands over a report waits for a
  /// slow reader only while the queue is full.
  bool queued = false;

  std::string_view format_or_own() const {
    if (!format.empty()) return format;
    return content == report::Content::linted ? "text" : "json";
  }
};

void add_output_options(CommandLine& line, OutputOptions& options);
/// JSON for --format json and ndjson, a line for nagios; the other formats tell nothing of what they were not
/// made for.
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

  /// Whether a document contains the outcome of lints that did not fire.
  bool needs_outcomes() const;
  /// Adds an item to those rendered before. What is counted is the item; what is written of it is `shown`,
  /// the same with fewer findings perhaps.
  void render(const report::Item& item, const report::Item& shown, Rendered& rendered) const;
  /// Counts an item of which nothing is written: what was found in it is counted where it is told. A form
  /// that has a line for each item has an empty one.
  void leave_out(const report::Item& item, Rendered& rendered) const;
  /// What was found in all that were left out, after the items.
  void write_left_out(const report::Item& item);
  /// In the order of the items, if they have one.
  void write(Rendered rendered);
  void write(const report::Item& item);
  /// Of what was written so far.
  report::Tally tally() const;
  /// About a target that could not be tried; not for people, who are reported on standard error.
  void write_error(const Error& error, const std::string& input, const report::Origin& origin);
  /// What is after the reports, and the files; what is written afterwards goes nowhere. The error names
  /// the file that could not be written.
  std::optional<Error> finish();
  /// The same unless a slow reader keeps reports from being written for so long; then the files are written
  /// all the same, and the error says how many reports standard output lacks.
  std::optional<Error> finish_within(std::chrono::milliseconds patience);
  /// What the format on standard output says of all, see Ending. After finish().
  std::optional<report::State> said() const;
  /// True once part of it could not be written: the disk is full, or the reader is gone.
  bool broken() const;

 private:
  struct Document;
  Output();
  void wait_for_room() const;
  std::optional<Error> finish_locked();

  std::vector<std::unique_ptr<Document>> documents_;
  std::unique_ptr<std::timed_mutex> order_;  ///< held while documents and the tally grow
  report::Tally tally_;
  std::shared_ptr<GrowingFile> growing_;
  std::unique_ptr<OutputQueue> queue_;  ///< to standard output; null: it is written at once
  bool finished_ = false;
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
