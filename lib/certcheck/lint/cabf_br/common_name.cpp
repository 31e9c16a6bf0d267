#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

using Kind = x509::GeneralName::Kind;

template <typename Predicate>
bool any_name(const x509::Certificate& certificate, Predicate predicate) {
  const auto& names = certificate.subject_alternative_names;
  return names && std::any_of(names->begin(), names->end(), predicate);
}

/// What a common name may be, for looking it up: the dNSNames and the addresses of subjectAltName.
class Names {
 public:
  Names(const x509::Certificate& certificate, bool exactly) : certificate_(certificate), exactly_(exactly) {
    // For a few common names each is compared with each, which takes no memory. For more the names are
    // sorted, so that all cost no more than n log n.
    const auto& attributes = certificate.subject.attributes;
    const auto count = std::count_if(attributes.begin(), attributes.end(), [](const x509::Attribute& each) {
      return each.type == oids::common_name;
    });
    sorts_ = static_cast<size_t>(count) > few;
    if (sorts_ && certificate.subject_alternative_names) {
      for (const x509::GeneralName& entry : *certificate.subject_alternative_names)
        if (entry.kind == Kind::dns_name || entry.kind == Kind::ip_address)
          sorted_.push_back(key(text_of(entry)));
      std::sort(sorted_.begin(), sorted_.end());
    }
  }

  bool have(std::string_view name) const {
    return sorts_ ? std::binary_search(sorted_.begin(), sorted_.end(), key(name)) : any_is(name);
  }

  bool have_wildcard_below(std::string_view domain) const {
    return sorts_ ? have(fmt::format("*.{}", domain))
                  : any_name(certificate_, [domain](const x509::GeneralName& entry) {
                      return entry.kind == Kind::dns_name && names::is_wildcard(entry.text()) &&
                             entry.text().substr(2) == domain;
                    });
  }

 private:
  static std::string text_of(const x509::GeneralName& entry) {
    return entry.kind == Kind::dns_name ? std::string(entry.text()) : format_ip_address(entry.value);
  }

  std::string key(std::string_view text) const { return exactly_ ? std::string(text) : to_lower(text); }

  bool any_is(std::string_view name) const {
    const auto equal = [this, name](std::string_view text) {
      return exactly_ ? text == name : equal_ignoring_case(text, name);
    };
    return any_name(certificate_, [&equal](const x509::GeneralName& entry) {
      return entry.kind == Kind::dns_name ? equal(entry.text())
                                          : entry.kind == Kind::ip_address && equal(text_of(entry));
    });
  }

  const x509::Certificate& certificate_;
  bool exactly_;
  bool sorts_ = false;
  std::vector<std::string> sorted_;  ///< keys, if there are many common names
};

Outcome fire(const Reporter& report, const x509::Attribute& attribute, std::string_view name,
             std::string_view complaint) {
  return report.fire("tbsCertificate.subject", attribute.offset,
                     fmt::format("the common name \"{}\" {}", name, complaint),
                     {{"common_name", std::string(name)}});
}

Outcome compare(const CertificateFacts& facts, const Reporter& report, bool exactly,
                std::string_view complaint) {
  Outcome outcome = Outcome::not_applicable;
  // Versions 1 and 2 have no subjectAltName that could be asked for (rfc5280.version.not_3).
  const bool is_old = facts.certificate.version == 1 || facts.certificate.version == 2;
  if (is_old && !facts.certificate.has_extensions) return outcome;
  const Names names(facts.certificate, exactly);
  for_each_text(facts.certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute& attribute) {
                  // What cannot be read is the parser's finding.
                  if (name.empty() && !attribute.value.empty()) return;
                  if (!names.have(name))
                    outcome = fire(report, attribute, name, complaint);
                  else if (outcome == Outcome::not_applicable)
                    outcome = Outcome::pass;
                });
  return outcome;
}

// BR 7.1.4.3 (until 2.0.0 7.1.4.2.2): the common name is one of the names in subjectAltName. Spelling was
// left open until ballot SC-48.
Outcome not_from_san(const CertificateFacts& facts, const Reporter& report) {
  return compare(facts, report, false, "is not among the names in subjectAltName");
}

// BR 7.1.4.3 since ballot SC-48: a host name as "a character-for-character copy of the dNSName entry value",
// an IPv4 address as RFC 3986 3.2.2 writes it, an IPv6 address as RFC 5952 4 does.
Outcome not_exactly_from_san(const CertificateFacts& facts, const Reporter& report) {
  return compare(facts, report, true, "is not an exact copy of a name in subjectAltName");
}

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  });
}

/// True for what software takes for an address, well written or not: with a colon, or with a last label that
/// is a number, decimal or hexadecimal (the URL Standard's "ends in a number").
bool reads_as_address(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return name.find(':') != std::string_view::npos || names::has_numeric_last_label(name) ||
         (last.size() > 2 && last[0] == '0' && to_lower(last[1]) == 'x' && is_hexadecimal(last.substr(2)));
}

/// True for what people take for a name in the DNS: labels with dots between them, whatever characters they
/// are of.
bool reads_as_domain(std::string_view name) {
  const size_t dot = name.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
         name.find(' ') == std::string_view::npos;
}

