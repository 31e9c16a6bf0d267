#include "certcheck/check_policy.h"
#include "certcheck/options.h"
#include "certcheck/plan.h"
#include "certcheck/run.h"
#include "certcheck/serve.h"

#include "common/catalogue.h"
#include "common/clock.h"
#include "common/endings.h"
#include "common/exit_status.h"
#include "common/output.h"

#include <sys/resource.h>

#include <string_view>
#include <utility>
#include <variant>

namespace {

using namespace certcheck;
using tools::ExitStatus;
using tools::program;

tools::Ending check_policy(const tools::Arguments& arguments) {
  const auto policy = tools::read_policy("--check-policy", arguments.check_policy);
  if (!policy) return program.fail(policy.error(), tools::Format::text);
  tools::Plans plans(*policy, arguments.verification, arguments.given);
  auto text = tools::describe_policy(*policy, arguments.check_policy, plans, arguments.targets, tools::now());
  program.warn(plans.take_warnings());
  if (!text) return program.fail(text.error(), tools::Format::text);
  tools::print(*text);
  return ExitStatus::fine;
}

/// The soft limit on open files is low for the sake of select(2), which nothing here uses.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

int run_service(int argc, const char* const* argv) {
  auto read = tools::read_serve_arguments(argc, argv);
  if (const auto* status = std::get_if<tools::Ending>(&read)) return to_int(*status);
  return to_int(tools::serve(std::get<tools::ServeArguments>(std::move(read))));
}

}  // namespace

int main(int argc, char** argv) {
  raise_descriptor_limit();
  // A host of that name is "serve:443".
  if (argc > 1 && std::string_view(argv[1]) == "serve") return run_service(argc - 1, argv + 1);
  tools::end_between_lines();
  auto read = tools::read_arguments(argc, argv);
  if (const auto* status = std::get_if<tools::Ending>(&read)) return to_int(*status);
  auto& arguments = std::get<tools::Arguments>(read);
  if (const auto status = tools::print_catalogue(program, arguments.catalogue, arguments.output))
    return to_int(*status);
  return to_int(program.finish(arguments.check_policy.empty() ? tools::run(std::move(arguments))
                                                              : check_policy(arguments)));
}
