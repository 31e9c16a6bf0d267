#include "certcheck/dns/mx.h"

#include "certcheck/base/ascii.h"
#include "certcheck/dns/checks.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace certcheck::dns {
namespace {

Finding about_domain(const Check& check, std::string message) {
  return Finding{.check = &check, .subject = {Subject::Kind::host}, .message = std::move(message)};
}

}  // namespace

bool is_null_mx(const Answer<MxRecord>& answer) {
  return !answer.records.empty() && answer.unreadable.empty() &&
         std::all_of(answer.records.begin(), answer.records.end(),
                     [](const MxRecord& record) { return record.exchange.empty(); });
}

std::vector<Exchanger> exchangers_of(const Answer<MxRecord>& answer) {
  std::vector<Exchanger> exchangers;
  if (!answer.problem.empty() || !answer.exists || is_null_mx(answer)) return exchangers;
  MailExchanger place{.domain = answer.name, .authenticated = answer.authenticated};
  // RFC 5321 5.1: an empty list is "an implicit MX RR, with a preference of 0, pointing to that host".
  if (answer.records.empty() && answer.unreadable.empty()) {
    place.implicit = true;
    return {{answer.name, place}};
  }
  std::set<std::string> seen;
  for (const MxRecord& record : answer.records) {
    // What a null MX says in addition to others is a finding; the others are where mail goes.
    if (record.exchange.empty()) {
      place.beside_null = true;
      continue;
    }
    place.preference = record.preference;
    exchangers.push_back({to_lower(record.exchange), place});
  }
  for (Exchanger& each : exchangers) each.place.beside_null = place.beside_null;
  std::sort(exchangers.begin(), exchangers.end(), [](const Exchanger& a, const Exchanger& b) {
    return std::tie(a.place.preference, a.host) < std::tie(b.place.preference, b.host);
  });
  std::erase_if(exchangers, [&](const Exchanger& each) { return !seen.insert(each.host).second; });
  place.preference = 0;
  if (!answer.unreadable.empty()) exchangers.push_back({"", place});
  return exchangers;
}

Findings exchanger_findings(const std::string& host, const MailExchanger& place,
                            const std::vector<std::string>& aliases) {
  Findings findings;
  if (place.beside_null)
    findings.push_back(
        about_domain(checks::mx_null_with_others,
                     place.domain + " has a null MX in addition to others, of which " + host + " is one"));
  if (place.implicit)
    findings.push_back(about_domain(checks::mx_implicit, place.domain + " has no MX record"));
  if (!place.implicit && !aliases.empty())
    findings.push_back(about_domain(checks::mx_alias, "the MX record of " + place.domain + " names " + host +
                                                          ", which is an alias for " + aliases.back()));
  if (!place.authenticated)
    findings.push_back(about_domain(checks::mx_unauthenticated,
                                    place.implicit
                                        ? "that " + place.domain + " has no MX record was not authenticated"
                                        : "the MX record of " + place.domain + " that names " + host +
                                              " was not authenticated by DNSSEC"));
  return findings;
}

Finding malformed_exchanger(const Exchanger& exchanger) {
  const std::string& domain = exchanger.place.domain;
  if (exchanger.host.empty())
    return about_domain(checks::mx_malformed, "an MX record of " + domain + " cannot be read");
  return about_domain(checks::mx_malformed, "the MX record of " + domain + " names \"" + exchanger.host +
                                                "\", which is not the name of a host");
}

Finding no_exchanger(const Answer<MxRecord>& answer) {
  return about_domain(checks::mx_null, answer.name + " accepts no mail: its MX record is null");
}

}  // namespace certcheck::dns
