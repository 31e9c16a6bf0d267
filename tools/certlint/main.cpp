#include "certlint/catalogue.h"
#include "certlint/options.h"
#include "certlint/run.h"
#include "common/endings.h"
#include "common/output.h"

using namespace certcheck;
using certlint::program;
using tools::ExitStatus;

namespace {

ExitStatus complain(const Error& error) {
  program.say(error.message);
  return ExitStatus::usage;
}

ExitStatus do_as_told(const certlint::Options& options) {
  if (options.list_checks) {
    tools::print(certlint::list_checks(options.format, options.rules));
    return ExitStatus::fine;
  }
  if (!options.explain.empty()) {
    const auto text = certlint::explain(options.explain);
    if (!text) {
      return complain(text.error());
    }
    tools::print(*text);
    return ExitStatus::fine;
  }
  return certlint::run(options);
}

}  // namespace

int main(int argc, char** argv) {
  tools::end_between_lines();
  const auto options = certlint::read_options(argc, argv);
  if (!options) {
    return to_int(complain(options.error()));
  }
  return to_int(program.finish(*options ? do_as_told(**options) : ExitStatus::fine));
}
