#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/general_name_faults.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

using Kind = x509::GeneralName::Kind;

/// What is wrong with a subtree, as the end of a sentence; empty if nothing is.
using SubtreeFault = std::string_view (*)(const x509::GeneralSubtree&);

Outcome check_subtrees(const CertificateFacts& facts, const Reporter& report, SubtreeFault fault) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(x509::oids::name_constraints);
  if (extension == nullptr || !certificate.name_constraints) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const auto* subtrees :
       {&certificate.name_constraints->permitted, &certificate.name_constraints->excluded}) {
    for (const x509::GeneralSubtree& subtree : *subtrees) {
      if (const std::string_view what = fault(subtree); !what.empty()) {
        outcome = report.fire(place_in(certificate, *extension), subtree.base.offset,
                              fmt::format("the constraint {} {}", subtree.base.to_string(), what),
                              {{"constraint", subtree.base.to_string()}});
      }
    }
  }
  return outcome;
}

template <SubtreeFault fault>
Outcome subtree_lint(const CertificateFacts& facts, const Reporter& report) {
  return check_subtrees(facts, report, fault);
}

// RFC 5280 4.2.1.10: "Within this profile, the minimum and maximum fields are not used with any name forms,
// thus, the minimum MUST be zero, and maximum MUST be absent." Since RFC 2459. Of every kind of name: zlint
// leaves URIs out, and lets a maximum of zero pass.
std::string_view minimum_fault(const x509::GeneralSubtree& subtree) {
  return subtree.minimum.value_or(0) != 0 ? "has a minimum that is not zero" : std::string_view();
}
std::string_view maximum_fault(const x509::GeneralSubtree& subtree) {
  return subtree.maximum ? "has a maximum" : std::string_view();
}

// RFC 5280 4.2.1.10: for URIs "the constraint MUST be specified as a fully qualified domain name and MAY
// specify a host or a domain"; a leading period stands for one or more labels. New in RFC 5280. zlint lets
// wildcards and some whole URIs pass, neither of which is a domain name.
std::string_view uri_subtree_fault(const x509::GeneralSubtree& subtree) {
  return uri_constraint_fault(subtree.base);
}

// RFC 5280 4.2.1.10: "DNS name restrictions are expressed as host.example.com. Any DNS name that can be
// constructed by simply adding zero or more labels to the left-hand side of the name satisfies the name
// constraint." Since RFC 2459. The name is one in the preferred syntax (4.2.1.6), so no wildcard, no URL and
// no space.
std::string_view dns_fault(const x509::GeneralSubtree& subtree) { return dns_constraint_fault(subtree.base); }

// RFC 5280 4.2.1.10: a constraint that begins with a period is defined for URIs and rfc822Names alone.
// Erratum 5997 to say what it means for a dNSName was held for document update; clients differ in whether
// they take it.
std::string_view dns_period_fault(const x509::GeneralSubtree& subtree) {
  return subtree.base.kind == Kind::dns_name && subtree.base.text().starts_with('.')
             ? "begins with a period, which clients understand differently"
             : std::string_view();
}

// RFC 5280 4.2.1.10: "A name constraint for Internet mail addresses MAY specify a particular mailbox, all
// addresses at a particular host, or all mailboxes in a domain." Since RFC 2459.
std::string_view email_fault(const x509::GeneralSubtree& subtree) {
  return rfc822_constraint_fault(subtree.base);
}

// RFC 5280 4.2.1.10: "For IPv4 addresses, the iPAddress field of GeneralName MUST contain eight (8) octets,
// encoded in the style of RFC 4632 (CIDR) to represent an address range [RFC4632]. For IPv6 addresses, the
// iPAddress field MUST contain 32 octets similarly encoded." Since RFC 2459.
std::string_view ip_fault(const x509::GeneralSubtree& subtree) { return ip_constraint_fault(subtree.base); }

// The same: a range in the style of CIDR is a prefix, whose remaining bits are zero (RFC 4632 3.1 writes
// 10.0.0.0/8, not 10.1.2.3/8). Clients mask the address, so that the range is another than it looks like.
std::string_view host_bits_fault(const x509::GeneralSubtree& subtree) {
  return ip_host_bits_fault(subtree.base);
}

// RFC 5280 4.2.1.10: "Conforming CAs SHOULD NOT impose name constraints on the x400Address, ediPartyName, or
// registeredID name forms." New in RFC 5280.
template <Kind kind>
std::string_view kind_fault(const x509::GeneralSubtree& subtree) {
  return subtree.base.kind == kind ? "is of a type that clients do not process" : std::string_view();
}

