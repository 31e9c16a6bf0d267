#include "common/output.h"

#include "certcheck/report/text.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace certcheck::tools {

void add_output_options(CommandLine& line, OutputOptions& options) {
  std::vector<std::string> names;
  for (const report::FormatRow& row : report::formats())
    if (row.writes(options.content)) names.emplace_back(row.name);
  line.add({{.name = "--format",
             .place = &options.format,
             .help = "Format of standard output",
             .choices = names,
             .otherwise = std::string(options.format_or_own())},
            {.name = "-o,--output",
             .place = &options.files,
             .help = "Also write a file, completely or not at all; its format is given or derived from its "
                     "name (repeatable)",
             .type = "[FORMAT=]FILE"}});
  if (options.content != report::Content::reports) return;
  line.add({{.name = "--fields",
             .place = &options.fields,
             .help = "Of each report in JSON or CSV only these parts, e.g. target.input,verdict,findings.id",
             .type = "PLACE,...",
             .separated = true},
            {.name = "--brief",
             .place = &options.brief,
             .help = "Of each report in JSON or CSV the parts that make a line of some hundred bytes"}});
  line.exclude("--brief", "--fields");
}

Format error_format(const OutputOptions& options) {
  const report::FormatRow* const row = report::find_format(options.format_or_own());
  if (row != nullptr && row->name == "nagios") return Format::nagios;
  return row == nullptr || row->name == "json" || row->name == "ndjson" ? Format::json : Format::text;
}

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

struct Output::Document {
  const report::FormatRow* row;
  std::unique_ptr<report::Format> format;
  std::optional<NewFile> file;           ///< unset: standard output, or
  std::shared_ptr<GrowingFile> growing;  ///< this one
  std::string begin;                     ///< not written yet
  OutputQueue* queue = nullptr;          ///< to standard output; null: at once

  void put(const std::string& text) {
    std::string more = std::exchange(begin, {}) + text;
    if (more.empty()) return;
    if (file)
      file->append(more);
    else if (growing)
      growing->append(more);
    else if (queue != nullptr)
      queue->push(std::move(more));
    else
      print(more);
  }
};

Output::Output() : order_(std::make_unique<std::timed_mutex>()) {}
Output::Output(Output&&) noexcept = default;
Output::~Output() = default;

