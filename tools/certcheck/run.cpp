#include "certcheck/run.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/report.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/files/read_file.h"
#include "certcheck/net/connect.h"
#include "certcheck/plan.h"
#include "certcheck/policy/parse_policy.h"
#include "certcheck/report/baseline.h"
#include "certcheck/report/item.h"
#include "certcheck/report/tally.h"
#include "certcheck/resume.h"
#include "certcheck/scan/scan.h"
#include "certcheck/store/record.h"
#include "certcheck/store/store.h"
#include "certcheck/targets.h"

#include "common/chain_file.h"
#include "common/clock.h"
#include "common/endings.h"
#include "common/progress.h"
#include "common/seconds.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace certcheck::tools {
namespace {

struct Limits {
  scan::Limits scan;
  std::optional<std::chrono::milliseconds> deadline;  ///< of the whole run
};

class Run {
 public:
  Run(const Arguments& arguments, const policy::Policy& policy, Plans& plans, Limits limits,
      std::optional<report::Baseline> baseline, TargetSource source, std::optional<Resumption> resumption,
      std::optional<store::Store> store, Output output)
      : arguments_(arguments),
        policy_(policy),
        plans_(plans),
        limits_(std::move(limits)),
        baseline_(std::move(baseline)),
        source_(std::move(source)),
        resumption_(std::move(resumption)),
        store_(std::move(store)),
        output_(std::move(output)),
        format_(error_format(arguments.output)),
        is_list_(!arguments.targets_file.empty() ||
                 std::count(arguments.targets.begin(), arguments.targets.end(), "-") != 0),
        progress_(is_list_ && isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1, 0),
        uses_(policy.waivers.size()),
        meant_(policy.waivers.size()) {}

  Ending run() {
    const net::Connector::Limits fitting = net::Connector::fitting({.in_flight = limits_.scan.in_flight});
    if (fitting.in_flight < limits_.scan.in_flight)
      program.say("the limit of open files (ulimit -n) leaves room for " + std::to_string(fitting.in_flight) +
                  " handshakes at once instead of " + std::to_string(limits_.scan.in_flight));
    crypto::Verifier verifier;
    scan::Limits limits = limits_.scan;
    if (resumption_) limits.left_out = [this](const std::string& input) { return resumption_->has(input); };
    const LastAct last_act([this](const std::string& why) { return end_early(why); }, limits_.deadline);
    scan::run(
        limits, [this](const Target& target) { return options_for(target); }, verifier,
        [this] { return next(); },
        [this](const std::string& input, Result<engine::Report> report) {
          if (report)
            finish(input, *std::move(report));
          else
            report_error(input, report.error());
        });
    report_waivers();
    progress_.clear();
    const auto unwritten = output_.finish();
    const auto fail = [this](const Error& error) -> Ending {
      if (format_ != Format::nagios || targets_ != 0) return program.fail(error, format_);
      // The one line for monitoring says already that nothing was checked.
      program.say(error.message);
      return {ExitStatus::usage, output_.said()};
    };
    if (source_.problem()) return fail(*source_.problem());
    if (targets_ == 0) return fail({Error::Kind::usage, "no target given; see --help"});
    if (store_failed_)
      program.say("targets without a line are not stored, or not checked (--resume goes on with those)");
    if (!unwritten) return {status_, output_.said()};
    program.say(unwritten->message);
    return {ExitStatus::usage, output_.said()};
  }

 private:
  /// Nothing follows once nobody reads the reports any more, or they cannot be kept.
  std::optional<std::string> next() {
    if (output_.broken() || store_failed_) return std::nullopt;
    auto input = source_.next();
    if (input) ++targets_;
    return input;
  }

  /// What is under way has no line: whoever resumes begins it anew.
  Ending end_early(const std::string& why) {
    constexpr std::chrono::seconds patience{1};
    const auto unwritten = output_.finish_within(patience);
    const std::unique_lock lock(mutex_, patience);
    progress_.clear();
    if (unwritten) {
      program.say(why + ": " + unwritten->message);
      return {ExitStatus::usage, output_.said()};
    }
    program.say(why + ": " + std::to_string(output_.tally().items) +
                " targets are reported, others are not (--resume goes on with those)");
    const auto said = output_.said();
    return {worse(status_, ExitStatus::not_checked),
            said ? std::optional(report::worse(*said, report::State::unknown)) : said};
  }

  Result<std::shared_ptr<const scan::Options>> options_for(const Target& target) {
    auto options = plans_.options_for(target);
    program.warn(plans_.take_warnings());
    return options;
  }

