#include "certcheck/report/json.h"
#include "certcheck/request/request.h"

#include "common/clock.h"
#include "common/trust_stores.h"
#include "common/version.h"
#include "connection/connection.h"
#include "connection/scan_options.h"
#include "work.h"

#include <mutex>
#include <optional>
#include <utility>

namespace certcheck::bindings {
namespace {

constexpr size_t usual_concurrency = 100;

report::Origin origin() { return {"certcheck", tools::version, tools::now()}; }

/// The options with what they borrow.
struct Plan {
  std::shared_ptr<const trust::Store> trust;
  std::shared_ptr<const SystemRoots> system;
  scan::Options options;
};

std::optional<Error> add_stores(Context& context, const request::TargetRequest& request, Plan& plan) {
  scan::Options& options = plan.options;
  plan.trust = request.trust;
  if (plan.trust) options.stores.push_back(plan.trust.get());
  options.input_findings = request.input_findings;
  if (plan.trust && !request.settings.system_trust) return std::nullopt;
  auto system = context.system_roots();
  if (!system) return system.error();
  plan.system = *std::move(system);
  for (const trust::Store& store : plan.system->stores) options.stores.push_back(&store);
  options.input_findings.insert(options.input_findings.end(), plan.system->findings.begin(),
                                plan.system->findings.end());
  return std::nullopt;
}

Result<std::shared_ptr<Plan>> make_plan(Context& context, const request::TargetRequest& request) {
  const request::Settings& settings = request.settings;
  const auto reading = tools::to_read_options(settings);
  if (!reading) return reading.error();
  auto scan_options = tools::to_scan_options(
      settings, request.options, *reading,
      [&context](const request::Settings& asked) { return context.fetcher_for(asked); });
  if (!scan_options) return scan_options.error();
  if (scan_options->fetcher == nullptr)
    if (auto problem = tools::check_without_fetching(settings, {}, /*connects=*/true))
      return *std::move(problem);
  auto plan = std::make_shared<Plan>();
  plan->options = *std::move(scan_options);
  plan->options.evidence = request.evidence;
  plan->options.untrusted = request.untrusted;
  if (auto problem = add_stores(context, request, *plan)) return *std::move(problem);
  return plan;
}

void scan_all(const Job& job, const std::function<bool()>& stopped, const scan::Done& done) {
  size_t next = 0;
  scan::run(
      {.in_flight = job.concurrency}, [&](const Target&) { return job.options; }, job.context->verifier,
      [&]() -> std::optional<std::string> {
        if (next == job.targets.size() || stopped()) return std::nullopt;
        return job.targets[next++];
      },
      done);
}

}  // namespace

Result<Job> read_job(std::shared_ptr<Context> context, std::string_view text) {
  auto request = request::read_target_request(text, tools::now(), &context->known);
  if (!request) return request.error();
  auto plan = make_plan(*context, *request);
  if (!plan) return plan.error();
  return Job{std::move(context), std::move(request->targets),
             static_cast<size_t>(request->concurrency.value_or(usual_concurrency)),
             std::shared_ptr<const scan::Options>(*plan, &(*plan)->options)};
}

void run_job(const Job& job, const std::function<bool()>& stopped,
             const std::function<void(std::string report)>& take) {
  scan_all(job, stopped, [&](const std::string& input, const Result<engine::Report>& report) {
    take(report ? report::to_json(*report, origin())
                : report::error_to_json(report.error(), input, origin()));
  });
}

Result<std::string> check(std::shared_ptr<Context> context, std::string_view request) {
  auto job = read_job(std::move(context), request);
  if (!job) return job.error();
  const scan::Options& options = *job->options;
  if (job->targets.size() != 1 || options.each_address || options.all_certificates || options.exchangers)
    return Error{Error::Kind::usage, "this is to give several reports: scan it"};
  std::mutex mutex;
  std::optional<Result<engine::Report>> found;
  scan_all(
      *job, [] { return false; },
      [&](const std::string& /*input*/, Result<engine::Report> report) {
        const std::lock_guard lock(mutex);
        if (!found) found.emplace(std::move(report));
      });
  if (!found) return Error{Error::Kind::internal, "no report was made"};
  if (!*found) return found->error();
  return report::to_json(**found, origin());
}

}  // namespace certcheck::bindings
