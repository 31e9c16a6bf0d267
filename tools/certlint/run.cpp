#include "certlint/run.h"

#include "certcheck/lint/words.h"
#include "certcheck/x509/strings.h"

#include "certlint/checks.h"
#include "certlint/input.h"
#include "certlint/pipeline.h"
#include "certlint/progress.h"
#include "certlint/weak_key_files.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace certcheck::certlint {
namespace {

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

void say(const std::string& text) {
  std::string printable;
  x509::append_printable(printable, text, {});
  std::fprintf(stderr, "certlint: %s\n", printable.c_str());
}

}  // namespace

int run(const Options& options) {
  for (const std::string& pattern : lint::Selection::unmatched(options.rules, every_check())) {
    say("no check matches \"" + pattern + "\" (see --list-checks)");
    return 2;
  }
  const auto weak_keys = read_weak_keys(options.weak_keys);
  if (!weak_keys) {
    say(weak_keys.error().message);
    return 2;
  }
  const lint::Selection selection(options.rules);
  // Text on a terminal shows by itself how far the work is.
  const bool text_is_seen = options.format == Format::text && isatty(STDOUT_FILENO) != 0;
  const bool shows_progress = !options.quiet && !text_is_seen && isatty(STDERR_FILENO) != 0;
  Progress progress(shows_progress, shows_progress ? size_of_inputs(options.inputs) : 0);
  size_t octets = 0;
  if (options.format == Format::json) {
    std::fputs("{\"schema_version\":1,\"tool\":{\"name\":\"certlint\",\"version\":\"" CERTCHECK_VERSION
               "\"},\"items\":[",
               stdout);
  }
  std::vector<Error> errors;
  Tally tally;
  {
    Pipeline pipeline(options, selection, *weak_keys);
    const Sink sink{.take = [&](Item item) { pipeline.take(std::move(item)); },
                    .note =
                        [&](const std::string& text) {
                          if (!options.quiet) {
                            progress.clear();
                            say(text);
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
    if (!pipeline.output_open()) {
      errors.push_back({Error::Kind::io, "standard output cannot be written to"});
    }
  }
  progress.clear();
  if (options.format == Format::json) {
    std::fprintf(stdout, "\n],\"summary\":{\"items\":%zu,\"error\":%zu,\"warning\":%zu,\"notice\":%zu}}\n",
                 tally.items, tally.findings[static_cast<size_t>(Severity::error)],
                 tally.findings[static_cast<size_t>(Severity::warning)],
                 tally.findings[static_cast<size_t>(Severity::notice)]);
  } else if (options.format == Format::summary) {
    std::fputs(summary(tally).c_str(), stdout);
  } else if (options.format == Format::text && !options.quiet) {
    std::fputs((in_words(tally) + "\n").c_str(), stdout);
  }
  std::fflush(stdout);
  for (const Error& error : errors) {
    say(error.message);
  }
  if (!errors.empty()) {
    return 2;
  }
  for (const Severity severity : {Severity::error, Severity::warning, Severity::notice}) {
    if (options.fail_on && severity >= *options.fail_on &&
        tally.findings[static_cast<size_t>(severity)] != 0) {
      return 1;
    }
  }
  return 0;
}

}  // namespace certcheck::certlint