  void finish(const std::string& input, engine::Report report) {
    const bool contradiction = report.handshake && report.handshake->failure == tls::HandshakeFailure::usage;
    const auto options = plans_.options_for(*report.target);
    if (!policy_.waivers.empty()) {
      const std::lock_guard lock(mutex_);
      engine::apply_waivers(policy_.waivers, report, uses_);
      for (size_t i = 0; i < uses_.size(); ++i)
        meant_[i] = meant_[i] || engine::means(policy_.waivers[i], *report.target);
    }
    if (baseline_) baseline_->mark(report);
    // What is written is kept: whoever reads a line finds its result in the store, whatever happens next.
    if (store_ && !keep(input, report, options ? options->get() : nullptr)) return;
    const auto fail_on = options ? (*options)->engine.expectations.fail_on : std::nullopt;
    make_status(contradiction ? ExitStatus::usage : status_of(report, fail_on));
    output_.write({input, &report, program.origin(), fail_on});
    if (!arguments_.write_chain.empty()) write_chain(report);
    const std::lock_guard lock(mutex_);
    // Of a list, a line for each would hide everything else.
    if (!is_list_) summarise(report);
    show_progress();
  }

  bool keep(const std::string& input, const engine::Report& report, const scan::Options* options) {
    std::string part;
    if (options != nullptr && options->each_address && report.handshake) part = report.handshake->address;
    if (options != nullptr && options->all_certificates) part = report.asked_for;
    std::optional<Error> error;
    const bool given_up = store_failed_;
    if (!given_up) error = store_->add(store::record_of(report, now(), input, part));
    if (!given_up && !error) return true;
    store_failed_ = true;
    make_status(ExitStatus::usage);
    const std::lock_guard lock(mutex_);
    progress_.clear();
    program.say(error ? "--store " + error->message + "; not stored: " + input : "not stored: " + input);
    return false;
  }

  void write_chain(const engine::Report& report) {
    const auto error = tools::write_chain(report, arguments_.write_chain);
    if (!error) return;
    if (error->kind != Error::Kind::unreadable) make_status(ExitStatus::usage);
    const std::lock_guard lock(mutex_);
    progress_.clear();
    program.say(error->message);
  }

  void report_error(const std::string& input, const Error& error) {
    make_status(ExitStatus::usage);
    output_.write_error(error, input, program.origin());
    const std::lock_guard lock(mutex_);
    progress_.clear();
    program.say(error.message);
    show_progress();
  }

  /// Before the report is written: a run that ends early counts what it has reported.
  void make_status(ExitStatus status) {
    const std::lock_guard lock(mutex_);
    status_ = worse(status_, status);
  }

  void show_progress() {
    progress_.update(0, [this](double seconds) {
      const report::Tally done = output_.tally();
      return report::in_words(done, report::Content::reports) + "; " +
             std::to_string(static_cast<size_t>(static_cast<double>(done.items) / seconds)) + "/s";
    });
  }

  /// Whether the run had every target that the policy file can be about: a waiver for none of them is of no
  /// use. Of a group with patterns, other runs may have other targets.
  bool were_all_targets() const {
    const auto names_hosts = [](const policy::Group& group) {
      return std::all_of(group.targets.begin(), group.targets.end(),
                         [](const engine::TargetPattern& pattern) { return pattern.names_one_host(); });
    };
    return arguments_.targets.empty() && arguments_.targets_file.empty() && !resumption_ &&
           limits_.scan.shard.count <= 1 &&
           std::all_of(policy_.groups.begin(), policy_.groups.end(), names_hosts);
  }

  /// What is left to say of the policy file once every target was checked.
  void report_waivers() {
    const bool all_targets = were_all_targets();
    for (size_t i = 0; i < uses_.size(); ++i) {
      const engine::Waiver& waiver = policy_.waivers[i];
      if (all_targets && !meant_[i]) uses_[i].concerned = true;
      auto finding = engine::leftover(waiver, uses_[i], now());
      if (!finding) continue;
      const size_t colon = waiver.place.rfind(':');
      report::LintedThing thing{.file = waiver.place.substr(0, colon),
                                .index = i,
                                .line = std::stoul(waiver.place.substr(colon + 1)),
                                .other_kind = "policy"};
      const auto fail_on = plans_.fail_on();
      if (fail_on && finding->severity() >= *fail_on) make_status(ExitStatus::problem);
      thing.linted.findings.push_back(*std::move(finding));
      output_.write({waiver.place, &thing, program.origin(), fail_on});
    }
  }

