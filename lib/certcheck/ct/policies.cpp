#include "certcheck/ct/detail/policies.h"

#include "certcheck/ct/checks.h"
#include "certcheck/ct/detail/standing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace certcheck::ct {
namespace {

using std::chrono::days;
using std::chrono::seconds;

/// Both policies ask for a third log beyond this lifetime.
constexpr days short_lifetime{180};
constexpr size_t logs_of_short = 2, logs_of_long = 3, operators_least = 2;

/// Certificates issued before are held to other rules (numbers by months of lifetime); all that public CAs
/// issued then have expired.
constexpr Time chrome_rules_since = date(2022, 4, 15);  // Chrome CT Policy, February 2022
constexpr Time apple_rules_since = date(2021, 4, 21);   // support.apple.com/103214, former table
/// Chrome CT Policy (2025-12-01): "Before April 15, 2026: ... at least one SCT must be issued from a log
/// recognized by Chrome as being RFC6962-compliant."
constexpr Time chrome_without_rfc6962_since = date(2026, 4, 15);

/// The logs whose SCTs count for a criterion, each once.
struct Logs {
  std::set<const Log*> all;
  std::map<std::string_view, size_t> by_operator;
  bool any_current = false, any_rfc6962 = false;

  void add(const Timestamp& sct, Time check) {
    if (!all.insert(sct.log).second) return;
    ++by_operator[sct.log->operator_at(sct.time.value_or(check))];
    any_current = any_current || standing_of(*sct.log, check) == Standing::current;
    any_rfc6962 = any_rfc6962 || sct.log->kind == LogKind::rfc6962;
  }
  /// Of each operator's logs `most` count.
  size_t counted(size_t most) const {
    size_t sum = 0;
    for (const auto& [name, count] : by_operator) sum += std::min(count, most);
    return sum;
  }
};

template <typename Wanted>
Logs logs_of(const std::vector<Timestamp>& scts, Time time, Wanted wanted) {
  Logs logs;
  for (const Timestamp& sct : scts)
    if (sct.counts && wanted(sct)) logs.add(sct, time);
  return logs;
}

bool is_current(const Timestamp& sct, Time time) { return standing_of(*sct.log, time) == Standing::current; }

/// One criterion of one policy, validated.
struct Validated {
  PolicyResult result;
  Findings findings;

