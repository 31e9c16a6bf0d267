#include "certverify/run.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/files/files.h"
#include "certcheck/request/settings.h"
#include "certcheck/scan/inspect.h"

#include "certverify/batch.h"
#include "common/chain_file.h"
#include "common/clock.h"
#include "common/evidence.h"
#include "common/rules.h"
#include "common/trust_stores.h"
#include "connection/connection.h"

#include <unistd.h>

#include <iostream>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::tools {
namespace {

Result<engine::Report> inspect(const request::Settings& settings, engine::Input input,
                               const std::vector<const trust::Store*>& stores, const engine::Options& options,
                               crypto::Verifier& verifier) {
  if (!options.wants_issuers && !options.wants_revocation)
    return engine::inspect(std::move(input), stores, options, verifier);
  auto fetching = to_fetch_options(settings);
  if (!fetching) return fetching.error();
  const auto patience = fetching->limits.time;
  fetch::Fetcher fetcher(*std::move(fetching));
  return scan::inspect(std::move(input), stores, options, verifier, fetcher, patience);
}

/// What is wrong with the options about fetching where nothing is fetched.
std::optional<Error> check_unused(const Arguments& arguments) {
  request::Settings settings = arguments.verification;
  if (settings.aia || settings.online_revocation) return std::nullopt;
  settings.no_cache = true;  // none is made
  // What the environment says of proxies concerns nobody who fetches nothing.
  if (const auto options = to_fetch_options(settings); !options && options.error().message.starts_with("--"))
    return options.error();
  return check_without_fetching(settings, arguments.given, /*connects=*/false);
}

}  // namespace

Ending run(const Arguments& arguments) {
  const Format format = error_format(arguments.output);
  auto output = Output::open(arguments.output, program.origin());
  if (!output) return program.fail(output.error(), format);
  auto options = request::to_options(arguments.verification, now(), request::Spelling::command_line);
  if (!options) return program.fail(options.error(), format);
  if (const auto error = check_unused(arguments)) return program.fail(*error, format);
  if (const auto error = load_rules(arguments.verification, *options)) return program.fail(*error, format);
  const auto reading = to_read_options(arguments.verification);
  if (!reading) return program.fail(reading.error(), format);
  std::vector<std::string> warnings;
  auto loaded = load_stores(arguments.verification, *reading, /*system_by_default=*/true, warnings);
  if (!loaded) return program.fail(loaded.error(), format);
  program.warn(warnings);
  const std::vector<trust::Store>& stores = loaded->stores;

  engine::Input input;
  auto chain = files::read_certificates(arguments.leaf, *reading);
  if (!chain) return program.fail(chain.error(), format);
  input.presented = std::move(chain->certificates);
  input.input_findings = std::move(chain->findings);
  const auto more = load_untrusted(arguments.verification, *reading, input.input_findings);
  if (!more) return program.fail(more.error(), format);
  input.presented.insert(input.presented.end(), more->begin(), more->end());
  std::move(loaded->findings.begin(), loaded->findings.end(), std::back_inserter(input.input_findings));
  auto evidence = load_evidence(arguments.verification);
  if (!evidence) return program.fail(evidence.error(), format);
  input.evidence = *std::move(evidence);
  options->check_presentation = false;
  auto roots = load_expected_roots(arguments.verification, *reading);
  if (!roots) return program.fail(roots.error(), format);
  options->expectations.roots = *std::move(roots);
  crypto::Verifier verifier;
  std::vector<const trust::Store*> store_pointers;
  for (const auto& store : stores) store_pointers.push_back(&store);
  const auto report = inspect(arguments.verification, std::move(input), store_pointers, *options, verifier);
  if (!report) return program.fail(report.error(), format);
  const auto fail_on = options->expectations.fail_on;
  output->write({arguments.leaf, &*report, program.origin(), fail_on});
  if (const auto error = output->finish()) {
    program.say(error->message);
    return {ExitStatus::usage, output->said()};
  }
  summarise(*report);
  if (!arguments.write_chain.empty()) {
    if (const auto error = write_chain(*report, arguments.write_chain)) {
      program.say(error->message);
      if (error->kind != Error::Kind::unreadable) return {ExitStatus::usage, output->said()};
    }
  }
  return {status_of(*report, fail_on), output->said()};
}

/// Requests say what they want to have fetched; how that is done is the user's to say.
Ending run_requests(const Arguments& arguments) {
  const request::Settings& settings = arguments.verification;
  const auto options = to_fetch_options(settings);
  // What the environment says of proxies concerns nobody who fetches nothing.
  if (!options && options.error().message.starts_with("--"))
    return program.fail(options.error(), Format::text);
  std::once_flag first;
  std::optional<fetch::Fetcher> fetcher;
  const request::InspectFetching inspect_fetching =
      [&](engine::Input input, std::span<const trust::Store* const> stores, engine::Options wanted,
          crypto::Verifier& verifier) -> Result<engine::Report> {
    if (!options) return options.error();
    std::call_once(first, [&] { fetcher.emplace(*options); });
    return scan::inspect(std::move(input), stores, std::move(wanted), verifier, *fetcher,
                         options->limits.time);
  };
  const auto error = run_batch(STDIN_FILENO, std::cout, now(), inspect_fetching);
  if (!error) return ExitStatus::fine;
  program.say(error->message);
  return ExitStatus::usage;
}

}  // namespace certcheck::tools
