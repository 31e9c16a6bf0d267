#include "certcheck/serve/service.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/engine/expectations.h"
#include "certcheck/lint/selection.h"
#include "certcheck/report/exposition.h"
#include "certcheck/report/format.h"
#include "certcheck/report/state.h"
#include "certcheck/report/text.h"
#include "certcheck/request/known.h"
#include "certcheck/request/request.h"
#include "certcheck/scan/inspect.h"
#include "certcheck/serve/detail/allowance.h"
#include "certcheck/serve/detail/checking.h"
#include "certcheck/serve/detail/http.h"
#include "certcheck/serve/detail/http_server.h"
#include "certcheck/serve/detail/linting.h"
#include "certcheck/serve/detail/metrics.h"
#include "certcheck/serve/detail/parameters.h"
#include "certcheck/serve/detail/probe.h"
#include "certcheck/serve/detail/workers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

namespace certcheck::serve {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

Time wall_clock() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

constexpr std::string_view json_type = "application/json", ndjson_type = "application/x-ndjson";

/// Longest target that is looked at; a host name has at most 253 bytes.
constexpr size_t target_bytes_max = 1'024;

std::string logged_target(std::string_view target) {
  return net::without_credentials(target.substr(0, target_bytes_max));
}

/// Of what was refused before its target was looked at; empty if it names none.
std::string target_asked(std::string_view query) {
  const auto values = parse_query(query);
  if (!values) return {};
  const auto found =
      std::find_if(values->begin(), values->end(), [](const auto& value) { return value.first == "target"; });
  return found == values->end() ? std::string() : logged_target(found->second);
}

/// How much sooner than Prometheus gives up an answer is due, as blackbox_exporter has it.
constexpr std::chrono::milliseconds scrape_margin{500};

/// A check that is too late for its answer ends this much after it, so that what is answered is not by
/// chance.
constexpr std::chrono::milliseconds given_up_after{100};

constexpr std::string_view front_page =
    "certcheck checks TLS servers for Prometheus and for people (docs/service.md).\n\n"
    "GET  /probe?target=HOST[:PORT]&module=NAME                metrics, also under blackbox_exporter's "
    "names\n"
    "GET  /check?target=HOST[:PORT]&module=NAME&format=FORMAT  a report: json, html, text ...\n"
    "POST /verify                                              a request of certverify --batch, as JSON\n"
    "POST /lint?format=FORMAT&chain=true&profile=KIND&as_of=DATE   certificates, CRLs, OCSP responses, as "
    "PEM or DER\n"
    "GET  /metrics                                             of this service\n"
    "GET  /healthz, /readyz\n";

HttpAnswer bad_request(const Error& error) { return refusal(400, "usage", report::printable(error.message)); }

/// Of Prometheus, how long it waits, less a margin; unset if it does not say.
std::optional<milliseconds> time_of_scrape(const std::string& field) {
  double seconds = 0;
  const auto [end, problem] = std::from_chars(field.data(), field.data() + field.size(), seconds);
  if (problem != std::errc() || end != field.data() + field.size() || !(seconds > 0) || seconds > 3'600)
    return std::nullopt;
  const milliseconds whole(std::llround(seconds * 1'000));
  return std::max(whole - scrape_margin, std::min(whole, milliseconds(scrape_margin)));
}

CheckTime time_for(const HttpRequest& request, std::optional<milliseconds> of_server) {
  return {of_server, request.answer_by + given_up_after};
}

}  // namespace

class Service::State final : public HttpHandler {
 public:
  explicit State(Config config)
      : config_(std::move(config)),
        started_(wall_clock()),
        allowance_(config_.limits.rate, config_.limits.client_rate),
        server_(config_.limits, *this) {
    for (const std::string& token : config_.tokens) tokens_.push_back(crypto::sha256(as_bytes(token)));
    if (config_.address_rate)
      pace_ = std::make_shared<net::Pace>(net::Rates{.overall = {}, .per_address = config_.address_rate});
  }

  HttpServer& server() { return server_; }

  std::optional<HttpAnswer> answer_to_head(const HttpRequest& head, size_t& body_max) override;
  void handle(HttpRequest request, Answered answered, GivenUp given_up) override;
  void note(const HttpRequest& head, const HttpAnswer& answer, Clock::duration took) override;

 private:
  struct Route {
    std::string_view path, method;
    bool open = false;   ///< to everybody
    bool works = false;  ///< on a thread of the workers, and within the rates
    bool has_body = false;
    HttpAnswer (State::*answer)(const HttpRequest& request) = nullptr;
  };
  static const std::array<Route, 8> routes;
  static const Route* find(std::string_view path) {
    const auto found =
        std::find_if(routes.begin(), routes.end(), [&](const Route& route) { return route.path == path; });
    return found == routes.end() ? nullptr : found;
  }

  HttpAnswer answer_front(const HttpRequest& request);
  HttpAnswer answer_health(const HttpRequest& request);
  HttpAnswer answer_readiness(const HttpRequest& request);
  HttpAnswer answer_metrics(const HttpRequest& request);
  HttpAnswer answer_probe(const HttpRequest& request);
  HttpAnswer answer_check(const HttpRequest& request);
  HttpAnswer answer_verify(const HttpRequest& request);
  HttpAnswer answer_lint(const HttpRequest& request);

  using Parameters = std::map<std::string, std::string>;
  /// A target as it was asked for, and what came of it; an answer if nothing can.
  struct Checking {
    Checked checked;
    bool success = false;
    std::optional<Severity> fail_on;
    Facts facts;
  };
  std::variant<Checking, HttpAnswer> check_asked(const Parameters& parameters, const CheckTime& time);
  std::string render(const report::FormatRow& row, std::span<const report::Item> items) const;
  report::Origin origin() const { return {config_.name, config_.version, wall_clock()}; }
  bool knows(std::string_view token) const;

  const Config config_;
  const Time started_;
  std::vector<Sha256> tokens_;
  std::shared_ptr<net::Pace> pace_;
  crypto::Verifier verifier_;
  request::Known known_;
  const lint::Selection selection_;
  Allowance allowance_;
  Metrics metrics_;
  HttpServer server_;
  // Last, for what they do needs the others.
  Workers workers_{std::max<size_t>(config_.limits.concurrency, 1), config_.limits.waiting};
};

const std::array<Service::State::Route, 8> Service::State::routes{{
    {.path = "/", .method = "GET", .open = true, .answer = &State::answer_front},
    {.path = "/healthz", .method = "GET", .open = true, .answer = &State::answer_health},
    {.path = "/readyz", .method = "GET", .open = true, .answer = &State::answer_readiness},
    {.path = "/metrics", .method = "GET", .answer = &State::answer_metrics},
    {.path = "/probe", .method = "GET", .works = true, .answer = &State::answer_probe},
    {.path = "/check", .method = "GET", .works = true, .answer = &State::answer_check},
    {.path = "/verify", .method = "POST", .works = true, .has_body = true, .answer = &State::answer_verify},
    {.path = "/lint", .method = "POST", .works = true, .has_body = true, .answer = &State::answer_lint},
}};

// --- on the server's thread ---

bool Service::State::knows(std::string_view token) const {
  // What takes longer or shorter is the comparison of digests, of which nobody can guess a part.
  const Sha256 digest = crypto::sha256(as_bytes(token));
  return std::find(tokens_.begin(), tokens_.end(), digest) != tokens_.end();
}

std::optional<HttpAnswer> Service::State::answer_to_head(const HttpRequest& head, size_t& body_max) {
  const Route* const route = find(head.path);
  if (route == nullptr) return refusal(404, "path", "there is no such page; / lists those that there are");
  if (route->works) {
    // Also of those whose token is wrong, who might be guessing.
    if (const auto wait = allowance_.take(head.client, Clock::now())) {
      HttpAnswer answer = refusal(429, "rate", "too many requests");
      answer.fields.emplace_back("Retry-After", std::to_string(std::llround(std::ceil(wait->count()))));
      return answer;
    }
  }
  if (!route->open && !tokens_.empty() && !knows(bearer_token(head.authorization))) {
    HttpAnswer answer = refusal(401, "token", "a bearer token is needed: Authorization: Bearer TOKEN");
    // RFC 6750 3: without an error code where no token came.
    answer.fields.emplace_back("WWW-Authenticate",
                               head.authorization.empty()
                                   ? "Bearer realm=\"certcheck\""
                                   : "Bearer realm=\"certcheck\", error=\"invalid_token\"");
    return answer;
  }
  if (head.method != route->method && !(head.method == "HEAD" && route->method == "GET" && !route->works)) {
    HttpAnswer answer =
        refusal(405, "method", std::string(route->path) + " takes " + std::string(route->method));
    answer.fields.emplace_back("Allow", std::string(route->method));
    return answer;
  }
  body_max = route->has_body ? config_.limits.body_bytes : 0;
  return std::nullopt;
}

void Service::State::handle(HttpRequest request, Answered answered, GivenUp given_up) {
  const Route* const route = find(request.path);
  if (!route->works) return answered((this->*route->answer)(request));
  const auto kept = std::make_shared<const HttpRequest>(std::move(request));
  const bool taken = workers_.add([this, route, kept, answered, given_up] {
    if (!*given_up) answered((this->*route->answer)(*kept));
  });
  if (taken) return;
  HttpAnswer answer = refusal(503, "busy", "too many requests at once");
  answer.fields.emplace_back("Retry-After", "1");
  answered(std::move(answer));
}

void Service::State::note(const HttpRequest& head, const HttpAnswer& answer, Clock::duration took) {
  const Route* const route = find(head.path);
  metrics_.count(route == nullptr ? "other" : route->path, answer.status, took);
  const Facts& facts = answer.facts;
  if (!facts.refusal.empty()) metrics_.count_refusal(facts.refusal);
  if (!facts.verdict.empty()) metrics_.count_verdict(facts.verdict);
  if (!config_.log) return;
  Event event;
  event.client = head.client;
  event.method = head.method;
  event.path = head.path;
  event.status = answer.status;
  event.bytes = answer.body.size();
  event.took = std::chrono::duration_cast<std::chrono::microseconds>(took);
  event.target = facts.target.empty() ? target_asked(head.query) : facts.target;
  event.module = facts.module;
  event.verdict = facts.verdict;
  event.refusal = facts.refusal;
  config_.log(event);
}

HttpAnswer Service::State::answer_front(const HttpRequest& /*request*/) {
  return {.body = std::string(front_page)};
}

HttpAnswer Service::State::answer_health(const HttpRequest& /*request*/) { return {.body = "ok\n"}; }

HttpAnswer Service::State::answer_readiness(const HttpRequest& /*request*/) {
  return server_.stopping() ? refusal(503, "stopping", "stopping") : HttpAnswer{.body = "ready\n"};
}

HttpAnswer Service::State::answer_metrics(const HttpRequest& /*request*/) {
  return {.content_type = std::string(report::exposition_type),
          .body = metrics_.text({.connections = server_.connections(),
                                 .active = workers_.active(),
                                 .waiting = workers_.waiting(),
                                 .started = started_.time_since_epoch().count(),
                                 .version = config_.version,
                                 .stopping = server_.stopping()})};
}

// --- on a thread of the workers ---

std::variant<Service::State::Checking, HttpAnswer> Service::State::check_asked(const Parameters& parameters,
                                                                               const CheckTime& time) {
  const auto value = [&](const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
  };
  const std::string target = value("target");
  Checking checking;
  checking.facts.target = logged_target(target);
  checking.facts.module = value("module").substr(0, target_bytes_max);
  const auto with_facts = [&](HttpAnswer answer) {
    checking.facts.refusal = answer.facts.refusal;
    answer.facts = checking.facts;
    return answer;
  };
  if (target.empty())
    return with_facts(
        refusal(400, "usage", "the parameter \"target\" is missing: target=HOST or target=HOST:PORT"));
  if (target.size() > target_bytes_max)
    return with_facts(
        refusal(400, "usage", "the target is longer than " + std::to_string(target_bytes_max) + " bytes"));
  if (const auto error = unfit_target(target)) return with_facts(bad_request(*error));
  const auto options_for = config_.options_of(checking.facts.module);
  if (!options_for) return with_facts(bad_request(options_for.error()));
  checking.checked = check(target, *options_for, config_.targets, time, pace_, verifier_);
  Checked& checked = checking.checked;
  if (checked.forbidden) return with_facts(refusal(403, "target", report::printable(*checked.forbidden)));
  if (checked.reports.empty())
    return with_facts(
        bad_request(checked.error.value_or(Error{Error::Kind::internal, "nothing was reported"})));
  report::State state = checked.error ? report::State::critical : report::State::ok;
  for (engine::Report& each : checked.reports) {
    if (config_.before_reporting) config_.before_reporting(each);
    if (const auto options = (*options_for)(*each.target))
      checking.fail_on = (*options)->engine.expectations.fail_on;
    state = report::worse(state, report::state_of({"", &each, origin(), checking.fail_on}));
  }
  checking.success = state == report::State::ok || state == report::State::warning;
  const auto worst = std::max_element(
      checked.reports.begin(), checked.reports.end(),
      [](const engine::Report& a, const engine::Report& b) { return a.verdict < b.verdict; });
  checking.facts.verdict = to_string(worst->verdict);
  return checking;
}

std::string Service::State::render(const report::FormatRow& row, std::span<const report::Item> items) const {
  const auto format = row.make({});
  std::string text = format->begin(origin());
  report::Tally total;
  for (const report::Item& item : items) {
    text += format->write(format->render(item));
    total.add(item);
  }
  return text + format->end(total);
}

HttpAnswer Service::State::answer_probe(const HttpRequest& request) {
  static constexpr std::array<std::string_view, 3> known{"target", "module", "debug"};
  const Clock::time_point began = Clock::now();
  const auto parameters = read_parameters(request.query, known);
  if (!parameters) return bad_request(parameters.error());
  auto result = check_asked(*parameters, time_for(request, time_of_scrape(request.scrape_timeout)));
  if (auto* const answer = std::get_if<HttpAnswer>(&result)) return std::move(*answer);
  auto& checking = *std::get_if<Checking>(&result);
  std::vector<const engine::Report*> reports;
  std::vector<report::Item> items;
  for (const engine::Report& each : checking.checked.reports) {
    reports.push_back(&each);
    items.push_back({each.target->input, &each, origin(), checking.fail_on});
  }
  HttpAnswer answer{.content_type = std::string(report::exposition_type),
                    .body = probe_text(reports, checking.success, Clock::now() - began)};
  answer.body += render(*report::find_format("prometheus"), items);
  answer.facts = std::move(checking.facts);
  return answer;
}

HttpAnswer Service::State::answer_check(const HttpRequest& request) {
  static constexpr std::array<std::string_view, 3> known{"target", "module", "format"};
  const auto parameters = read_parameters(request.query, known);
  if (!parameters) return bad_request(parameters.error());
  const auto named = parameters->find("format");
  const std::string format =
      format_for(named == parameters->end() ? std::string_view() : named->second, request.accept);
  const report::FormatRow* const row = report::find_format(format);
  if (row == nullptr || !row->writes(report::Content::reports))
    return bad_request({Error::Kind::usage, "there is no format \"" + format + "\" of reports"});
  auto result = check_asked(*parameters, time_for(request, {}));
  if (auto* const answer = std::get_if<HttpAnswer>(&result)) return std::move(*answer);
  auto& checking = *std::get_if<Checking>(&result);
  std::vector<report::Item> items;
  for (const engine::Report& each : checking.checked.reports)
    items.push_back({each.target->input, &each, origin(), checking.fail_on});
  HttpAnswer answer{.content_type = media_type_of(format, items.size() > 1), .body = render(*row, items)};
  answer.facts = std::move(checking.facts);
  return answer;
}

HttpAnswer Service::State::answer_verify(const HttpRequest& request) {
  if (const auto parameters = read_parameters(request.query, {}); !parameters)
    return bad_request(parameters.error());
  request::InspectFetching fetching;
  if (config_.fetcher)
    fetching = [&](engine::Input input, std::span<const trust::Store* const> stores, engine::Options options,
                   crypto::Verifier& verifier) -> Result<engine::Report> {
      const auto left = std::chrono::duration_cast<milliseconds>(request.answer_by - Clock::now());
      return scan::inspect(std::move(input), stores, std::move(options), verifier, *config_.fetcher,
                           std::clamp(left, milliseconds(0), config_.limits.answer_time / 2));
    };
  const Time now = wall_clock();
  HttpAnswer answer{.content_type = std::string(json_type)};
  if (!std::string_view(request.content_type).starts_with(ndjson_type)) {
    const auto result = request::answer_or_error(request.body, now, verifier_, &known_, fetching);
    answer.body = (result ? *result : request::error_answer(result.error().message)) + "\n";
    if (!result) {
      answer.status = 400;
      answer.facts.refusal = "usage";
    }
    return answer;
  }
  answer.content_type = ndjson_type;
  std::string_view lines = request.body;
  while (!lines.empty() && Clock::now() < request.answer_by) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    answer.body += request::answer(line, now, verifier_, &known_, fetching) + "\n";
  }
  return answer;
}

HttpAnswer Service::State::answer_lint(const HttpRequest& request) {
  static constexpr std::array<std::string_view, 4> known{"format", "chain", "profile", "as_of"};
  const auto parameters = read_parameters(request.query, known);
  if (!parameters) return bad_request(parameters.error());
  const auto value = [&](const char* name) {
    const auto found = parameters->find(name);
    return found == parameters->end() ? std::string() : found->second;
  };
  const std::string format = format_for(value("format"), request.accept);
  const report::FormatRow* const row = report::find_format(format);
  if (row == nullptr || !row->writes(report::Content::linted))
    return bad_request({Error::Kind::usage, "there is no format \"" + format + "\" of what was linted"});
  const std::string chain = value("chain");
  if (!chain.empty() && chain != "true" && chain != "false")
    return bad_request({Error::Kind::usage, "\"chain\" is neither true nor false"});
  lint::Assumptions assumed;
  if (const std::string day = value("as_of"); !day.empty()) {
    const auto time = lint::read_as_of(day);
    if (!time) return bad_request(time.error());
    assumed.as_of = *time;
  }
  if (const std::string kind = value("profile"); !kind.empty()) {
    const auto profile = lint::read_certificate_profile(kind);
    if (!profile) return bad_request(profile.error());
    assumed.profile = *profile;
  }
  const engine::LintSetting setting{selection_, nullptr, verifier_, row->needs_outcomes, assumed};
  auto document = lint_body(request.body, chain == "true", *row, origin(), setting);
  if (!document)
    return refusal(400, "usage",
                   "the body holds no certificate, CRL, OCSP response or request, neither as PEM nor as DER");
  return {.content_type = format == "json" ? std::string(json_type) : media_type_of(format, false),
          .body = *std::move(document)};
}

Service::Service(Config config) : state_(std::make_unique<State>(std::move(config))) {}
Service::~Service() = default;

Result<uint16_t> Service::listen(const std::string& address, uint16_t port) {
  return state_->server().listen(address, port);
}

void Service::run() { state_->server().run(); }

void Service::stop(std::function<void()> closed) { state_->server().stop(std::move(closed)); }

}  // namespace certcheck::serve