// BR 7.1.4.3, as far as a relying party can check it: the common name reads as an
// address or a domain, the certificate has names of that kind, and it is none of them. A common name of
// another kind ("Printer 7", or a domain alongside addresses alone) deceives nobody, nor does the domain that
// a wildcard is below.
Outcome contradicts_san(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const Names names(certificate, true);
  const bool has_address =
      any_name(certificate, [](const x509::GeneralName& entry) { return entry.kind == Kind::ip_address; });
  const bool has_domain = any_name(certificate, [](const x509::GeneralName& entry) {
    return entry.kind == Kind::dns_name && reads_as_domain(entry.text());
  });
  Outcome outcome = Outcome::not_applicable;
  for_each_text(certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute& attribute) {
                  const bool address = reads_as_address(name);
                  if (address ? !has_address : !has_domain || !reads_as_domain(name)) return;
                  if (!names.have_wildcard_below(name) && !names.have(name))
                    outcome = fire(report, attribute, name,
                                   "is not one of the names of its kind in subjectAltName");
                  else if (outcome == Outcome::not_applicable)
                    outcome = Outcome::pass;
                });
  return outcome;
}

// BR 1.0 9.2.2 to 1.8.7: commonName is "Deprecated (Discouraged, but not prohibited)". BR 2.0.0 7.1.2.7.2 to
// 7.1.2.7.4: "NOT RECOMMENDED".
Outcome common_name_present(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for_each_text(facts.certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute& attribute) {
                  if (!name.empty())
                    outcome = fire(report, attribute, name, "is not needed: clients look at subjectAltName");
                });
  return outcome;
}

// BR 7.1.4.3: commonName has "exactly one entry". BR 1.0 9.2.2: "a single IP address or Fully-Qualified
// Domain Name".
Outcome several_common_names(const CertificateFacts& facts, const Reporter& report) {
  size_t count = 0;
  Outcome outcome = Outcome::pass;
  for_each_text(facts.certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute& attribute) {
                  if (++count > 1) outcome = fire(report, attribute, name, "is not the only one");
                });
  return outcome;
}

// Ballot SC-48 made BR 1.8.0; the certificate profiles of BR 2.0.0 took the rule elsewhere.
constexpr Revision common_name_since_sc_48[] = {
    {.document = "BR 1.8.0", .from = dates::sc_48.time, .section = "7.1.4.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.4.3"},
};

constexpr Lint common_name_lints[] = {
    {.check = {.id = "cabf_br.common_name.not_from_san",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The common name MUST be one of the names in subjectAltName.",
               .citation = "CA/B BR 1.7.9 7.1.4.2.2 a",
               .hint = "Add the common name to subjectAltName, or omit it.",
               .zlint = "e_subject_common_name_not_from_san"},
     .example = "common name a.example where the only dNSName is b.example",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::sc_48,
     .certificate = not_from_san},
    {.check = {.id = "cabf_br.common_name.not_exactly_from_san",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The common name MUST be an exact copy of one of the names in subjectAltName.",
               .citation = "CA/B BR 2.0.0 7.1.4.3",
               .hint = "Copy the name exactly from subjectAltName, or omit the common name.",
               .zlint = "e_subject_common_name_not_exactly_from_san"},
     .example = "common name Example.COM with the dNSName example.com",
     .applies = Role::leaf,
     .effective = dates::sc_48,
     .history = common_name_since_sc_48,
     .certificate = not_exactly_from_san},
    {.check = {.id = "cabf_br.common_name.contradicts_san",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A common name that is a domain name or an IP address MUST be one of the names "
                              "in subjectAltName.",
               .citation = "CA/B BR 2.0.0 7.1.4.3",
               .hint = "Copy the name exactly from subjectAltName, or omit the common name."},
     .example = "common name 0xC0000201 with the iPAddress 192.0.2.1",
     .applies = Role::leaf,
     .effective = dates::sc_48,
     .history = common_name_since_sc_48,
     .certificate = contradicts_san},
    {.check =
         note("cabf_br.common_name.present_before_profiles",
              "A subscriber certificate SHOULD NOT have a common name, which it does not need.",
              "CA/B BR 1.8.0 7.1.4.2.2 a", "Leave the common name out.", "n_subject_common_name_included"),
     .example = "a server certificate of 2020 with a common name",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = common_name_present},
    {.check = should("cabf_br.common_name.present", "A subscriber certificate SHOULD NOT have a common name.",
                     "CA/B BR 7.1.2.7.2 to 7.1.2.7.4", "Leave the common name out.",
                     "w_subject_common_name_included"),
     .example = "a server certificate of 2026 with a common name",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = common_name_present},
    {.check = should("cabf_br.common_name.several",
                     "A subscriber certificate SHOULD NOT have more than one common name.",
                     "CA/B BR 7.1.4.3; 1.8.0 7.1.4.2.2 a", "Leave in one common name, or none.",
                     "w_extra_subject_common_names"),
     .example = "a server certificate with two common names",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = several_common_names},
};

}  // namespace

constinit const Rows common_name_rows = common_name_lints;

}  // namespace certcheck::lint::cabf_br
