#pragma once

#include "certcheck/base/result.h"
#include "certcheck/scan/scan.h"

#include "context.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the functions of certcheck/c/certcheck.h do, in C++: requests in, JSON out.
namespace certcheck::bindings {

Result<std::string> verify(Context& context, std::string_view request);

Result<std::string> lint(Context& context, std::string_view bytes, std::string_view options);

/// Targets and how they are to be checked.
struct Job {
  std::shared_ptr<Context> context;
  std::vector<std::string> targets;
  size_t concurrency;
  std::shared_ptr<const scan::Options> options;
};

/// Reads a request about targets; what its options name is read, too.
Result<Job> read_job(std::shared_ptr<Context> context, std::string_view request);

/// Checks all targets of a job until `stopped` says so; `take` gets each report as JSON, from several
/// threads.
void run_job(const Job& job, const std::function<bool()>& stopped,
             const std::function<void(std::string report)>& take);

/// The report about the one target of a request.
Result<std::string> check(std::shared_ptr<Context> context, std::string_view request);

}  // namespace certcheck::bindings
