#include "common/output.h"

#include "certcheck/report/text.h"

#include "common/write_file.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace certcheck::tools {

void add_output_options(CLI::App& app, OutputOptions& options) {
  std::vector<std::string> names;
  for (const report::FormatRow& row : report::formats())
    if (row.writes(options.content)) names.emplace_back(row.name);
  app.add_option("--format", options.format, "Form of standard output")
      ->check(CLI::IsMember(names))
      ->default_str(std::string(options.format_or_own()));
  app.add_option("-o,--output", options.files,
                 "Write a file, too, whole or not at all; its format is named or shows from the file's name "
                 "(repeatable)")
      ->type_name("[FORMAT=]FILE")
      ->allow_extra_args(false);
}

Format error_format(const OutputOptions& options) {
  const report::FormatRow* const row = report::find_format(options.format_or_own());
  return row == nullptr || row->name == "json" || row->name == "ndjson" ? Format::json : Format::text;
}

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

struct Output::Document {
  const report::FormatRow* row;
  std::unique_ptr<report::Format> format;
  std::optional<NewFile> file;  ///< unset: standard output
  std::string begin;            ///< not written yet

  void put(const std::string& text) {
    const std::string more = std::exchange(begin, {}) + text;
    if (more.empty()) return;
    if (file)
      file->append(more);
    else
      print(more);
  }
};

Output::Output() : order_(std::make_unique<std::mutex>()) {}
Output::Output(Output&&) noexcept = default;
Output::~Output() = default;

Result<Output> Output::open(const OutputOptions& options, const report::Origin& origin,
                            report::FormatOptions format_options) {
  Output output;
  format_options.content = options.content;
  const auto add = [&](const report::FormatRow& row, const std::string& file) {
    format_options.terminal = file.empty() && isatty(STDOUT_FILENO) == 1;
    format_options.color = file.empty() && color_wanted();
    auto document = std::make_unique<Document>();
    document->row = &row;
    document->format = row.make(format_options);
    if (!file.empty()) document->file.emplace(file);
    document->begin = document->format->begin(origin);
    output.documents_.push_back(std::move(document));
  };
  add(*report::find_format(options.format_or_own()), {});
  for (const std::string& given : options.files) {
    const size_t equals = given.find('=');
    const report::FormatRow* row =
        equals == std::string::npos ? nullptr : report::find_format(given.substr(0, equals));
    const std::string file = row == nullptr ? given : given.substr(equals + 1);
    if (row == nullptr) row = report::format_of_file(file);
    if (row != nullptr && !row->writes(options.content))
      return Error{Error::Kind::usage,
                   "--output " + given + ": the format " + std::string(row->name) + " is not for reports"};
    if (row == nullptr)
      return Error{Error::Kind::usage, "--output " + given +
                                           ": no format is named, and none shows from the file's name; say "
                                           "for example sarif=" +
                                           given};
    if (file.empty()) return Error{Error::Kind::usage, "--output " + given + ": no file is named"};
    add(*row, file);
  }
  return output;
}

bool Output::needs_outcomes() const {
  return std::any_of(documents_.begin(), documents_.end(),
                     [](const auto& document) { return document->row->needs_outcomes; });
}

void Output::render(const report::Item& item, const report::Item& shown, Rendered& rendered) const {
  rendered.tally.add(item);
  rendered.texts.resize(documents_.size());
  for (size_t i = 0; i < documents_.size(); ++i) {
    // A form that has a result of each lint has it whatever was found.
    const bool whole = documents_[i]->row->needs_outcomes;
    rendered.texts[i] += documents_[i]->format->render(whole ? item : shown);
  }
}

void Output::write(Rendered rendered) {
  const std::lock_guard lock(*order_);
  tally_.add(rendered.tally);
  for (size_t i = 0; i < documents_.size(); ++i)
    documents_[i]->put(documents_[i]->format->write(std::move(rendered.texts[i])));
}

void Output::write(const report::Item& item) {
  Rendered rendered;
  render(item, item, rendered);
  write(std::move(rendered));
}

report::Tally Output::tally() const {
  const std::lock_guard lock(*order_);
  return tally_;
}

void Output::write_error(const Error& error, const std::string& input, const report::Origin& origin) {
  const engine::Report report = report::error_report(error, input, origin);
  const report::Item item{input, &report, origin};
  const std::lock_guard lock(*order_);
  tally_.add(item);
  for (const auto& document : documents_)
    if (document->row->for_programs) document->put(document->format->write(document->format->render(item)));
}

std::optional<Error> Output::finish() {
  std::optional<Error> problem;
  for (const auto& document : documents_) {
    document->put(document->format->end(tally_));
    if (!document->file) continue;
    if (auto error = document->file->commit(); error && !problem) problem = std::move(error);
  }
  return problem;
}

std::timed_mutex& output_mutex() {
  static std::timed_mutex mutex;
  return mutex;
}

void print(std::string_view text) {
  const std::lock_guard lock(output_mutex());
  std::cout << text << std::flush;
}

void say_line(const std::string& text) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << text + '\n';
}

// Not under the lock: who asks shall not wait for a slow reader.
bool output_broken() { return std::cout.rdstate() != std::ios::goodbit; }

void summarise(const engine::Report& report) {
  if (isatty(STDERR_FILENO) != 1 || isatty(STDOUT_FILENO) == 1) return;
  size_t errors = 0, warnings = 0;
  for (const Finding& finding : report.findings) {
    errors += finding.severity() == Severity::error ? 1 : 0;
    warnings += finding.severity() == Severity::warning ? 1 : 0;
  }
  say_line((report.target ? report::printable(report.target->input) + ": " : std::string()) +
           std::string(to_string(report.verdict)) + ", " + std::to_string(errors) + " errors, " +
           std::to_string(warnings) + " warnings");
}

}  // namespace certcheck::tools
