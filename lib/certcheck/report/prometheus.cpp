#include "certcheck/report/detail/prometheus.h"

#include "certcheck/base/encoding.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/exposition.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

struct Family {
  std::string_view name, help;
};

/// Every metric; all are gauges. Units are part of the names (Prometheus' naming conventions).
enum Metric : uint8_t {
  trusted,
  verdict,
  findings,
  certificate_not_after,
  path_not_after,
  handshake_info,
  check_time,
  lint_findings,
  lint_not_after,
  verdict_accepted,
};
constexpr std::array<Family, 10> families{{
    {"certcheck_trusted", "Whether the chain is trusted (1) or not (0)."},
    {"certcheck_verdict", "The verdict as a label; the one that holds is 1, the others are 0."},
    {"certcheck_findings", "Findings of the report that are neither waived nor known, by severity."},
    {"certcheck_certificate_not_after_timestamp_seconds",
     "notAfter of each certificate presented, in seconds since 1970."},
    {"certcheck_path_not_after_timestamp_seconds",
     "When the best path stops being valid, in seconds since 1970."},
    {"certcheck_handshake_info", "Version and cipher suite of the handshake; always 1."},
    {"certcheck_check_timestamp_seconds", "When the check was made, in seconds since 1970."},
    {"certcheck_lint_findings", "Findings of a linted certificate, CRL or OCSP response by severity."},
    {"certcheck_lint_not_after_timestamp_seconds",
     "notAfter or nextUpdate of what was linted, in seconds since 1970."},
    {"certcheck_verdict_accepted",
     "Whether the chain is trusted, or all that the verdict rests on is waived or known (1) or not (0)."},
}};

std::string sample(Metric metric, const Labels& labels, int64_t value) {
  return fmt::format("{}\t{}\t{}\n", static_cast<unsigned>(metric), series_of(families[metric].name, labels),
                     value);
}

std::array<int64_t, 3> by_severity(const Findings& findings) {
  std::array<int64_t, 3> counts{};
  for (const Finding& finding : findings)
    counts[static_cast<size_t>(finding.severity())] +=
        static_cast<int64_t>(std::max<size_t>(finding.more, 1));
  return counts;
}

/// Of those that the user does not let pass.
std::array<int64_t, 3> by_severity(const engine::Report& report) {
  auto counts = by_severity(report.findings);
  for (const Finding& finding : report.findings)
    if (report.waiver_of(finding) != nullptr || report.is_known(finding))
      --counts[static_cast<size_t>(finding.severity())];
  return counts;
}

class Prometheus final : public Format {
 public:
  std::string render(const Item& item) const override {
    return item.report() != nullptr ? samples(item, *item.report()) : samples(*item.linted());
  }

  std::string write(std::string items) override {
    std::string_view lines = items;
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(line.size() + 1);
      const size_t behind_metric = line.find('\t'), behind_series = line.rfind('\t');
      const auto metric = static_cast<size_t>(line.front() - '0');
      // Of a target given twice the later check stands: a series may be written only once.
      samples_[metric].insert_or_assign(
          std::string(line.substr(behind_metric + 1, behind_series - behind_metric - 1)),
          std::string(line.substr(behind_series + 1)));
    }
    return {};
  }

  std::string end(const Tally& /*total*/) override {
    std::string out;
    for (size_t i = 0; i < families.size(); ++i) {
      if (samples_[i].empty()) continue;
      out += family_head(families[i].name, "gauge", families[i].help);
      for (const auto& [series, value] : samples_[i]) out += fmt::format("{} {}\n", series, value);
    }
    return out;
  }

 private:
  static std::string samples(const Item& item, const engine::Report& report) {
    Labels target{{"target", item.label}};
    if (report.handshake && !report.handshake->address.empty())
      target.emplace_back("address", report.handshake->address);
    const auto with = [&target](std::string_view name, std::string value) {
      Labels labels = target;
      labels.emplace_back(name, std::move(value));
      return labels;
    };
    std::string out = sample(check_time, target, item.origin.checked_at.time_since_epoch().count());
    if (report.verdict != engine::Verdict::unchecked)
      out += sample(trusted, target, report.verdict == engine::Verdict::trusted ? 1 : 0);
    for (const engine::Verdict each :
         {engine::Verdict::trusted, engine::Verdict::untrusted, engine::Verdict::unchecked})
      out += sample(verdict, with("verdict", std::string(to_string(each))), report.verdict == each ? 1 : 0);
    out += sample(verdict_accepted, target, engine::is_verdict_accepted(report) ? 1 : 0);
    const auto counts = by_severity(report);
    for (const Severity severity : {Severity::notice, Severity::warning, Severity::error})
      out += sample(findings, with("severity", std::string(to_string(severity))),
                    counts[static_cast<size_t>(severity)]);
    for (size_t i = 0; i < report.chain.presented.size(); ++i) {
      const x509::Certificate& certificate = *report.chain.presented[i];
      if (!certificate.not_after.time) continue;
      Labels labels = with("index", std::to_string(i));
      labels.emplace_back("subject", certificate.subject.to_string());
      labels.emplace_back("serial", hex_encode(certificate.serial));
      labels.emplace_back("sha256", hex_encode(report.chain.details_of(certificate).sha256));
      out += sample(certificate_not_after, labels, certificate.not_after.time->time_since_epoch().count());
    }
    if (report.expires.path)
      out += sample(path_not_after, target, report.expires.path->time_since_epoch().count());
    if (report.handshake && report.handshake->completed) {
      Labels labels = with("version", tls::tls_version_name(report.handshake->version));
      const auto& suite = report.handshake->cipher_suite;
      labels.emplace_back("cipher_suite", suite ? tls::cipher_suite_name(*suite) : std::string());
      out += sample(handshake_info, labels, 1);
    }
    return out;
  }

  static std::string samples(const LintedThing& thing) {
    const Labels place{
        {"file", thing.file}, {"index", std::to_string(thing.index)}, {"kind", std::string(kind_of(thing))}};
    std::string out;
    const auto counts = by_severity(thing.linted.findings);
    for (const Severity severity : {Severity::notice, Severity::warning, Severity::error}) {
      Labels labels = place;
      labels.emplace_back("severity", std::string(to_string(severity)));
      out += sample(lint_findings, labels, counts[static_cast<size_t>(severity)]);
    }
    if (const auto expiry = expiry_of(thing)) {
      Labels labels = place;
      labels.emplace_back("name", name_of(thing));
      out += sample(lint_not_after, labels, expiry->time_since_epoch().count());
    }
    return out;
  }

  std::array<std::map<std::string, std::string>, families.size()> samples_;  ///< value by series
};

}  // namespace

std::unique_ptr<Format> make_prometheus(const FormatOptions& /*options*/) {
  return std::make_unique<Prometheus>();
}

}  // namespace certcheck::report
