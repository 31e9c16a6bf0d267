#include "certlint/run.h"

#include "certcheck/lint/words.h"

#include "certlint/checks.h"
#include "certlint/input.h"
#include "certlint/pipeline.h"
#include "certlint/progress.h"
#include "certlint/weak_key_files.h"
#include "common/output.h"
#include "common/version.h"

#include <unistd.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace certcheck::certlint {
namespace {

using tools::ExitStatus;

/// Of what was passed over; a file of a million broken blocks would fill the terminal.
constexpr size_t notes_max = 100;

std::string in_words(const Tally& tally) {
  const auto amount = [](size_t count, std::string_view thing) {
    return lint::words(count, " ", thing, count == 1 ? "" : "s");
  };
  return lint::words(tally.items,
                     " linted: ", amount(tally.findings[static_cast<size_t>(Severity::error)], "error"), ", ",
                     amount(tally.findings[static_cast<size_t>(Severity::warning)], "warning"), ", ",
                     amount(tally.findings[static_cast<size_t>(Severity::notice)], "notice"));
}

std::string summary(const Tally& tally) {
  std::vector<std::pair<size_t, const Check*>> rows;
  for (const auto& [check, count] : tally.by_check) {
    rows.emplace_back(count, check);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
  });
  std::string out = in_words(tally) + "\n";
  for (const auto& [count, check] : rows) {
    out += lint::words("  ", count, " x ", to_string(check->severity), " ", check->id, ": ",
                       check->requirement, "\n");
  }
  return out;
}

/// Something was found of `fail_on` or worse; nullopt: nothing is that bad.
bool reaches(const Tally& tally, std::optional<Severity> fail_on) {
  const auto severities = {Severity::error, Severity::warning, Severity::notice};
  return fail_on && std::any_of(severities.begin(), severities.end(), [&](Severity severity) {
           return severity >= *fail_on && tally.findings[static_cast<size_t>(severity)] != 0;
         });
}

}  // namespace

ExitStatus run(const Options& options) {
  for (const std::string& pattern : lint::Selection::unmatched(options.rules, every_check())) {
    program.say("no check matches \"" + pattern + "\" (see --list-checks)");
    return ExitStatus::usage;
  }
  const auto weak_keys = read_weak_keys(options.weak_keys);
  if (!weak_keys) {
    program.say(weak_keys.error().message);
    return ExitStatus::usage;
  }
  const lint::Selection selection(options.rules);
  // Text on a terminal shows by itself how far the work is.
  const bool is_text = options.format == Format::text && options.document == nullptr;
  const bool text_is_seen = is_text && isatty(STDOUT_FILENO) != 0;
  const bool shows_progress = !options.quiet && !text_is_seen && isatty(STDERR_FILENO) != 0;
  Progress progress(shows_progress, shows_progress ? size_of_inputs(options.inputs) : 0);
  size_t octets = 0;
  size_t notes = 0;
  if (options.format == Format::json) {
    tools::print(lint::words("{\"schema_version\":1,\"tool\":{\"name\":\"certlint\",\"version\":\"",
                             tools::version, "\"},\"items\":["));
  }
  std::vector<Error> errors;
  Tally tally;
  {
    Pipeline pipeline(options, selection, *weak_keys);
    const Sink sink{.take = [&](Item item) { pipeline.take(std::move(item)); },
                    .note =
                        [&](const std::string& text) {
                          if (!options.quiet && ++notes <= notes_max) {
                            progress.clear();
                            program.say(text);
                          }
                        },
                    .progress =
                        [&](size_t read) {
                          octets += read;
                          const Tally written = pipeline.tally();
                          progress.update(octets, written.items, written.count());
                        }};
    ChainGatherer chains(sink);
    Sink gathering = sink;
    if (options.chain) {
      gathering.take = [&chains](Item item) { chains.take(std::move(item)); };
    }
    errors = read_inputs(options.inputs, gathering);
    chains.finish();
    pipeline.finish();
    tally = pipeline.tally();
  }
  progress.clear();
  if (notes > notes_max) {
    program.say(lint::words("and ", notes - notes_max, " more notes"));
  }
  if (options.format == Format::json) {
    tools::print(lint::words("\n],\"summary\":{\"items\":", tally.items,
                             ",\"error\":", tally.findings[static_cast<size_t>(Severity::error)],
                             ",\"warning\":", tally.findings[static_cast<size_t>(Severity::warning)],
                             ",\"notice\":", tally.findings[static_cast<size_t>(Severity::notice)], "}}\n"));
  } else if (options.format == Format::summary) {
    tools::print(summary(tally));
  } else if (is_text && !options.quiet) {
    tools::print(in_words(tally) + "\n");
  }
  for (const Error& error : errors) {
    program.say(error.message);
  }
  if (!errors.empty()) {
    return ExitStatus::usage;
  }
  return reaches(tally, options.fail_on) ? ExitStatus::problem : ExitStatus::fine;
}

}  // namespace certcheck::certlint
