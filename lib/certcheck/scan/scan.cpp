#include "certcheck/scan/scan.h"

#include "certcheck/dns/mx.h"
#include "certcheck/engine/inspection.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/net/protocol_survey.h"
#include "certcheck/scan/detail/all_addresses.h"
#include "certcheck/scan/detail/all_certificates.h"
#include "certcheck/scan/detail/inspecting.h"
#include "certcheck/scan/detail/lines.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <utility>

namespace certcheck::scan {
namespace {

Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Validating and linting have what the handshake left of the time for the target, and a second where it
/// left none. So has fetching.
std::chrono::nanoseconds time_left_for(const tls::HandshakeRecord& record,
                                       std::chrono::milliseconds timeout) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  const Milliseconds used(record.steps.empty() ? 0.0 : record.steps.back().at_ms);
  const Milliseconds whole(timeout);
  const Milliseconds least = std::min(whole, Milliseconds(std::chrono::seconds(1)));
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::max(whole - used, least));
}

/// Adds the target's host to the names to match.
std::optional<Error> add_host(const Target& target, std::vector<names::ReferenceName>& names) {
  // An IPv6 zone is not part of the name.
  auto name = names::make_host_name(target.host.substr(0, target.host.find('%')));
  if (!name) return name.error();
  names.push_back(*std::move(name));
  return std::nullopt;
}

Result<engine::Inspection> inspection_of(const Options& options, crypto::Verifier& verifier,
                                         const Target& target, tls::HandshakeRecord record,
                                         const std::shared_ptr<WorkTime>& work_time,
                                         const net::ProtocolSurvey* survey) {
  engine::Options of_target = options.engine;
  of_target.out_of_time = [work_time] { return work_time->over(); };
  of_target.path.time = options.time ? *options.time : now();
  if (options.match_host && of_target.path.names.empty())
    if (auto error = add_host(target, of_target.path.names)) return *std::move(error);
  engine::Input input = engine::input_of(std::move(record), target);
  input.evidence.crls.insert(input.evidence.crls.end(), options.evidence.crls.begin(),
                             options.evidence.crls.end());
  input.evidence.responses.insert(input.evidence.responses.end(), options.evidence.responses.begin(),
                                  options.evidence.responses.end());
  input.untrusted = options.untrusted;
  if (survey != nullptr) {
    input.protocols = survey->support();
    input.further_handshakes = survey->handshakes();
  }
  input.input_findings = options.input_findings;
  return engine::Inspection(std::move(input), options.stores, std::move(of_target), verifier);
}

Inspecting inspect(const Options& options, crypto::Verifier& verifier, const Target& target,
                   tls::HandshakeRecord record, const net::Connector::Hold& hold,
                   const net::ProtocolSurvey* survey = nullptr) {
  const auto time_left = time_left_for(record, options.connect.timeout);
  const auto work_time = std::make_shared<WorkTime>(time_left);
  // A staple may take as long to read as to verify.
  work_time->resume();
  auto inspection = inspection_of(options, verifier, target, std::move(record), work_time, survey);
  work_time->pause();
  if (!inspection) return Inspecting(inspection.error());
  auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(time_left);
  if (const auto end = options.connect.end)
    patience = std::clamp(
        std::chrono::duration_cast<std::chrono::milliseconds>(*end - std::chrono::steady_clock::now()),
        std::chrono::milliseconds(0), patience);
  return Inspecting(*std::move(inspection), work_time, options.fetcher, patience, hold);
}

/// The report where no server was asked for a certificate, so that nothing can be wanted.
Result<engine::Report> report_without_chain(const Options& options, crypto::Verifier& verifier,
                                            const Target& target, tls::HandshakeRecord record) {
  const auto work_time = std::make_shared<WorkTime>(time_left_for(record, options.connect.timeout));
  work_time->resume();
  auto inspection = inspection_of(options, verifier, target, std::move(record), work_time, nullptr);
  if (!inspection) return inspection.error();
  return inspection->report();
}

}  // namespace

Result<Target> read_target(const std::string& text, const net::TargetDefaults& defaults) {
  auto target = net::parse_target(text, defaults);
  if (!target) return target.error();
  if (!target->is_address()) {
    const auto name = names::make_host_name(target->host);
    if (!name) return Error{Error::Kind::usage, "\"" + target->input + "\": " + name.error().message};
    // A final dot says to look the name up as it is, without the search domains of this machine.
    target->host = name->value + (target->host.ends_with('.') ? "." : "");
  }
  return target;
}

