#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/files/files.h"
#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include "certverify/batch.h"
#include "common/catalogue.h"
#include "common/clock.h"
#include "common/endings.h"
#include "common/expectation_options.h"
#include "common/fail_on.h"
#include "common/output.h"
#include "common/usage.h"
#include "common/verification_options.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace certcheck;
using tools::ExitStatus;

constexpr tools::Program program{"certverify"};

struct Arguments {
  request::Settings verification;
  std::string leaf;
  tools::OutputOptions output;
  std::string fail_on;
  tools::ExpectationOptions expectations;
  tools::CatalogueOptions catalogue;
  bool batch = false, help_batch = false;
};

ExitStatus verify(const Arguments& arguments) {
  const tools::Format format = tools::error_format(arguments.output);
  auto output = tools::Output::open(arguments.output, program.origin());
  if (!output) return program.fail(output.error(), format);
  auto options = request::to_options(arguments.verification, tools::now(), request::Spelling::command_line);
  if (!options) return program.fail(options.error(), format);
  const auto reading = tools::to_read_options(arguments.verification);
  if (!reading) return program.fail(reading.error(), format);
  std::vector<std::string> warnings;
  auto loaded = tools::load_stores(arguments.verification, *reading, /*system_by_default=*/true, warnings);
  if (!loaded) return program.fail(loaded.error(), format);
  program.warn(warnings);
  const std::vector<trust::Store>& stores = loaded->stores;

  engine::Input input;
  auto chain = files::read_certificates(arguments.leaf, *reading);
  if (!chain) return program.fail(chain.error(), format);
  input.presented = std::move(chain->certificates);
  input.input_findings = std::move(chain->findings);
  const auto more = tools::load_untrusted(arguments.verification, *reading, input.input_findings);
  if (!more) return program.fail(more.error(), format);
  input.presented.insert(input.presented.end(), more->begin(), more->end());
  std::move(loaded->findings.begin(), loaded->findings.end(), std::back_inserter(input.input_findings));
  auto evidence = tools::load_evidence(arguments.verification);
  if (!evidence) return program.fail(evidence.error(), format);
  input.evidence = *std::move(evidence);
  options->judge_presentation = false;
  auto expectations = tools::to_expectations(arguments.expectations, *reading);
  if (!expectations) return program.fail(expectations.error(), format);
  options->expectations = *std::move(expectations);
  crypto::Verifier verifier;
  std::vector<const trust::Store*> store_pointers;
  for (const auto& store : stores) store_pointers.push_back(&store);
  const auto report = engine::inspect(std::move(input), store_pointers, *options, verifier);
  output->write({arguments.leaf, &report, program.origin()});
  if (const auto error = output->finish()) {
    program.say(error->message);
    return ExitStatus::usage;
  }
  tools::summarise(report);
  return worse(tools::status_of(report.verdict), tools::status_of_findings(report, arguments.fail_on));
}

}  // namespace

int main(int argc, char** argv) {
  tools::end_between_lines();
  Arguments arguments;
  CLI::App app{"Validates a certificate chain from files, offline, at any time, for any name.", "certverify"};
  app.add_option("LEAF", arguments.leaf,
                 "A file with the certificate, then perhaps its chain: PEM, DER, PKCS#7, PKCS#12, JKS ...");
  auto* batch =
      app.add_flag("--batch", arguments.batch, "Answer JSON requests from standard input, one a line");
  app.add_flag("--help-batch", arguments.help_batch, "Print the keys of a request as Markdown and end");
  tools::add_output_options(app, arguments.output);
  tools::add_fail_on(app, arguments.fail_on);
  tools::add_chain_expectations(app, arguments.expectations);
  tools::add_catalogue_options(app, arguments.catalogue);
  tools::add_verification_options(app, arguments.verification);
  // Every request of a batch says all that it wants itself.
  for (CLI::Option* const option : app.get_options())
    if (option != batch && option != app.get_help_ptr()) batch->excludes(option);
  if (const auto status = program.parse(app, argc, argv)) return to_int(*status);
  if (const auto status = tools::print_catalogue(program, arguments.catalogue, arguments.output))
    return to_int(*status);
  if (arguments.help_batch) {
    tools::print(request::table_of_keys());
    return to_int(program.finish(ExitStatus::fine));
  }
  if (arguments.batch) {
    const auto error = tools::run_batch(STDIN_FILENO, std::cout, tools::now());
    if (!error) return to_int(program.finish(ExitStatus::fine));
    program.say(error->message);
    return to_int(ExitStatus::usage);
  }
  if (arguments.leaf.empty())
    return to_int(program.fail({Error::Kind::usage, "no certificate file given (or --batch); see --help"},
                               tools::error_format(arguments.output)));
  return to_int(program.finish(verify(arguments)));
}