template <Kind kind>
constexpr Lint discouraged(std::string_view id, std::string_view requirement, std::string_view zlint,
                           std::string_view example) {
  return {.check = {.id = id,
                    .severity = Severity::warning,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = "RFC 5280 4.2.1.10",
                    .hint = "Remove the constraint: clients must refuse what they cannot process.",
                    .zlint = zlint},
          .example = example,
          .effective = dates::rfc5280,
          .certificate = subtree_lint<kind_fault<kind>>};
}

template <SubtreeFault fault>
constexpr Lint malformed(std::string_view id, std::string_view requirement, std::string_view hint,
                         std::string_view example) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = "RFC 5280 4.2.1.10",
                    .hint = hint},
          .example = example,
          .effective = dates::rfc2459,
          .certificate = subtree_lint<fault>};
}

constexpr Lint name_constraint_subtrees_lints[] = {
    {.check = {.id = "rfc5280.name_constraints.minimum_not_zero",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The minimum of a subtree MUST be zero.",
               .citation = "RFC 5280 4.2.1.10",
               .hint = "Remove the minimum.",
               .zlint = "e_name_constraint_minimum_non_zero"},
     .example = "a permitted subtree with minimum 1",
     .effective = dates::rfc2459,
     .certificate = subtree_lint<minimum_fault>},
    {.check = {.id = "rfc5280.name_constraints.maximum_present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The maximum of a subtree MUST be absent.",
               .citation = "RFC 5280 4.2.1.10",
               .hint = "Remove the maximum.",
               .zlint = "e_name_constraint_maximum_not_absent"},
     .example = "a permitted subtree with maximum 1",
     .effective = dates::rfc2459,
     .certificate = subtree_lint<maximum_fault>},
    {.check =
         {.id = "rfc5280.name_constraints.uri_not_fqdn",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "A constraint on URIs MUST be a fully qualified domain name, optionally preceded by a period.",
          .citation = "RFC 5280 4.2.1.10",
          .hint = "State the constraint as the host or domain of the URIs, without scheme or path.",
          .zlint = "e_name_constraint_not_fqdn"},
     .example = "a permitted URI subtree \"example\"",
     .effective = dates::rfc5280,
     .certificate = subtree_lint<uri_subtree_fault>},
    malformed<dns_fault>("rfc5280.name_constraints.dns_name_malformed",
                         "A constraint on dNSNames MUST be a DNS name in the preferred name syntax.",
                         "State the constraint as a domain: it covers every name below it.",
                         "a permitted dNSName *.example.com"),
    {.check = {.id = "rfc5280.name_constraints.dns_name_leading_period",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A constraint on dNSNames SHOULD NOT begin with a period.",
               .citation = "RFC 5280 4.2.1.10",
               .hint = "Omit the period: the domain's name covers every name below it."},
     .example = "a permitted dNSName .example.com",
     .effective = dates::rfc2459,
     .certificate = subtree_lint<dns_period_fault>},
    malformed<email_fault>("rfc5280.name_constraints.rfc822_name_malformed",
                           "A constraint on rfc822Names MUST be a mailbox, a host, or a period and a domain.",
                           "State the constraint as the bare mailbox, host or domain.",
                           "a permitted rfc822Name @example.com"),
    malformed<ip_fault>(
        "rfc5280.name_constraints.ip_address_malformed",
        "A constraint on iPAddresses MUST be an address and a contiguous mask, 8 or 32 bytes.",
        "Encode the address and its mask one after the other.",
        "a permitted iPAddress of the 4 bytes 192.0.2.0"),
    {.check = {.id = "rfc5280.name_constraints.ip_address_host_bits",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "The address of a constraint on iPAddresses SHOULD NOT have bits set beyond its mask.",
               .citation = "RFC 5280 4.2.1.10; RFC 4632 3.1",
               .hint =
                   "Write the first address of the range, or a longer mask if a single host is intended."},
     .example = "a permitted iPAddress 10.1.2.3 with the mask 255.0.0.0",
     .effective = dates::rfc2459,
     .certificate = subtree_lint<host_bits_fault>},
    discouraged<Kind::x400_address>("rfc5280.name_constraints.x400_address",
                                    "Name constraints SHOULD NOT be imposed on x400Address.",
                                    "w_name_constraint_on_x400", "an excluded x400Address"),
    discouraged<Kind::edi_party_name>("rfc5280.name_constraints.edi_party_name",
                                      "Name constraints SHOULD NOT be imposed on ediPartyName.",
                                      "w_name_constraint_on_edi_party_name", "an excluded ediPartyName"),
    discouraged<Kind::registered_id>("rfc5280.name_constraints.registered_id",
                                     "Name constraints SHOULD NOT be imposed on registeredID.",
                                     "w_name_constraint_on_registered_id", "an excluded registeredID"),
};

}  // namespace

constinit const Rows name_constraint_subtrees_rows = name_constraint_subtrees_lints;

}  // namespace certcheck::lint::rfc5280