namespace {

/// A target whose certificates are all asked for: what was answered so far, one record a question.
struct Round {
  std::shared_ptr<const Options> options;
  std::vector<tls::HandshakeRecord> records;
  std::mutex mutex;
  size_t waiting = 0;  ///< under the mutex
};

/// A target of which is asked what else it takes, one handshake after another.
struct Survey {
  std::shared_ptr<const Options> options;
  Target target;
  tls::HandshakeRecord first;
  net::ProtocolSurvey survey;
  std::chrono::steady_clock::time_point end;
};

/// Hosts of one domain that are connected to; the largest providers name a dozen. Whoever has a domain names
/// them, and may name any host of anybody.
constexpr size_t exchangers_most = 50;

/// A domain whose mail exchangers were found.
struct Domain {
  std::shared_ptr<const Options> options;
  Target target;
  tls::HandshakeRecord record;
};

/// The target for one of them, "example.com (MX 10 mx.example.net)"; its host may be none.
Target exchanger_target(const Target& domain, const dns::Exchanger& exchanger) {
  Target target = domain;
  const MailExchanger& place = exchanger.place;
  if (place.implicit)
    target.input += " (no MX)";
  else if (exchanger.host.empty())
    target.input += " (MX, unreadable)";
  else
    target.input += " (MX " + std::to_string(place.preference) + " " + exchanger.host + ")";
  if (!place.implicit) target.host = exchanger.host;
  target.exchanger = place;
  return target;
}

/// A survey makes some sixty handshakes; a server that answers each at the last moment would hold it for
/// ever.
constexpr int survey_timeouts = 4;

class Run {
 public:
  Run(const Limits& limits, const OptionsFor& options_for, crypto::Verifier& verifier, const Next& next,
      const Done& done)
      : limits_(limits),
        options_for_(options_for),
        verifier_(verifier),
        lines_(limits, next, done),
        done_(done) {
    if (limits.rates.overall || limits.rates.per_address) pace_ = std::make_shared<net::Pace>(limits.rates);
  }

  /// On one thread. Waits while there is no job, and a survey under way may bring one.
  std::optional<net::Connector::Job> next_job() {
    std::unique_lock lock(mutex_);
    while (ready_.empty()) {
      if (input_ended_ && domains_.empty() && (surveys_ != 0 || lookups_ != 0))
        changed_.wait(lock, [this] {
          return !ready_.empty() || !domains_.empty() || (surveys_ == 0 && lookups_ == 0);
        });
      if (!domains_.empty()) {
        const Domain domain = std::move(domains_.front());
        domains_.pop_front();
        lock.unlock();
        auto jobs = jobs_of(domain);
        lock.lock();
        --lookups_;
        take_in(jobs);
        continue;
      }
      if (input_ended_) {
        if (ready_.empty()) return std::nullopt;
        break;
      }
      // Other threads go on while the input is waited for.
      lock.unlock();
      auto jobs = next_target();
      lock.lock();
      if (!jobs) {
        input_ended_ = true;
        continue;
      }
      take_in(*jobs);
    }
    Waiting waiting = std::move(ready_.front());
    ready_.pop_front();
    net::Connector::Job job = std::move(waiting.job);
    if (waiting.round || waiting.survey || waiting.may_survey || waiting.domain)
      under_way_.emplace(count_, std::move(waiting));
    ++count_;
    return job;
  }

  void finish(size_t index, const Target& target, tls::HandshakeRecord record,
              const net::Connector::Hold& hold) {
    auto work = take_work(index);
    if (!work)
      finish_target(index, target, std::move(record), hold);
    else if (work->domain)
      found(std::move(work->domain), target, std::move(record));
    else if (work->round)
      finish_round(std::move(work->round), work->question, target, std::move(record), hold);
    else
      go_on(std::move(work->survey), target, std::move(record), hold);
  }

