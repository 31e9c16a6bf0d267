#include "certcheck/report/detail/words.h"

#include "certcheck/base/shorten.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace certcheck::report {

std::string describe_subject(const Subject& subject, const engine::Report& report) {
  const auto& presented = report.chain.presented;
  if (subject.kind == Subject::Kind::certificate && subject.index && *subject.index < presented.size()) {
    constexpr size_t shown = 256;  // of a name that is alongside each finding; the chain has it in full
    const std::string name = shortened(presented[*subject.index]->subject.to_string(), shown);
    return fmt::format("certificate {}{}", *subject.index + 1, name.empty() ? "" : ", " + printable(name));
  }
  if (subject.kind == Subject::Kind::sct && subject.index) return fmt::format("SCT {}", *subject.index + 1);
  if (subject.kind == Subject::Kind::none) return {};
  return std::string(to_string(subject.kind));
}

std::vector<std::string_view> deciding(const Findings& findings, const engine::Report& report) {
  std::vector<std::string_view> ids;
  for (const Finding& finding : findings)
    if (engine::decides(finding, report) && std::find(ids.begin(), ids.end(), finding.id()) == ids.end())
      ids.push_back(finding.id());
  return ids;
}

std::vector<std::pair<std::string_view, std::string>> verdict_facts(const engine::Report& report) {
  std::vector<std::pair<std::string_view, std::string>> facts;
  const auto reasons = deciding(report.findings, report);
  if (report.verdict == engine::Verdict::untrusted && !reasons.empty())
    facts.emplace_back("because", fmt::format("{}", fmt::join(reasons, ", ")));
  // A server that was not reached has nothing to prove.
  if (report.verdict == engine::Verdict::unchecked)
    facts.emplace_back("because", report.chain.presented.empty() && !reasons.empty()
                                      ? fmt::format("{}", fmt::join(reasons, ", "))
                                      : "the server did not prove that it holds the key of its certificate");
  if (!report.asked_for.empty()) facts.emplace_back("asked", "for another certificate: " + report.asked_for);
  for (const auto& each : report.all_certificates)
    facts.emplace_back(
        "shows",
        fmt::format("{}: {}, until {}, {}", each.asked_for.empty() ? "ordinary clients" : each.asked_for,
                    each.key, each.not_after ? format_rfc3339(*each.not_after) : "an unreadable date",
                    to_string(each.verdict)));
  if (report.verdict != engine::Verdict::trusted && engine::is_verdict_accepted(report))
    facts.emplace_back("accepted",
                       "what the verdict rests on is waived or known; the exit status does not count it");
  for (const auto& wanted : report.names)
    facts.emplace_back("name",
                       fmt::format("{} matches {}", printable(wanted.name),
                                   wanted.matched ? printable(wanted.by) : "nothing in the certificate"));
  if (report.names.empty() && !report.chain.presented.empty()) facts.emplace_back("name", "not checked");
  if (report.expires.path)
    facts.emplace_back("expires", fmt::format("{} ({}), limited by {}", format_rfc3339(*report.expires.path),
                                              days_text(report.expires.days_left.value_or(0)),
                                              report.expires.limited_by
                                                  ? describe_subject(*report.expires.limited_by, report)
                                                  : "the path"));
  if (report.chain.stores.size() > 1)
    for (const auto& store : report.chain.stores)
      facts.emplace_back(
          "store", fmt::format("{}: {}", printable(store.store), store.trusted ? "trusted" : "not trusted"));
  return facts;
}

namespace {

std::vector<const Finding*> worst_first(const Findings& findings, const engine::Report* report) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : findings)
    if (report == nullptr || !report->is_known(finding)) sorted.push_back(&finding);
  const auto decides = [&](const Finding* finding) {
    return report != nullptr && engine::decides(*finding, *report);
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Finding* a, const Finding* b) {
    return decides(a) != decides(b) ? decides(a) : a->severity() > b->severity();
  });
  return sorted;
}

}  // namespace

std::vector<const Finding*> shown_findings(const engine::Report& report) {
  return worst_first(report.findings, &report);
}

std::vector<const Finding*> shown_findings(const Item& item) {
  return worst_first(item.findings(), item.report());
}

std::string place_text(const Finding& finding) {
  if (!finding.offset) return finding.node_path;
  return finding.node_path.empty() ? fmt::format("byte {}", *finding.offset)
                                   : fmt::format("{} (byte {})", finding.node_path, *finding.offset);
}

