#include "certlint/run.h"

#include "certcheck/engine/catalogue.h"

#include "certlint/gate.h"
#include "certlint/input.h"
#include "certlint/pipeline.h"
#include "certlint/weak_key_files.h"
#include "common/output.h"
#include "common/progress.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::certlint {
namespace {

using tools::ExitStatus;

/// Of what was skipped; a file of a million broken blocks would fill the terminal.
constexpr size_t notes_max = 100;

/// Something was found of `fail_on` or worse; nullopt: nothing is that bad.
bool reaches(const report::Tally& tally, std::optional<Severity> fail_on) {
  const auto severities = {Severity::error, Severity::warning, Severity::notice};
  return fail_on && std::any_of(severities.begin(), severities.end(), [&](Severity severity) {
           return severity >= *fail_on && tally.of(severity) != 0;
         });
}

/// The option that has a pattern, or the configuration file's.
std::string option_of(const std::string& pattern, const Options& options) {
  const lint::Rules& rules = options.rules;
  const auto has = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), pattern) != list.end();
  };
  const std::string name = has(rules.include) ? "--include" : has(rules.exclude) ? "--exclude" : "--severity";
  return options.configuration.empty() ? name : name + " or " + options.configuration;
}

}  // namespace

tools::Ending run(const Options& options) {
  const tools::Format format = format_of_errors(tools::error_format(options.output));
  for (const std::string& pattern : lint::Selection::unmatched(options.rules, engine::every_check())) {
    return program.fail({Error::Kind::usage, option_of(pattern, options) + ": no check matches \"" + pattern +
                                                 "\" (see --list-checks)"},
                        format);
  }
  const auto weak_keys = read_weak_keys(options.weak_keys);
  if (!weak_keys) return program.fail(weak_keys.error(), format);
  const lint::Selection selection(options.rules);
  if (options.pre_issuance) {
    return options.listen.empty() ? answer_standard_input(options, selection, *weak_keys)
                                  : answer_socket(options, selection, *weak_keys);
  }
  auto output = tools::Output::open(options.output, program.origin(),
                                    {.selection = &selection, .totals = !options.quiet});
  if (!output) return program.fail(output.error(), format);
  // Text on a terminal shows by itself how far the work is.
  const bool text_is_seen = options.output.format_or_own() == "text" && isatty(STDOUT_FILENO) != 0;
  const bool shows_progress = !options.quiet && !text_is_seen && isatty(STDERR_FILENO) != 0;
  tools::Progress progress(shows_progress, shows_progress ? size_of_inputs(options.inputs) : 0);
  size_t octets = 0, left_out = 0;
  size_t notes = 0;
  std::vector<Error> errors;
  {
    Pipeline pipeline({static_cast<unsigned>(options.jobs), options.fail_on, options.assumed}, selection,
                      *weak_keys, *output);
    const request::LintSink sink{.take = [&](request::LintItem item) { pipeline.take(std::move(item)); },
                                 .note =
                                     [&](const std::string& text) {
                                       if (!options.quiet && ++notes <= notes_max) {
                                         progress.clear();
                                         program.say(text);
                                       }
                                     }};
    const Progress show_progress = [&](size_t read) {
      octets += read;
      progress.update(octets, [&](double seconds) {
        const report::Tally written = output->tally();
        return fmt::format("{} linted, {} findings, {:.1f} MB read, {:.0f}/s", written.items, written.count(),
                           static_cast<double>(octets) / 1e6, static_cast<double>(written.items) / seconds);
      });
    };
    request::ChainGatherer chains(sink);
    request::LintSink gathering = sink;
    if (options.chain) gathering.take = [&chains](request::LintItem item) { chains.take(std::move(item)); };
    errors = read_inputs(options.inputs, gathering, show_progress);
    chains.finish();
    pipeline.finish();
    left_out = pipeline.left_out();
  }
  progress.clear();
  if (notes > notes_max) program.say(fmt::format("and {} more notes", notes - notes_max));
  if (left_out != 0 && !options.quiet) {
    program.say(fmt::format("{} of {} are counted and not listed, for there is a limit to what a run prints",
                            left_out, output->tally().items));
  }
  if (auto unwritten = output->finish()) errors.push_back(*std::move(unwritten));
  for (const Error& error : errors) program.say(error.message);
  if (!errors.empty()) return {ExitStatus::usage, output->said()};
  return {reaches(output->tally(), options.fail_on) ? ExitStatus::problem : ExitStatus::fine, output->said()};
}

}  // namespace certcheck::certlint
