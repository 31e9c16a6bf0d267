#include "common/output.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace certcheck::tools {

void add_format(CLI::App& app, std::string& format) {
  app.add_option("--format", format, "json or text")
      ->check(CLI::IsMember({"json", "text"}))
      ->capture_default_str();
}

Format parse_format(const std::string& text) { return text == "text" ? Format::text : Format::json; }

bool pretty_wanted() { return isatty(STDOUT_FILENO) == 1; }

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

std::string render(const engine::Report& report, Format format, const report::Origin& origin, bool pretty) {
  if (format == Format::text) return report::to_text(report, {.color = color_wanted()});
  return report::to_json(report, origin, pretty ? 2 : -1) + '\n';
}

std::timed_mutex& output_mutex() {
  static std::timed_mutex mutex;
  return mutex;
}

void print(std::string_view text) {
  const std::lock_guard lock(output_mutex());
  std::cout << text << std::flush;
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
  if (report.target) std::cerr << report::printable(report.target->input) << ": ";
  std::cerr << to_string(report.verdict) << ", " << errors << " errors, " << warnings << " warnings\n";
}

}  // namespace certcheck::tools
