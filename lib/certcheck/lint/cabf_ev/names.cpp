#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_ev/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/alternative_names.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

/// EVG 7.1.2.1 and 7.1.4.2.2: the names of servers.
namespace certcheck::lint::cabf_ev {
namespace {

namespace oids = x509::oids;
using Kind = x509::GeneralName::Kind;

bool is_forbidden_wildcard(std::string_view name) {
  return name.find('*') != std::string_view::npos &&
         !(name.size() > 6 && equal_ignoring_case(name.substr(name.size() - 6), ".onion"));
}

// "MUST NOT contain a Wildcard Domain Name unless the FQDN portion of the Wildcard Domain Name is an Onion
// Domain Name", in subjectAltName and in commonName. The exception came with ballot 144, with which zlint and
// this row begin; there were no wildcards before it either.
Outcome wildcard(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::pass;
  if (certificate.subject_alternative_names) {
    const x509::Extension& extension = *certificate.find(oids::subject_alternative_name);
    for (const x509::GeneralName& name : *certificate.subject_alternative_names)
      if (name.kind == Kind::dns_name && is_forbidden_wildcard(name.text()))
        outcome = fire_name(facts, report, extension, name, "is a wildcard in an EV certificate");
  }
  for_each_text(
      certificate.subject, oids::common_name, [&](std::string_view text, const x509::Attribute& attribute) {
        if (is_forbidden_wildcard(text))
          outcome = report.fire(
              subject_place, attribute.offset,
              fmt::format("commonName \"{}\" is a wildcard in an EV certificate", x509::printable(text)));
      });
  return outcome;
}

// EVG 7.1.2.1: the extension is about "host Domain Name(s)"; an address is not one.
Outcome ip_address(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  if (!facts.certificate.subject_alternative_names) return outcome;
  const x509::Extension& extension = *facts.certificate.find(oids::subject_alternative_name);
  for (const x509::GeneralName& name : *facts.certificate.subject_alternative_names)
    if (name.kind == Kind::ip_address)
      outcome = fire_name(facts, report, extension, name, "is in an EV certificate");
  return outcome;
}

constexpr Revision wildcard_history[] = {
    {.document = "EVG 1.5.3", .from = dates::ballot_144.time, .section = "9.2.2"},
    {.document = "EVG 1.7.0", .from = dates::sc_17.time, .section = "9.8.1"},
    {.document = "EVG 2.0.0", .from = dates::evg_2_0_0.time, .section = "7.1.2.1"},
};

constexpr Revision ip_address_history[] = {
    {.document = "EVG 1.4.0", .from = dates::evg_1_4_0.time, .section = "9.2.2"},
    {.document = "EVG 1.7.0", .from = dates::sc_17.time, .section = "9.8.1"},
    {.document = "EVG 2.0.0", .from = dates::evg_2_0_0.time, .section = "7.1.2.1"},
};

constexpr Lint names_lints[] = {
    {.check = must("cabf_ev.names.wildcard",
                   "An EV certificate MUST NOT have wildcard names other than those below .onion.",
                   "CA/B EVG 2.0.0 7.1.2.1, 7.1.4.2.2", "List each name.", "e_ev_not_wildcard"),
     .example = "the dNSName \"*.example.com\"",
     .applies = Role::extended_validated,
     .effective = dates::ballot_144,
     .history = wildcard_history,
     .certificate = wildcard},
    {.check =
         must("cabf_ev.names.ip_address", "An EV certificate MUST NOT have IP addresses as names.",
              "CA/B EVG 2.0.0 7.1.2.1", "Name the server by its domain name.", "e_ev_san_ip_address_present"),
     .example = "the iPAddress 192.0.2.1",
     .applies = Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = ip_address_history,
     .certificate = ip_address},
};

}  // namespace

constinit const Rows names_rows = names_lints;

}  // namespace certcheck::lint::cabf_ev