  const Arguments& arguments_;
  const policy::Policy& policy_;
  Plans& plans_;
  const Limits limits_;
  const std::optional<report::Baseline> baseline_;
  TargetSource source_;
  std::optional<Resumption> resumption_;
  std::optional<store::Store> store_;
  std::atomic<bool> store_failed_ = false;  ///< then nothing more is asked or kept
  Output output_;
  const Format format_;
  const bool is_list_;
  size_t targets_ = 0;
  std::timed_mutex mutex_;  ///< of what follows
  Progress progress_;
  std::vector<engine::WaiverUse> uses_;
  std::vector<bool> meant_;  ///< by each waiver, a target of the run
  ExitStatus status_ = ExitStatus::fine;
};

Result<report::Baseline> read_baseline(const std::string& path) {
  const auto file = files::read_file(path);
  if (!file) return Error{file.error().kind, "--baseline: " + file.error().message};
  auto baseline = report::Baseline::parse(as_text(*file));
  if (!baseline) return Error{Error::Kind::usage, "--baseline: " + path + ": " + baseline.error().message};
  return baseline;
}

/// --concurrency, --allow-public-ranges, --shard, --rate, --address-rate and --deadline.
Result<Limits> read_limits(const Arguments& arguments) {
  Limits limits{
      .scan = {.in_flight = arguments.concurrency, .allow_public_ranges = arguments.allow_public_ranges},
      .deadline = {}};
  if (!arguments.shard.empty()) {
    const auto shard = scan::parse_shard(arguments.shard);
    if (!shard) return Error{shard.error().kind, "--shard: " + shard.error().message};
    limits.scan.shard = *shard;
  }
  for (const auto& [text, option, rate] :
       {std::tuple{&arguments.rate, "--rate", &limits.scan.rates.overall},
        {&arguments.address_rate, "--address-rate", &limits.scan.rates.per_address}}) {
    if (text->empty()) continue;
    const auto value = net::parse_rate(*text);
    if (!value) return Error{value.error().kind, std::string(option) + ": " + value.error().message};
    *rate = *value;
  }
  if (!arguments.deadline.empty()) {
    const auto deadline = parse_seconds(arguments.deadline, 31'536'000);
    if (!deadline) return Error{deadline.error().kind, "--deadline " + deadline.error().message};
    limits.deadline = *deadline;
  }
  return limits;
}

}  // namespace

Result<policy::Policy> read_policy(std::string_view option, const std::string& path) {
  if (path.empty()) return policy::Policy{};
  const auto file = files::read_file(path);
  if (!file) return Error{file.error().kind, std::string(option) + ": " + file.error().message};
  auto policy = policy::parse_policy(as_text(*file), path);
  if (!policy) return Error{policy.error().kind, std::string(option) + ": " + policy.error().message};
  return policy;
}

Ending run(Arguments arguments) {
  const Format format = error_format(arguments.output);
  auto limits = read_limits(arguments);
  if (!limits) return program.fail(limits.error(), format);
  const auto policy = read_policy("--policy-file", arguments.policy_file);
  if (!policy) return program.fail(policy.error(), format);
  Plans plans(*policy, arguments.verification, arguments.given);
  if (const auto problem = plans.check()) return program.fail(*problem, format);
  program.warn(plans.take_warnings());
  std::optional<report::Baseline> baseline;
  if (!arguments.baseline_file.empty()) {
    auto read = read_baseline(arguments.baseline_file);
    if (!read) return program.fail(read.error(), format);
    baseline = *std::move(read);
  }
  if (!arguments.write_chain.empty() && (arguments.targets.size() != 1 || arguments.targets.front() == "-"))
    return program.fail({Error::Kind::usage, "--write-chain takes one TARGET"}, format);
  const bool named = !arguments.targets.empty() || !arguments.targets_file.empty();
  auto source = TargetSource::open(named ? arguments.targets : policy->targets(), arguments.targets_file);
  if (!source) return program.fail(source.error(), format);
  std::optional<Resumption> resumption;
  if (!arguments.resume.empty()) {
    auto opened = Resumption::open(arguments.resume);
    if (!opened) return program.fail(opened.error(), format);
    arguments.output.growing = opened->file();
    resumption = *std::move(opened);
  }
  std::optional<store::Store> store;
  if (!arguments.store.empty()) {
    const report::Origin origin = program.origin();
    auto opened = store::Store::open(
        arguments.store,
        {.create = true, .program = std::string(origin.tool) + " " + std::string(origin.version)});
    if (!opened) return program.fail({opened.error().kind, "--store " + opened.error().message}, format);
    store = *std::move(opened);
  }
  arguments.output.queued = true;
  auto output = Output::open(arguments.output, program.origin());
  if (!output) return program.fail(output.error(), format);
  return Run(arguments, *policy, plans, *std::move(limits), std::move(baseline), *std::move(source),
             std::move(resumption), std::move(store), *std::move(output))
      .run();
}

}  // namespace certcheck::tools
