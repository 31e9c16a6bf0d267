#include "certcheck/request/option.h"

#include "certverify/options.h"
#include "certverify/run.h"
#include "common/catalogue.h"
#include "common/endings.h"
#include "common/exit_status.h"
#include "common/output.h"

#include <variant>

using namespace certcheck;
using tools::ExitStatus;
using tools::program;

namespace {

tools::Ending do_as_told(const tools::Arguments& arguments) {
  if (const auto status = tools::print_catalogue(program, arguments.catalogue, arguments.output))
    return *status;
  if (arguments.help_batch) {
    tools::print(request::table_of_keys());
    return program.finish(ExitStatus::fine);
  }
  if (arguments.batch) {
    // One report is written at once.
    tools::end_between_lines();
    return program.finish(tools::run_requests(arguments));
  }
  if (arguments.leaf.empty())
    return program.fail({Error::Kind::usage, "no certificate file given (or --batch); see --help"},
                        tools::error_format(arguments.output));
  return program.finish(tools::run(arguments));
}

}  // namespace

int main(int argc, char** argv) {
  const auto read = tools::read_arguments(argc, argv);
  const auto* const ending = std::get_if<tools::Ending>(&read);
  return to_int(ending != nullptr ? *ending : do_as_told(std::get<tools::Arguments>(read)));
}
