#include "certlint/options.h"
#include "certlint/run.h"
#include "common/catalogue.h"
#include "common/endings.h"

using namespace certcheck;
using certlint::program;
using tools::ExitStatus;

namespace {

tools::Ending do_as_told(const certlint::Options& options) {
  const auto printed = tools::print_catalogue(program, options.catalogue, options.output, options.rules);
  return printed ? *printed : program.finish(certlint::run(options));
}

}  // namespace

int main(int argc, char** argv) {
  tools::end_between_lines();
  const auto options = certlint::read_options(argc, argv);
  if (!options)
    return to_int(program.fail(options.error(), certlint::format_of_errors(tools::format_asked(argc, argv))));
  return to_int(*options ? do_as_told(**options) : program.finish(ExitStatus::fine));
}