 private:
  struct Waiting {
    net::Connector::Job job;
    std::shared_ptr<Round> round = nullptr;  ///< of which it is this question
    size_t question = 0;
    std::shared_ptr<Survey> survey = nullptr;  ///< of which it is a further handshake
    bool may_survey = false;                   ///< a survey begins after it
    /// Set where only the exchangers of a domain are looked up, which is how this is to be checked.
    std::shared_ptr<const Options> domain = nullptr;
  };

  /// Under the mutex.
  void take_in(std::vector<Waiting>& jobs) {
    for (Waiting& job : jobs) {
      if (job.may_survey) ++surveys_;
      if (job.domain) ++lookups_;
      ready_.push_back(std::move(job));
    }
  }

  /// The jobs of the next target of the shard; nullopt: there are no more.
  std::optional<std::vector<Waiting>> next_target() {
    while (const auto input = lines_.next()) {
      auto jobs = jobs_of(*input);
      if (!jobs)
        done_(net::without_credentials(*input), jobs.error());
      else if (!jobs->empty())
        return *std::move(jobs);
    }
    return std::nullopt;
  }

  Result<std::vector<Waiting>> jobs_of(const std::string& input) {
    std::vector<Waiting> jobs;
    const Line line = read_line(input);
    auto target = read_target(line, {});
    if (target) {
      // What is said of this target may name the protocol that it is asked for TLS in, which brings a port.
      const auto reading = options_for_(*target);
      if (!reading) return reading.error();
      net::TargetDefaults defaults = (*reading)->targets;
      if ((*reading)->exchangers && !defaults.starttls && target->scheme.empty()) defaults.starttls = "smtp";
      target = read_target(line, defaults);
    }
    // Of a list of the addresses of one name each line is a target by itself.
    const std::string at = line.address.empty() ? std::string() : " " + line.address;
    if (!contains(limits_.shard, target ? normalised(*target) + at : net::without_credentials(input)))
      return jobs;
    if (!target) return target.error();
    const auto options = options_for_(*target);
    if (!options) return options.error();
    const auto connect = at_address(line.address, paced(*options));
    if (!(*options)->exchangers) return handshakes(*target, *options, connect);
    if (target->is_address() || !line.address.empty())
      return Error{Error::Kind::usage,
                   "\"" + target->input + "\": an address has no mail exchangers; give the domain alone"};
    if (target->starttls != "smtp")
      return Error{
          Error::Kind::usage,
          "\"" + target->input + "\": mail exchangers speak SMTP; give the domain alone, or smtp://"};
    jobs.push_back(
        {.job = {.target = *std::move(target), .options = connect, .exchangers = true}, .domain = *options});
    return jobs;
  }

  /// The handshakes that a target takes.
  static std::vector<Waiting> handshakes(const Target& target, const std::shared_ptr<const Options>& options,
                                         const std::shared_ptr<const net::ConnectOptions>& connect) {
    std::vector<Waiting> jobs;
    if (!options->all_certificates) {
      jobs.push_back({.job = {target, connect, options->each_address}, .may_survey = options->protocols});
      return jobs;
    }
    const auto round = std::make_shared<Round>();
    round->options = options;
    round->waiting = questions().size();
    round->records.resize(round->waiting);
    for (size_t i = 0; i < questions().size(); ++i)
      jobs.push_back(
          {.job = {target, to_ask(questions()[i], *connect), false}, .round = round, .question = i});
    return jobs;
  }

  /// Those of a domain's exchangers. What is not a host is reported at once, and one that has its report
  /// already is left out.
  std::vector<Waiting> jobs_of(const Domain& domain) {
    std::vector<Waiting> jobs;
    const auto& answer = domain.record.dns.exchangers;
    auto exchangers = answer ? dns::exchangers_of(*answer) : std::vector<dns::Exchanger>();
    if (exchangers.empty())
      done_(domain.target.input,
            report_without_chain(*domain.options, verifier_, domain.target, domain.record));
    if (exchangers.size() > exchangers_most) {
      done_(domain.target.input,
            Error{Error::Kind::protocol,
                  "\"" + domain.target.input + "\": of its " + std::to_string(exchangers.size()) +
                      " mail exchangers the first " + std::to_string(exchangers_most) + " are checked"});
      exchangers.resize(exchangers_most);
    }
    for (const dns::Exchanger& exchanger : exchangers) {
      const Target target = exchanger_target(domain.target, exchanger);
      if (limits_.left_out && limits_.left_out(target.input)) continue;
      const auto options = options_for_(target);
      if (!options) {
        done_(target.input, options.error());
        continue;
      }
      const auto name = names::make_host_name(target.host);
      if (name && name->kind == names::ReferenceName::Kind::dns) {
        for (Waiting& job : handshakes(target, *options, paced(*options))) jobs.push_back(std::move(job));
        continue;
      }
      tls::HandshakeRecord nobody;
      nobody.failure = tls::HandshakeFailure::mail_exchanger;
      nobody.stopped_at = tls::Stage::resolve;
      nobody.error = name ? "an address is not the name of a host" : name.error().message;
      Options without_name = **options;
      without_name.match_host = false;
      done_(target.input, report_without_chain(without_name, verifier_, target, std::move(nobody)));
    }
    return jobs;
  }

