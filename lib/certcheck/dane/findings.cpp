#include "certcheck/dane/findings.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/time.h"
#include "certcheck/dane/checks.h"
#include "certcheck/dane/detail/matching.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace certcheck::dane {
namespace {

/// Bytes of a record's data that people recognise it by.
constexpr size_t shown_bytes = 8;

std::string shown(const dns::TlsaRecord& record) {
  return std::to_string(record.usage) + " " + std::to_string(record.selector) + " " +
         std::to_string(record.matching) + " " +
         hex_encode(ByteView(record.data).first(std::min(record.data.size(), shown_bytes))) +
         (record.data.size() > shown_bytes ? "..." : "");
}

/// The certificate of the report that the record is about although its usage is about others; null if none.
const x509::Certificate* misused(const dns::TlsaRecord& record, const Question& question) {
  const bool for_leaf = record.usage == pkix_ee || record.usage == dane_ee;
  for (size_t i = 0; i < question.presented.size(); ++i)
    if ((i == 0) != for_leaf && is_about(record, *question.presented[i])) return question.presented[i].get();
  return nullptr;
}

/// A certificate of a path that the server does not send.
const x509::Certificate* unsent(const dns::TlsaRecord& record, const Question& question) {
  if (record.usage != dane_ta) return nullptr;
  for (const path::Path& path : question.paths)
    for (size_t i = 1; i < path.certificates.size(); ++i) {
      const x509::Certificate& certificate = *path.certificates[i];
      const bool sent = std::any_of(
          question.presented.begin(), question.presented.end(),
          [&](const x509::CertificatePtr& each) { return same_bytes(each->der, certificate.der); });
      if (!sent && is_about(record, certificate)) return &certificate;
    }
  return nullptr;
}

std::string what_came_of(const Association& association) {
  if (!association.unusable.empty()) return "unusable: " + association.unusable;
  if (!association.matched) return "matches no certificate that it could be about";
  return association.refused;
}

class Collected {
 public:
  explicit Collected(const Report& report) : report_(report) {}

  Finding& add(const Check& check, std::string message, const Subject& subject = {Subject::Kind::host}) {
    list.push_back(
        {.check = &check, .subject = subject, .node_path = report_.name, .message = std::move(message)});
    return list.back();
  }

  Findings list;

 private:
  const Report& report_;
};

void add_unusable(const Report& report, Collected& findings) {
  for (const Association& each : report.associations) {
    if (each.unusable.empty()) continue;
    findings.add(each.unused_for_mail ? checks::pkix_usage : checks::record_unusable,
                 "TLSA " + shown(each.record) + ": " + each.unusable);
  }
  if (report.unreadable != 0)
    findings.add(checks::record_unusable, std::to_string(report.unreadable) +
                                              " TLSA records have fewer bytes than the three numbers take");
}

void add_misuse(const Report& report, const Question& question, Collected& findings) {
  for (const Association& each : report.associations) {
    if (!each.unusable.empty() || each.authenticates) continue;
    if (const x509::Certificate* other = misused(each.record, question))
      findings.add(checks::wrong_usage,
                   "TLSA " + shown(each.record) + ", " + describe(each.record) + ", is about " +
                       other->subject.to_string() + ", which is " +
                       (other == question.presented.front().get() ? "the server's own certificate"
                                                                  : "not the server's own certificate"));
    if (!each.matched)
      if (const x509::Certificate* anchor = unsent(each.record, question))
        findings.add(checks::anchor_not_sent, "TLSA " + shown(each.record) + " is about " +
                                                  anchor->subject.to_string() +
                                                  ", which the server does not send");
  }
}

/// RFC 7671 8: each combination has to match by itself, since some clients use no other.
void add_combinations(const Report& report, const Question& question, Collected& findings) {
  using Combination = std::tuple<uint8_t, uint8_t, uint8_t>;
  const auto combination = [](const dns::TlsaRecord& record) {
    return Combination{record.usage, record.selector, record.matching};
  };
  std::map<Combination, bool> matches;
  for (const Association& each : report.associations)
    if (each.unusable.empty()) matches[combination(each.record)] |= each.authenticates;
  for (const Association& each : report.associations) {
    if (!each.unusable.empty() || each.authenticates) continue;
    if (const auto place = matches.find(combination(each.record)); place != matches.end() && !place->second) {
      matches.erase(place);
      findings.add(checks::combination_without_match, "no TLSA record " + describe(each.record) +
                                                          " authenticates the server: " + shown(each.record) +
                                                          " " + what_came_of(each));
    } else if (!each.matched && misused(each.record, question) == nullptr && place != matches.end()) {
      Finding& finding = findings.add(
          checks::stale_record,
          "TLSA " + shown(each.record) + " is about none of the certificates that the server presents");
      if (each.record.selector == 0 && each.record.matching == 0) {
        const auto other = x509::parse_certificate(ByteView(each.record.data));
        finding.evidence.emplace_back("subject", other->subject.to_string());
        if (other->not_after.time)
          finding.evidence.emplace_back("not_after", format_rfc3339(*other->not_after.time));
      }
    }
  }
}

}  // namespace

Findings findings(const Report& report, const Question& question) {
  Collected findings(report);
  switch (report.outcome) {
    case Outcome::unknown:
      findings.add(checks::lookup_failed, report.name + ": " + report.problem);
      return findings.list;
    case Outcome::none:
      findings.add(checks::no_records, report.asked.empty()
                                           ? "an address has no TLSA records: they are under names"
                                           : "there is no TLSA record under " + report.name);
      return findings.list;
    case Outcome::unauthenticated:
      if (!report.problem.empty()) {
        findings.add(
            checks::unauthenticated,
            report.base_domain +
                " is not authenticated by DNSSEC, so that senders of mail do not ask for TLSA records; " +
                report.name + ": " + report.problem);
        return findings.list;
      }
      findings.add(checks::unauthenticated,
                   std::to_string(report.associations.size() + report.unreadable) + " TLSA records under " +
                       report.name + " are not authenticated by DNSSEC" +
                       (report.by ? "; " + shown(report.associations[*report.by].record) + " would match"
                                  : std::string()));
      break;
    case Outcome::unusable:
    case Outcome::unchecked:
      break;
    case Outcome::mismatched: {
      Finding& finding = findings.add(checks::no_match,
                                      "none of the " + std::to_string(report.associations.size()) +
                                          " TLSA records under " + report.name + " authenticates the server");
      for (const Association& each : report.associations)
        finding.evidence.emplace_back("record", shown(each.record) + ": " + what_came_of(each));
      break;
    }
    case Outcome::matched:
      add_combinations(report, question, findings);
      if (report.ignores_pkix && !question.trusted)
        findings.add(checks::pkix_ignored,
                     "TLSA " + shown(report.associations[*report.by].record) +
                         " authenticates the server, although the certificate is not trusted otherwise");
      break;
  }
  add_unusable(report, findings);
  if (question.proven && !question.presented.empty()) add_misuse(report, question, findings);
  return findings.list;
}

bool is_refusal(const Check* check) { return check == &checks::no_match || check == &checks::lookup_failed; }

}  // namespace certcheck::dane