Result<Output> Output::open(const OutputOptions& options, const report::Origin& origin,
                            report::FormatOptions format_options) {
  Output output;
  if (options.queued) output.queue_ = std::make_unique<OutputQueue>();
  format_options.content = options.content;
  std::vector<std::string> places = options.fields;
  if (options.brief) places.assign(report::brief_fields().begin(), report::brief_fields().end());
  auto fields = report::Fields::parse(places);
  if (!fields) return Error{fields.error().kind, "--fields: " + fields.error().message};
  if (options.growing && !fields->empty() && !fields->contains("target.input"))
    return Error{Error::Kind::usage, "--fields: --resume needs target.input among them"};
  format_options.fields = *std::move(fields);
  const auto add = [&](const report::FormatRow& row, const std::string& file) {
    format_options.terminal = file.empty() && isatty(STDOUT_FILENO) == 1;
    format_options.color = file.empty() && color_wanted();
    auto document = std::make_unique<Document>();
    document->row = &row;
    document->format = row.make(format_options);
    if (!file.empty())
      document->file.emplace(file);
    else
      document->queue = output.queue_.get();
    document->begin = document->format->begin(origin);
    output.documents_.push_back(std::move(document));
  };
  if (options.growing) {
    add(*report::find_format("ndjson"), options.growing->path());
    output.documents_.back()->file.reset();
    output.documents_.back()->growing = output.growing_ = options.growing;
  }
  if (!options.growing || !options.format.empty()) add(*report::find_format(options.format_or_own()), {});
  for (const std::string& given : options.files) {
    const size_t equals = given.find('=');
    const report::FormatRow* row =
        equals == std::string::npos ? nullptr : report::find_format(given.substr(0, equals));
    const std::string file = row == nullptr ? given : given.substr(equals + 1);
    if (equals == 0)
      return Error{Error::Kind::usage, "--output " + given + ": no format is given before \"=\""};
    if (row == nullptr) row = report::format_of_file(file);
    if (row != nullptr && !row->writes(options.content))
      return Error{Error::Kind::usage,
                   "--output " + given + ": the format " + std::string(row->name) + " is not for reports"};
    if (row == nullptr)
      return Error{
          Error::Kind::usage,
          "--output " + given +
              ": no format is given, and none can be derived from the file's name; use for example sarif=" +
              given};
    if (file.empty()) return Error{Error::Kind::usage, "--output " + given + ": no file is given"};
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

void Output::leave_out(const report::Item& item, Rendered& rendered) const {
  ++rendered.tally.items;
  rendered.texts.resize(documents_.size());
  report::LintedThing bare;
  bare.linted.kind = item.linted()->linted.kind;
  for (size_t i = 0; i < documents_.size(); ++i)
    if (documents_[i]->row->needs_outcomes)
      rendered.texts[i] += documents_[i]->format->render({item.label, &bare, item.origin});
}

void Output::write_left_out(const report::Item& item) {
  Rendered rendered;
  rendered.tally.add(item);
  rendered.tally.items = 0;  // those left out were counted one by one
  rendered.texts.resize(documents_.size());
  for (size_t i = 0; i < documents_.size(); ++i)
    if (!documents_[i]->row->needs_outcomes) rendered.texts[i] = documents_[i]->format->render(item);
  write(std::move(rendered));
}

// Nobody holds the order meanwhile.
void Output::wait_for_room() const {
  if (queue_) queue_->wait_for_room();
}

void Output::write(Rendered rendered) {
  wait_for_room();
  const std::lock_guard lock(*order_);
  if (finished_) return;
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
  wait_for_room();
  const std::lock_guard lock(*order_);
  if (finished_) return;
  tally_.add(item);
  for (const auto& document : documents_)
    if (document->row->for_programs) document->put(document->format->write(document->format->render(item)));
}

std::optional<Error> Output::finish() {
  std::optional<Error> problem;
  {
    const std::lock_guard lock(*order_);
    problem = finish_locked();
  }
  if (queue_) queue_->drain();
  return problem;
}

std::optional<Error> Output::finish_within(std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  const std::unique_lock lock(*order_, end);
  if (!lock) return Error{Error::Kind::io, "standard output is not read"};
  auto problem = finish_locked();
  if (!queue_) return problem;
  const size_t left = queue_->drain_until(end);
  queue_->abandon();
  if (problem || left == 0) return problem;
  return Error{Error::Kind::io, "standard output is read too slowly: it lacks the last " +
                                    std::to_string(left) + " of what was to be written"};
}

std::optional<Error> Output::finish_locked() {
  if (std::exchange(finished_, true)) return std::nullopt;
  std::optional<Error> problem = growing_ ? growing_->problem() : std::nullopt;
  for (const auto& document : documents_) {
    document->put(document->format->end(tally_));
    if (!document->file) continue;
    if (auto error = document->file->commit(); error && !problem) problem = std::move(error);
  }
  return problem;
}

std::optional<report::State> Output::said() const {
  for (const auto& document : documents_)
    if (!document->file && !document->growing) return document->format->state();
  return std::nullopt;
}

bool Output::broken() const {
  // Not under a lock: who asks shall not wait for a slow reader.
  return output_broken() || (growing_ && growing_->broken());
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
    const size_t count = std::max<size_t>(finding.more, 1);
    errors += finding.severity() == Severity::error ? count : 0;
    warnings += finding.severity() == Severity::warning ? count : 0;
  }
  say_line((report.target ? report::printable(report.target->input) + ": " : std::string()) +
           std::string(to_string(report.verdict)) + ", " + std::to_string(errors) + " errors, " +
           std::to_string(warnings) + " warnings");
}

}  // namespace certcheck::tools