  /// What DNS says of a domain's exchangers, for the thread that makes jobs of it.
  void found(std::shared_ptr<const Options> options, const Target& target, tls::HandshakeRecord record) {
    const std::lock_guard lock(mutex_);
    domains_.push_back({std::move(options), target, std::move(record)});
    changed_.notify_one();
  }

  /// How to connect, each connection in its turn.
  std::shared_ptr<const net::ConnectOptions> paced(const std::shared_ptr<const Options>& options) {
    if (!pace_) return {options, &options->connect};
    auto& known = paced_[options];
    if (!known) {
      auto connect = std::make_shared<net::ConnectOptions>(options->connect);
      connect->pace = pace_;
      known = std::move(connect);
    }
    return known;
  }

  /// The same, but to this address if there is one.
  static std::shared_ptr<const net::ConnectOptions> at_address(
      const std::string& address, std::shared_ptr<const net::ConnectOptions> connect) {
    if (address.empty()) return connect;
    auto own = std::make_shared<net::ConnectOptions>(*connect);
    own->connect_host = address;
    return own;
  }

  std::optional<Waiting> take_work(size_t index) {
    const std::lock_guard lock(mutex_);
    const auto place = under_way_.find(index);
    if (place == under_way_.end()) return std::nullopt;
    Waiting found = std::move(place->second);
    under_way_.erase(place);
    return found;
  }

  /// Who brings the last address reports all.
  void finish_address(size_t index, size_t addresses, const Target& target, Result<engine::Report> report) {
    if (!report) done_(target.input, report.error());
    for (engine::Report& each :
         address_reports_.add(index, addresses, report ? std::optional(*std::move(report)) : std::nullopt))
      done_(target.input, std::move(each));
  }

  // These are coroutines: what they need is theirs.

  Detached finish_target(size_t index, Target target, tls::HandshakeRecord record,
                         net::Connector::Hold hold) {
    const size_t addresses = record.addresses.size();
    const auto options = options_for_(target);
    if (!options) {
      done_(target.input, options.error());
      co_return;
    }
    Inspecting inspecting = inspect(**options, verifier_, target, std::move(record), hold);
    Result<engine::Report> report = co_await inspecting;
    // What is done for each address of a name knows of all.
    if ((*options)->each_address && addresses > 1)
      finish_address(index, addresses, target, std::move(report));
    else
      done_(target.input, std::move(report));
  }

  /// Who brings the last answer reports all.
  Detached finish_round(std::shared_ptr<Round> round, size_t question, Target target,
                        tls::HandshakeRecord record, net::Connector::Hold hold) {
    {
      const std::lock_guard lock(round->mutex);
      round->records[question] = std::move(record);
      if (--round->waiting != 0) co_return;
    }
    std::vector<engine::Report> reports;
    std::vector<const Question*> asked;
    const std::vector<size_t> places = distinct(round->records);
    for (const size_t i : places) {
      Options options = *round->options;
      // Without a name the server cannot know which certificate is wanted.
      if (questions()[i].without_name) options.match_host = false;
      Inspecting inspecting = inspect(options, verifier_, target, std::move(round->records[i]), hold);
      Result<engine::Report> report = co_await inspecting;
      if (!report) {
        done_(target.input, report.error());
        co_return;
      }
      reports.push_back(*std::move(report));
      asked.push_back(&questions()[i]);
    }
    std::vector<std::pair<const Question*, engine::Report*>> pairs;
    for (size_t i = 0; i < reports.size(); ++i) pairs.emplace_back(asked[i], &reports[i]);
    compare(pairs);
    for (engine::Report& report : reports) {
      const std::string label =
          target.input + (report.asked_for.empty() ? "" : " (" + report.asked_for + ")");
      done_(label, std::move(report));
    }
  }