ShownEvidence shown_evidence(const Finding& finding) {
  constexpr size_t values_shown = 8, bytes_shown = 120;
  ShownEvidence shown;
  for (const auto& [key, value] : finding.evidence) {
    if (value.empty() || finding.message.find(value) != std::string::npos) continue;
    if (shown.values.size() == values_shown)
      ++shown.more;
    else
      shown.values.emplace_back(
          key, printable(value.substr(0, bytes_shown)) + (value.size() > bytes_shown ? "..." : ""));
  }
  return shown;
}

std::string value_text(const StepValue& value) {
  struct Visitor {
    std::string operator()(const std::string& text) const { return text.empty() ? "none" : printable(text); }
    std::string operator()(const std::vector<std::string>& list) const {
      // What a client offers fills screens; the JSON report has all of it.
      if (list.empty()) return "none";
      constexpr size_t shown = 6;
      if (list.size() <= shown + 2) return printable(fmt::format("{}", fmt::join(list, ", ")));
      return printable(fmt::format("{} ... ({} in all)", fmt::join(list.begin(), list.begin() + shown, ", "),
                                   list.size()));
    }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
  };
  return std::visit(Visitor{}, value);
}

std::string certificate_facts(const x509::Certificate& certificate, const engine::ChainReport& chain) {
  return fmt::format(
      "{}, {}, until {}", chain.details_of(certificate).key,
      crypto::signature_facts(certificate.signature_algorithm).name,
      certificate.not_after.time ? format_rfc3339(*certificate.not_after.time) : "an unreadable date");
}

std::string end_note(const path::Path& path) {
  const x509::Certificate& last = *path.certificates.back();
  if (path.anchor)
    return fmt::format("[{}, from \"{}\"]",
                       trust::is_root(last) ? "trusted root" : "trust anchor, not a root",
                       printable(path.anchor->store));
  return last.self_issued() ? "[not among the trusted roots]" : "";
}

std::string handshake_summary(const tls::HandshakeRecord& record) {
  std::vector<std::string> summary;
  if (record.proxy) summary.push_back(fmt::format("by {} ({})", record.proxy->url, record.proxy->named_by));
  if (record.starttls) summary.push_back("STARTTLS of " + record.starttls->protocol);
  if (record.version != 0) summary.push_back(tls::tls_version_name(record.version));
  if (record.cipher_suite) summary.push_back(tls::cipher_suite_name(*record.cipher_suite));
  if (!record.completed)
    summary.push_back(record.stopped_at == tls::Stage::none ? "not completed"
                                                            : "stopped at " + stage_name(record.stopped_at));
  return fmt::format("{}", fmt::join(summary, ", "));
}

std::string version_line(const tls::ProtocolSupport::Version& version) {
  const std::string_view order = !version.server_order   ? ""
                                 : *version.server_order ? ", in the server's order"
                                                         : ", in the client's order";
  return tls::tls_version_name(version.version) + std::string(order);
}

std::string dane_summary(const dane::Report& dane, const engine::Report& report) {
  return fmt::format("{}: {}{}", printable(dane.name), to_string(dane.outcome),
                     dane.ignores_pkix && report.verdict != engine::Verdict::trusted
                         ? "; clients that use it ignore the verdict"
                         : "");
}

std::string association_line(const dane::Association& association, const engine::Report& report) {
  constexpr size_t bytes_shown = 16;
  const std::string came_of =
      !association.unusable.empty() ? "unusable, " + association.unusable
      : !association.matched        ? "matches nothing"
      : association.authenticates
          ? "matches " + describe_subject(*association.matched, report)
          : "matches " + describe_subject(*association.matched, report) + ", but " + association.refused;
  return fmt::format("{} {}: {}", dane::describe(association.record),
                     shortened_hex(association.record.data, bytes_shown), printable(came_of));
}

std::string caa_line(const dns::CaaPolicy& policy) {
  const dns::CaaLookup& lookup = policy.lookup;
  const std::string allowed = !lookup.problem.empty()  ? "unknown, " + lookup.problem
                              : !policy.restricted     ? "any CA"
                              : policy.issuers.empty() ? "none"
                                                       : fmt::format("{}", fmt::join(policy.issuers, ", "));
  return fmt::format("{}: {}{}{}", printable(lookup.name), printable(allowed),
                     lookup.found_at.empty() ? "" : " (records of " + printable(lookup.found_at) + ")",
                     lookup.authenticated ? ", authenticated by DNSSEC" : "");
}

}  // namespace certcheck::report