  void fail(const Check& check, std::string message) {
    findings.push_back({.check = &check,
                        .subject = {Subject::Kind::certificate, 0},
                        .message = std::move(message),
                        .evidence = {{"required", std::to_string(result.required)},
                                     {"counted", std::to_string(result.counted)},
                                     {"operators", std::to_string(result.operators)}}});
  }
  Validated& finish() {
    result.compliant = findings.empty();
    return *this;
  }
};

std::string number(size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

Validated validated(Policy policy, const Logs& logs, size_t required) {
  return {{.policy = policy,
           .compliant = {},
           .reason = {},
           .required = required,
           .counted = logs.all.size(),
           .operators = logs.by_operator.size()},
          {}};
}

std::string too_few(std::string_view how, const PolicyResult& result, std::string_view whose) {
  return "valid SCTs " + std::string(how) + " are of " + number(result.counted, "log") + " that " +
         std::string(whose) + " accepts; " + std::to_string(result.required) + " are required";
}

// Embedded SCTs: (1) at least one of a log that is qualified, usable or read-only at the time of check; (2)
// SCTs of N distinct logs that are that or retired; (3) of at least two operators. SCTs by TLS: two of logs
// that are qualified, usable or read-only, of two operators. Since Chrome 148 none of OCSP responses.
Validated check_chrome(const Logs& logs, size_t required, std::string_view how, Time time) {
  Validated chrome = validated(Policy::chrome, logs, required);
  if (logs.all.size() < required)
    chrome.fail(checks::chrome_too_few, too_few(how, chrome.result, "Chrome"));
  else if (logs.by_operator.size() < operators_least)
    chrome.fail(checks::chrome_too_few_operators, "the valid SCTs " + std::string(how) +
                                                      " are all of logs of " +
                                                      std::string(logs.by_operator.begin()->first));
  if (!logs.all.empty() && !logs.any_current)
    chrome.fail(checks::chrome_no_current_log,
                "the valid SCTs " + std::string(how) + " are all of retired logs");
  if (!logs.all.empty() && !logs.any_rfc6962 && time < chrome_without_rfc6962_since)
    chrome.fail(checks::chrome_no_rfc6962_log,
                "the valid SCTs " + std::string(how) + " are all of logs with the static API");
  return chrome.finish();
}

Validated check_chrome(const std::vector<Timestamp>& scts, size_t required, Time time) {
  const Logs embedded =
      logs_of(scts, time, [](const Timestamp& sct) { return sct.source == Source::certificate; });
  Validated by_certificate = check_chrome(embedded, required, "in the certificate", time);
  const Logs sent = logs_of(
      scts, time, [&](const Timestamp& sct) { return sct.source == Source::tls && is_current(sct, time); });
  if (*by_certificate.result.compliant || sent.all.empty()) return by_certificate;
  Validated by_tls = check_chrome(sent, logs_of_short, "by TLS", time);
  return *by_tls.result.compliant || embedded.all.empty() ? by_tls : by_certificate;
}

// Either at least two SCTs of approved logs, one of them by TLS or OCSP; or embedded ones: at least one of an
// approved log, and the number by lifetime of once or currently approved logs, of which one or two count for
// each operator. One is of an RFC 6962 log in any case.
Validated check_apple(const std::vector<Timestamp>& scts, size_t required, size_t most_of_operator,
                      Time time) {
  const Logs embedded =
      logs_of(scts, time, [](const Timestamp& sct) { return sct.source == Source::certificate; });
  const Logs approved = logs_of(scts, time, [&](const Timestamp& sct) { return is_current(sct, time); });
  const bool any_sent = std::any_of(scts.begin(), scts.end(), [&](const Timestamp& sct) {
    return sct.counts && sct.source != Source::certificate && is_current(sct, time);
  });
  const bool is_sent = any_sent && approved.all.size() >= logs_of_short;
  Validated apple =
      validated(Policy::apple, is_sent ? approved : embedded, is_sent ? logs_of_short : required);
  if (!is_sent) {
    if (embedded.all.size() < required)
      apple.fail(checks::apple_too_few, too_few("in the certificate", apple.result, "Apple"));
    else if (const size_t counted = embedded.counted(most_of_operator); counted < required)
      apple.fail(checks::apple_too_few_operators, "of the SCTs in the certificate " +
                                                      std::to_string(counted) + " count, of " +
                                                      number(embedded.by_operator.size(), "operator") + "; " +
                                                      std::to_string(required) + " are required");
    if (!embedded.all.empty() && !embedded.any_current)
      apple.fail(checks::apple_no_current_log, "the valid SCTs in the certificate are all of retired logs");
  }
  const Logs& logs = is_sent ? approved : embedded;
  if (!logs.all.empty() && !logs.any_rfc6962)
    apple.fail(checks::apple_no_rfc6962_log, "the valid SCTs are all of logs with the static API");
  return apple.finish();
}

}  // namespace

std::vector<PolicyResult> check_policies(const x509::Certificate& leaf, const std::vector<Timestamp>& scts,
                                         Time time, Findings& findings) {
  std::vector<PolicyResult> results;
  const auto not_validated = [&](Policy policy, std::string reason) {
    results.push_back({.policy = policy, .compliant = {}, .reason = std::move(reason)});
  };
  const auto take = [&](Validated validation) {
    results.push_back(std::move(validation.result));
    std::move(validation.findings.begin(), validation.findings.end(), std::back_inserter(findings));
  };
  const auto& start = leaf.not_before.time;
  const auto& end = leaf.not_after.time;
  if (!start || !end) {
    for (const Policy policy : {Policy::chrome, Policy::apple})
      not_validated(policy, "the certificate's dates cannot be read");
    return results;
  }
  if (*start < chrome_rules_since)
    not_validated(Policy::chrome, "the certificate was issued before the rules of 2022-04-15");
  else
    take(check_chrome(scts, *end - *start > short_lifetime ? logs_of_long : logs_of_short, time));
  if (*start < apple_rules_since) {
    not_validated(Policy::apple, "the certificate was issued before the rules of 2021-04-21");
  } else {
    // Apple counts both ends of the validity (RFC 5280 4.1.2.5) and begins a day with its first second.
    const bool is_long = *end - *start + seconds(1) > short_lifetime;
    take(check_apple(scts, is_long ? logs_of_long : logs_of_short, is_long ? 2 : 1, time));
  }
  return results;
}

}  // namespace certcheck::ct
