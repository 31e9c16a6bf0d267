#include "certcheck/base/ip_address.h"
#include "certcheck/lint/cabf_br/domains.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/address_blocks.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using AddressKind = x509::GeneralName::Kind;

Outcome reserved_address(const CertificateFacts& facts, const Reporter& report) {
  if (may_have_internal_names(facts)) return Outcome::not_applicable;
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.subject_alternative_names) return Outcome::pass;
  Outcome outcome = Outcome::pass;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
    if (name.kind != AddressKind::ip_address) continue;
    if (const std::string_view use = reserved_for(name.value); !use.empty()) {
      const x509::Extension& extension = *certificate.find(oids::subject_alternative_name);
      outcome = report.fire(place_in(certificate, extension), name.offset,
                            fmt::format("{} is reserved for {}", name.to_string(), use),
                            {{"name", name.to_string()}});
    }
  }
  return outcome;
}

Outcome reserved_common_name(const CertificateFacts& facts, const Reporter& report) {
  if (may_have_internal_names(facts)) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_text(facts.certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute& attribute) {
                  if (!is_ip_address(name)) return;
                  if (const std::string_view use = reserved_for(*parse_ip_address(name)); !use.empty())
                    outcome = report.fire("tbsCertificate.subject", attribute.offset,
                                          fmt::format("the common name {} is reserved for {}", name, use));
                });
  return outcome;
}

// BR 7.1.2.10.8 and 7.1.2.5.2: "The CA MUST confirm that the Applicant has been assigned the iPAddress
// range", as nobody has been a reserved one.
Outcome reserved_constraint(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::name_constraints);
  if (extension == nullptr || may_have_internal_names(facts)) return Outcome::not_applicable;
  if (!facts.certificate.name_constraints) return Outcome::pass;
  Outcome outcome = Outcome::pass;
  for (const x509::GeneralSubtree& subtree : facts.certificate.name_constraints->permitted) {
    const ByteView block = subtree.base.value;
    if (subtree.base.kind != AddressKind::ip_address || block.size() % 2 != 0) continue;
    const std::string_view use = reserved_for(block.first(block.size() / 2), block.subspan(block.size() / 2));
    if (!use.empty())
      outcome = report.fire(place_in(facts.certificate, *extension), subtree.base.offset,
                            fmt::format("the permitted addresses {} include some that are reserved for {}",
                                        subtree.base.to_string(), use));
  }
  return outcome;
}

constexpr Revision reserved_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.2.1"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.4.2.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.12"},
};

constexpr Lint ip_addresses_lints[] = {
    {.check = must("cabf_br.ip_address.reserved", "An iPAddress MUST NOT be a reserved IP address.",
                   "CA/B BR 2.0.0 7.1.2.7.12", "Use a CA of your own for internal addresses.",
                   "e_ext_san_contains_reserved_ip"),
     .example = "the iPAddress 10.0.0.1",
     .effective = dates::br_1_0,
     .history = reserved_history,
     .certificate = reserved_address},
    {.check = must("cabf_br.ip_address.reserved_common_name",
                   "A common name MUST NOT be a reserved IP address.", "CA/B BR 2.0.0 7.1.2.7.12; 7.1.4.3",
                   "Use a CA of your own for internal addresses.", "e_subject_contains_reserved_ip"),
     .example = "the common name 10.0.0.1",
     .effective = dates::br_1_0,
     .history = reserved_history,
     .certificate = reserved_common_name},
    {.check = must(
         "cabf_br.ip_address.reserved_constraint",
         "permittedSubtrees of a CA MUST NOT include reserved IP addresses.", "CA/B BR 7.1.2.10.8, 7.1.2.5.2",
         "Permit the addresses that were assigned, or exclude all.", "e_ext_nc_intersects_reserved_ip"),
     .example = "10.0.0.0/8 in permittedSubtrees",
     .only_with = {oids::name_constraints},
     .effective = dates::br_1_0,
     .certificate = reserved_constraint},
};

}  // namespace

constinit const Rows ip_addresses_rows = ip_addresses_lints;

}  // namespace certcheck::lint::cabf_br