  /// Behind the first handshake, where `survey` is null, or a further one.
  Detached go_on(std::shared_ptr<Survey> survey, Target target, tls::HandshakeRecord record,
                 net::Connector::Hold hold) {
    if (survey) {
      survey->survey.take(std::move(record));
    } else {
      const auto options = options_for_(target);
      if (!options) {
        done_(target.input, options.error());
        end_survey();
        co_return;
      }
      survey = begin_survey(*options, target, std::move(record));
    }
    const auto& proxy = survey->first.proxy;
    const bool reached =
        survey->first.failure != tls::HandshakeFailure::connect &&
        (!survey->first.address.empty() || (proxy && proxy->outcome == tls::ProxyUse::Outcome::ready));
    if (reached && !survey->survey.over() && std::chrono::steady_clock::now() >= survey->end)
      survey->survey.break_off("its time limit was reached");
    if (auto connect = reached ? survey->survey.next() : nullptr) {
      const std::lock_guard lock(mutex_);
      ready_.push_back({.job = {survey->target, std::move(connect), false}, .survey = survey});
      changed_.notify_one();
      co_return;
    }
    Inspecting inspecting =
        inspect(*survey->options, verifier_, target, std::move(survey->first), hold, &survey->survey);
    Result<engine::Report> report = co_await inspecting;
    done_(target.input, std::move(report));
    end_survey();
  }

  std::shared_ptr<Survey> begin_survey(const std::shared_ptr<const Options>& options, const Target& target,
                                       tls::HandshakeRecord first) {
    net::ConnectOptions common = options->connect;
    common.pace = pace_;
    common.tlsa = common.caa = false;  // the first has what DNS says
    // The same server as the first handshake's, whatever other addresses the name has.
    if (!first.address.empty()) {
      common.proxies = common.proxies.decided_for(
          common.connect_host.empty() ? target.host : common.connect_host, first.port);
      common.connect_host = first.address;
      common.connect_port = first.port;
      if (!common.sni && !target.is_address()) common.sni = first.sni.empty() ? target.host : first.sni;
    }
    const auto own_end = std::chrono::steady_clock::now() + survey_timeouts * common.timeout;
    const auto end = common.end ? std::min(own_end, *common.end) : own_end;
    return std::make_shared<Survey>(
        Survey{options, target, std::move(first), net::ProtocolSurvey(common), end});
  }

  void end_survey() {
    const std::lock_guard lock(mutex_);
    --surveys_;
    changed_.notify_one();
  }

  const Limits& limits_;
  const OptionsFor& options_for_;
  crypto::Verifier& verifier_;
  Lines lines_;
  const Done& done_;
  std::shared_ptr<net::Pace> pace_;  ///< null: no connection waits for its turn
  std::map<std::shared_ptr<const Options>, std::shared_ptr<const net::ConnectOptions>> paced_;
  bool input_ended_ = false;
  AddressReports address_reports_;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::deque<Waiting> ready_;            ///< jobs to hand out
  std::map<size_t, Waiting> under_way_;  ///< those of rounds and surveys, by the job's number
  size_t count_ = 0;                     ///< of jobs handed out
  size_t surveys_ = 0;                   ///< that have not ended
  size_t lookups_ = 0;                   ///< of exchangers of which no jobs were made yet
  std::deque<Domain> domains_;           ///< whose exchangers were found
};

}  // namespace

void run(const Limits& limits, const OptionsFor& options_for, crypto::Verifier& verifier, const Next& next,
         const Done& done) {
  Run all(limits, options_for, verifier, next, done);
  net::Connector({.in_flight = limits.in_flight})
      .run([&] { return all.next_job(); },
           [&](size_t index, const Target& target, tls::HandshakeRecord record,
               const net::Connector::Hold& hold) { all.finish(index, target, std::move(record), hold); });
}

}  // namespace certcheck::scan
