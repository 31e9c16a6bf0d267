#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

/// The rules apply to certificates that name hosts at all, in subjectAltName or as it was before.
bool names_hosts(const x509::Certificate& certificate) {
  const auto& attributes = certificate.subject.attributes;
  bool named = std::any_of(attributes.begin(), attributes.end(), [](const x509::Attribute& attribute) {
    return attribute.type == oids::common_name && !attribute.value.empty();
  });
  for_each_dns_name(certificate, [&named](const x509::GeneralName&) { named = true; });
  return named;
}

Outcome fire(const CertificateFacts& facts, const Reporter& report, const x509::Extension& extension,
             const x509::GeneralName& name, std::string_view complaint) {
  return report.fire(place_in(facts.certificate, extension), name.offset,
                     fmt::format("{} {}", name.to_string(), complaint), {{"name", name.to_string()}});
}

/// Fires for each dNSName with a label that is `bad`.
Outcome check_labels(const CertificateFacts& facts, const Reporter& report, bool (*bad)(std::string_view),
                     std::string_view complaint) {
  if (!names_hosts(facts.certificate)) return Outcome::not_applicable;
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::pass;
  for_each_dns_name(facts.certificate, [&](const x509::GeneralName& name) {
    bool found = false;
    for_each_label(name.text(), [&](std::string_view label) { found = found || bad(label); });
    if (found) outcome = fire(facts, report, *extension, name, complaint);
  });
  return outcome;
}

/// Fires for each dNSName whose parts are `bad`, which they can be only if the name `may_be`: dividing names
/// is costly. From the first name on that has no parts the rule does not apply, as in zlint.
Outcome check_parts(const CertificateFacts& facts, const Reporter& report, bool (*may_be)(std::string_view),
                    bool (*bad)(const DomainParts&), std::string_view complaint) {
  if (!names_hosts(facts.certificate)) return Outcome::not_applicable;
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::pass;
  for_each_dns_name(facts.certificate, [&](const x509::GeneralName& name) {
    if (outcome == Outcome::not_applicable) return;
    if (!is_divisible(facts, name))
      outcome = outcome == Outcome::fired ? outcome : Outcome::not_applicable;
    else if (may_be(name.text()) && bad(*divide_domain(name.text())))
      outcome = fire(facts, report, *extension, name, complaint);
  });
  return outcome;
}

bool has_underscore(std::string_view name) { return name.find('_') != std::string_view::npos; }

/// Any label begins or ends with one.
bool has_hyphen_at_edge(std::string_view name) {
  const char* before = nullptr;  // the character before, if it is of the same label
  for (const char& c : name) {
    if ((c == '-' && before == nullptr) || (c == '.' && before != nullptr && *before == '-')) return true;
    before = c == '.' ? nullptr : &c;
  }
  return before != nullptr && *before == '-';
}

// RFC 5280 4.2.1.6: "The name MUST be in the 'preferred name syntax', as specified by Section 3.5 of
// [RFC1034] and as modified by Section 2.1 of [RFC1123]." There a label has at least one character; that of
// the root has none, but a name in this syntax is written without it.
Outcome empty(const CertificateFacts& facts, const Reporter& report) {
  return check_labels(
      facts, report, [](std::string_view label) { return label.empty(); }, "has an empty label");
}

// The same; RFC 1034 3.5: "Labels must be 63 characters or less."
Outcome too_long(const CertificateFacts& facts, const Reporter& report) {
  return check_labels(
      facts, report, [](std::string_view label) { return label.size() > max_label; },
      "has a label of more than 63 bytes");
}

// The same; RFC 1034 3.5: labels "end with a letter or digit", RFC 1123 2.1: and begin with one. This lint is
// about the label under which a domain is registered: no registry gives such names.
Outcome hyphen_at_edge(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(
      facts, report, has_hyphen_at_edge,
      [](const DomainParts& parts) {
        return parts.registered.starts_with('-') || parts.registered.ends_with('-');
      },
      "has a label below its public suffix that begins or ends with a hyphen");
}

// The same; the syntax has letters, digits and hyphens.
Outcome underscore(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(
      facts, report, has_underscore,
      [](const DomainParts& parts) { return parts.registered.find('_') != std::string_view::npos; },
      "has an underscore in the label below its public suffix");
}

// The same. Hosts below a registered domain do have names with underscores, so zlint only warns.
Outcome underscore_below(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(
      facts, report, has_underscore,
      [](const DomainParts& parts) { return parts.below.find('_') != std::string_view::npos; },
      "has an underscore in a label below the registered domain");
}

constexpr std::string_view rename = "Issue the certificate for a name that DNS hosts can have.";

constexpr Lint dns_labels_lints[] = {
    {.check = {.id = "rfc5280.dns_labels.empty",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A label of a dNSName MUST NOT be empty.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5",
               .hint = "Write the name with single dots between labels, and none at either end.",
               .zlint = "e_rfc_dnsname_empty_label"},
     .example = "the dNSName a..example.com, or example.com. with a dot at its end",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain,
     .effective = dates::rfc5280,
     .certificate = empty},
    {.check = {.id = "rfc5280.dns_labels.too_long",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A label of a dNSName MUST NOT be longer than 63 bytes.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5",
               .hint = rename,
               .zlint = "e_rfc_dnsname_label_too_long"},
     .example = "a dNSName with a label of 64 letters",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain,
     .effective = dates::rfc5280,
     .certificate = too_long},
    {.check = {.id = "rfc5280.dns_labels.hyphen_at_edge",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The label below a dNSName's public suffix MUST NOT begin or end with a hyphen.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5; RFC 1123 2.1",
               .hint = rename,
               .zlint = "e_rfc_dnsname_hyphen_in_sld"},
     .example = "the dNSName www.-example.co.uk",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain,
     .effective = dates::rfc5280,
     .certificate = hyphen_at_edge},
    {.check = {.id = "rfc5280.dns_labels.underscore",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The label below a dNSName's public suffix MUST NOT contain an underscore.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5",
               .hint = rename,
               .zlint = "e_rfc_dnsname_underscore_in_sld"},
     .example = "the dNSName exam_ple.co.uk",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain,
     .effective = dates::rfc5280,
     .certificate = underscore},
    {.check = {.id = "rfc5280.dns_labels.underscore_below",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "Labels below the registered domain of a dNSName SHOULD NOT contain an underscore.",
               .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5",
               .hint = rename,
               .zlint = "w_rfc_dnsname_underscore_in_trd"},
     .example = "the dNSName under_score.example.co.uk",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain,
     .effective = dates::rfc5280,
     .certificate = underscore_below},
};

}  // namespace

constinit const Rows dns_labels_rows = dns_labels_lints;

}  // namespace certcheck::lint::rfc5280
